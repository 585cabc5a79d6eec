"""The stop switch of a whole ladder: with a reason, until a day, and never in silence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Authority
from contacts.roles import Permission
from contacts.working_days import WorkCalendar
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.values import JSON
from requests_app.access import require
from requests_app.models import Deadline, EscalationPolicy
from requests_app.selectors.ladder_stops import why_never
from requests_app.selectors.ladders import ladder_now
from requests_app.services import notices
from requests_app.services.inputs import optional_day, required_text

MOST_DAYS = 31


@transaction.atomic
def ladder_stop(
    *, actor: User, authority: Authority, kind: str, urgency: str, reason: object, until: object
) -> EscalationPolicy:
    """Nobody is told by this ladder of what the authority asked, until the day is over; then the newest that is due is.

    The authority that had only everybody's ladder gets the same as its own, and what it asked runs by that from now on.
    What others asked of the authority is told as before. Raises NotAllowed, Invalid, and Conflict for a ladder that is
    never stopped, or is already.
    """
    require(actor, Permission.SUPERVISE, authority)
    if never := why_never(kind, urgency):
        raise Conflict(never)
    text = required_text(reason, "reason", _("Say why nobody is to be reminded: your colleagues read it."), 500)
    now = timezone.now()
    end = _end(authority, until, now)
    policy = _own(authority, kind, urgency)
    if policy.stopped_for(authority.pk, now):
        raise Conflict(_("This ladder is stopped already."))
    policy.stopped_at, policy.stopped_until, policy.stopped_by, policy.stopped_reason = now, end, actor, text
    policy.save(update_fields=["stopped_at", "stopped_until", "stopped_by", "stopped_reason"])
    told = _running(policy).filter(told_at__isnull=False)
    notices.reminders_call_off(deadlines=list(told.values_list("pk", flat=True)), now=now)
    _record(actor, Verb.ESCALATION_STOPPED, policy, now, until=end.isoformat(), reason=text)
    return policy


@transaction.atomic
def ladder_go_on(*, actor: User, authority: Authority, kind: str, urgency: str) -> EscalationPolicy:
    """Before its day: what came due meanwhile is told with the next sweep, once. Raises NotAllowed, Conflict."""
    require(actor, Permission.SUPERVISE, authority)
    now = timezone.now()
    own = EscalationPolicy.objects.filter(authority=authority, deadline_kind=kind, urgency=urgency).first()
    if own is None or not own.stopped_for(authority.pk, now):
        raise Conflict(_("This ladder is not stopped."))
    held = list(_running(own).filter(next_step_at=own.stopped_until).select_for_update(of=("self",)).order_by("pk"))
    for deadline in held:
        ladder = ladder_now(deadline)
        deadline.next_step_at = ladder.rung_at(deadline.next_step) if ladder else None
    Deadline.objects.bulk_update(held, ["next_step_at"], batch_size=500)
    own.stopped_until = now
    own.save(update_fields=["stopped_until"])
    _record(actor, Verb.ESCALATION_GOES_ON, own, now)
    return own


def _end(authority: Authority, until: object, now: datetime) -> datetime:
    """When that day is over at the authority."""
    zone = authority.time_zone
    day: date | None = optional_day(until, "until", zone)
    today = day_in(zone, now)
    if day is None or not today <= day <= today + timedelta(days=MOST_DAYS):
        most = {"number": MOST_DAYS}
        raise Invalid({"until": [_("Give a day from today on, within %(number)d days: then it goes on.") % most]})
    return WorkCalendar(country="", zone=zone).end_of(day)


def _own(authority: Authority, kind: str, urgency: str) -> EscalationPolicy:
    """The authority's own ladder, locked; else a copy of everybody's, by which what it asked runs from now on."""
    of_kind = EscalationPolicy.objects.filter(deadline_kind=kind, urgency=urgency)
    own = of_kind.select_for_update().filter(authority=authority).first()
    if own is not None:
        return own
    shared = of_kind.filter(authority=None).first()
    if shared is None:
        raise Conflict(_("No escalation policy says how long this may take. Ask your administrator for the default."))
    steps, running = list(shared.steps.all()), _running(shared, of=authority)
    keys = list(running.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    shared.pk, shared.authority = None, authority
    shared._state.adding = True
    shared.save(force_insert=True)
    for step in steps:
        step.pk, step.policy = None, shared
        step._state.adding = True
        step.save(force_insert=True)
    Deadline.objects.filter(pk__in=keys).update(policy=shared)
    return shared


def _running(policy: EscalationPolicy, of: Authority | None = None) -> QuerySet[Deadline]:
    """What the authority asked and runs by the ladder."""
    asked = Deadline.objects.filter(policy=policy.pk, closed_at__isnull=True, request__case__isnull=False)
    return asked.filter(request__requesting_authority=of or policy.authority_id).select_related("policy")


def _record(actor: User, verb: Verb, policy: EscalationPolicy, now: datetime, **more: JSON) -> None:
    code = policy.authority.code if policy.authority else None
    data: dict[str, JSON] = {"authority": code, "deadline": policy.deadline_kind, "urgency": policy.urgency, **more}
    event_record(chain="directory", verb=verb, actor=actor, data=data, at=now)
