"""Deadlines: started with the rule that gives them, moved with a reason, closed by the answer.

Every function works in the caller's transaction and writes its event into the trail of the request. What the date is
comes from `requests_app.clocks`; who starts which when, from `requests_app.services.clocks`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.values import JSON
from requests_app.clocks.kinds import OUTLASTING, TRAITS
from requests_app.clocks.reckoned import Reckoned, step
from requests_app.ladder import Ladder
from requests_app.models import Deadline, DeadlineKind, EscalationPolicy, Request
from requests_app.selectors.ladders import ladder_of, policy_for, rungs_of
from requests_app.services import notices
from requests_app.services.inputs import required_text
from requests_app.states import Side

_DATE = [
    "policy",
    "rule",
    "starts_at",
    "due_at",
    "zone",
    "explanation",
    "next_step",
    "next_step_at",
    "round",
    "paused_at",
    "paused_for",
]


def deadline_start(
    *,
    request: Request,
    kind: DeadlineKind,
    reckoned: Reckoned,
    now: datetime,
    subject: UUID | None = None,
    policy: EscalationPolicy | None = None,
    owed_by: Side | None = None,
) -> Deadline:
    """Start a clock; a second call, for the same subject, returns the one that runs and changes nothing.

    Raises Conflict when no policy says who is told.
    """
    policy = policy or policy_for(request, kind)
    ladder = ladder_of(
        rungs_of(policy), policy, starts_at=reckoned.starts_at, due_at=reckoned.due_at, zone=reckoned.zone
    )
    next_step, next_at = _first(ladder, now)
    deadline, created = Deadline.objects.get_or_create(
        request=request,
        kind=kind,
        subject=subject,
        closed_at=None,
        defaults={
            "owed_by": owed_by or TRAITS[kind].owed_by,
            "rule": reckoned.rule,
            "policy": policy,
            "starts_at": reckoned.starts_at,
            "due_at": reckoned.due_at,
            "zone": reckoned.zone,
            "explanation": reckoned.explained(),
            "next_step": next_step,
            "next_step_at": next_at,
        },
    )
    if created:
        _record(deadline, Verb.DEADLINE_STARTED, None, now, due_at=deadline.due_at.isoformat(), rule=deadline.rule)
    return deadline


def deadline_move(
    *,
    deadline: Deadline,
    reckoned: Reckoned,
    now: datetime,
    actor: User | None = None,
    policy: EscalationPolicy | None = None,
) -> Deadline:
    """The same clock with another date, reckoned anew (another custodian answered, a date was told). The ladder begins
    again for that date, or for another `policy`; the same changes nothing but how it is explained.
    """
    deadline = _locked(deadline)
    moved = reckoned.due_at != deadline.due_at or policy not in (None, deadline.policy)
    deadline.policy = policy or deadline.policy
    deadline.rule, deadline.zone, deadline.explanation = reckoned.rule, reckoned.zone, reckoned.explained()
    deadline.starts_at = min(reckoned.starts_at, reckoned.due_at - timedelta(minutes=1))
    _set_date(deadline, reckoned.due_at, now, anew=moved)
    if moved:
        _record(deadline, Verb.DEADLINE_EXTENDED, actor, now, due_at=deadline.due_at.isoformat(), rule=deadline.rule)
    return deadline


def deadline_extend(
    *, actor: User | None, deadline: Deadline, due_at: datetime, reason: str, now: datetime
) -> Deadline:
    """Move it to a concrete date, with a reason that both sides read. The ladder begins again for the new date.

    Raises Invalid with "due_at" or "reason", and Conflict when it is over.
    """
    text = required_text(reason, "reason", _("Say why: whoever reads the deadline reads the reason."))
    deadline = _locked(deadline)
    if due_at <= now:
        raise Invalid({"due_at": [_("This moment has passed. Choose a later one.")]})
    if due_at <= deadline.starts_at:
        raise Invalid({"due_at": [_("The new date must lie after the beginning.")]})
    # The midnight that ends the last day belongs to it, by the clock in which it is counted.
    last = day_in(deadline.zone, due_at - timedelta(seconds=1))
    moved = step("extended", at=now, day=last, reason=text[:500])
    deadline.explanation = [*deadline.explanation, moved.as_json()]
    _set_date(deadline, due_at, now, anew=True)
    _record(deadline, Verb.DEADLINE_EXTENDED, actor, now, due_at=due_at.isoformat(), rule=deadline.rule)
    return deadline


def deadline_pause(*, deadline: Deadline, now: datetime) -> None:
    """The other side owes an answer: the clock stands still. Again, or where the law lets it run on, does nothing."""
    if not TRAITS[DeadlineKind(deadline.kind)].pauses:
        return
    running = Deadline.objects.filter(pk=deadline.pk, closed_at__isnull=True, paused_at__isnull=True)
    if running.update(paused_at=now, next_step_at=None):
        deadline.refresh_from_db()
        notices.reminders_call_off(deadlines=[deadline.pk], now=now)
        _record(deadline, Verb.DEADLINE_PAUSED, None, now)


def deadline_resume(*, deadline: Deadline, now: datetime) -> None:
    """The answer is there: the time that was left is left again. Does nothing to a clock that runs."""
    deadline = _locked(deadline)
    if deadline.paused_at is None:
        return
    stood = now - deadline.paused_at
    deadline.paused_for = (deadline.paused_for or timedelta(0)) + stood
    deadline.paused_at = None
    minutes = int(stood.total_seconds() // 60)
    deadline.explanation = [*deadline.explanation, step("resumed", minutes=minutes).as_json()]
    _set_date(deadline, deadline.due_at + stood, now, anew=False)
    _record(deadline, Verb.DEADLINE_RESUMED, None, now, due_at=deadline.due_at.isoformat())


def deadlines_pause(*, request: Request, owed_by: Side, now: datetime) -> None:
    """Let all clocks stand still that wait for this side: it waits for an answer itself."""
    for deadline in deadlines_lock(request):
        if deadline.owed_by == owed_by:
            deadline_pause(deadline=deadline, now=now)


def deadlines_resume(*, request: Request, owed_by: Side, now: datetime) -> None:
    for deadline in deadlines_lock(request):
        if deadline.owed_by == owed_by:
            deadline_resume(deadline=deadline, now=now)


def deadline_silence(*, actor: User, deadline: Deadline, reason: str, now: datetime) -> None:
    """Switch its reminders off, with a reason that the page shows. The date stands, and so does what is overdue."""
    text = required_text(reason, "reason", _("Say why nobody is to be reminded: your colleagues read it."))
    deadline = _locked(deadline)
    deadline.silenced_at, deadline.silenced_by, deadline.silenced_reason = now, actor, text[:500]
    deadline.next_step_at = None
    deadline.save(update_fields=["silenced_at", "silenced_by", "silenced_reason", "next_step_at"])
    notices.reminders_call_off(deadlines=[deadline.pk], now=now)
    _record(deadline, Verb.DEADLINE_SILENCED, actor, now)


def deadline_unsilence(*, actor: User, deadline: Deadline, now: datetime) -> None:
    """Remind again, from the next rung on; does nothing where nobody switched them off."""
    deadline = _locked(deadline)
    if deadline.silenced_at is None:
        return
    deadline.silenced_at, deadline.silenced_by, deadline.silenced_reason = None, None, ""
    deadline.save(update_fields=["silenced_at", "silenced_by", "silenced_reason"])
    _set_date(deadline, deadline.due_at, now, anew=False)
    _record(deadline, Verb.DEADLINE_UNSILENCED, actor, now)


def deadline_close(
    *, request: Request, kind: DeadlineKind, reason: str, now: datetime, subject: UUID | None = None
) -> None:
    """Close the running deadline of this kind and subject, if there is one; again does nothing."""
    _close(Deadline.objects.filter(request=request, kind=kind, subject=subject), reason, now)


def deadlines_close(
    *, request: Request, reason: str, now: datetime, kinds: Collection[DeadlineKind] | None = None
) -> None:
    """Close all that runs for a request, of any subject; only these `kinds`, if given. What outlasts it runs on."""
    running = Deadline.objects.filter(request=request).exclude(kind__in=OUTLASTING)
    _close(running if kinds is None else running.filter(kind__in=kinds), reason, now)


def deadlines_lock(request: Request) -> list[Deadline]:
    """Take the open deadlines of a request before anything else of it: the sweep takes them in the same order."""
    open_ = Deadline.objects.select_for_update(of=("self",)).filter(request=request, closed_at__isnull=True)
    return list(open_.order_by("pk"))


def _close(deadlines: QuerySet[Deadline], reason: str, now: datetime) -> None:
    running = list(deadlines.filter(closed_at__isnull=True).select_for_update(of=("self",)).order_by("pk"))
    if not running:
        return
    keys = [deadline.pk for deadline in running]
    Deadline.objects.filter(pk__in=keys).update(closed_at=now, closed_reason=reason, next_step_at=None)
    notices.reminders_call_off(deadlines=keys, now=now)
    for deadline in running:
        _record(deadline, Verb.DEADLINE_CLOSED, None, now, reason=reason)


def _locked(deadline: Deadline) -> Deadline:
    """As it stands now, locked. Raises Conflict when it is over."""
    row = Deadline.objects.select_for_update(of=("self",)).select_related("policy", "request").get(pk=deadline.pk)
    if row.closed_at is not None:
        raise Conflict(_("This deadline is over."))
    return row


def _set_date(deadline: Deadline, due_at: datetime, now: datetime, *, anew: bool) -> None:
    """With the next instant of its ladder; `anew`, from its beginning."""
    deadline.due_at = due_at
    ladder = ladder_of(
        rungs_of(deadline.policy),
        deadline.policy,
        starts_at=deadline.starts_at,
        due_at=due_at,
        zone=deadline.zone,
        paused_for=deadline.paused_for,
    )
    if anew:
        deadline.round += 1
        deadline.next_step, next_at = _first(ladder, now)
        notices.reminders_call_off(deadlines=[deadline.pk], now=now)
    else:
        next_at = ladder.rung_at(deadline.next_step) if ladder else None
    runs = deadline.paused_at is None and deadline.silenced_at is None
    deadline.next_step_at = next_at if runs else None
    deadline.save(update_fields=_DATE)


def _first(ladder: Ladder | None, now: datetime) -> tuple[int, datetime | None]:
    """The rung to begin with: what was over before `now` is not said rung by rung, but the newest of it is, at once."""
    if ladder is None:
        return 0, None
    number, at = ladder.first()
    return max((number, at), (ladder.newest_rung(now) or 0, at))


def _record(deadline: Deadline, verb: Verb, actor: User | None, now: datetime, **data: JSON) -> None:
    event_record(
        chain=f"request:{deadline.request_id}",
        verb=verb,
        actor=actor,
        data={"kind": str(deadline.kind), **data},
        at=now,
    )
