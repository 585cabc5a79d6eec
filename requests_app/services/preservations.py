"""Preservations: recorded, extended, held, released; and lapsed, when nobody did anything of that in time."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.clocks.preservation import Holding
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.models import Decision, Measure, MeasureKind, Preservation, PreservationChange, Request
from requests_app.selectors.preservations import RUNNING, preservations_behind
from requests_app.services import notices
from requests_app.services.deadlines import deadlines_lock
from requests_app.services.preservation_clock import mla_decided, preservation_clock_set

What = PreservationChange.What

_VERBS = {
    What.EXTENDED: Verb.PRESERVATION_EXTENDED,
    What.NOT_EXTENDED: Verb.PRESERVATION_NOT_EXTENDED,
    What.CORRECTED: Verb.PRESERVATION_CORRECTED,
    What.HELD: Verb.PRESERVATION_HELD,
    What.LAPSED: Verb.PRESERVATION_LAPSED,
    What.RELEASED: Verb.PRESERVATION_RELEASED,
}


def preservation_effect(
    *, actor: User, measure: Measure, effected_on: date, until: date, now: datetime
) -> Preservation:
    """Write down that the custodian of the measure keeps the data. The caller has judged the days, and has the lock."""
    request = measure.request
    deadlines_lock(request)
    if request.preservations.filter(RUNNING, custodian=measure.custodian).exists():
        raise Conflict(
            _("%(custodian)s preserves for this request already. Change that record instead.")
            % {"custodian": measure.custodian}
        )
    made = Preservation.objects.create(
        request=request,
        measure=measure,
        custodian=measure.custodian,
        effected_on=effected_on,
        until=until,
        created_by=actor,
        created_at=now,
    )
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.PRESERVATION_EFFECTED,
        actor=actor,
        data={"preservation": str(made.pk), "from": effected_on.isoformat(), "until": until.isoformat()},
        at=now,
    )
    _clock_set(request, now)
    notices.preservation_changed(request=request, what="effected", now=now)
    return made


def preservation_report(*, actor: User, request: Request, decision: Decision, now: datetime) -> None:
    """What a report says is kept, where no record of a custodian says it already. In the caller's transaction."""
    if decision.preserved_from is None or decision.preserved_until is None or request.preservations.exists():
        return
    named = (request.content.get("custodian") or {}).get("name")
    measure = Measure.objects.create(
        request=request,
        kind=MeasureKind.PRESERVATION_ORDER,
        custodian=(named or request.requested_authority.name)[:200],
        items=decision.items,
        created_by=actor,
        created_at=now,
        updated_at=now,
    )
    preservation_effect(
        actor=actor, measure=measure, effected_on=decision.preserved_from, until=decision.preserved_until, now=now
    )


@transaction.atomic
def preservation_until(
    *,
    actor: User,
    preservation: Preservation,
    until: date,
    now: datetime,
    because_of: Request | None = None,
    note: str = "",
) -> Preservation:
    """Give it another last day: later, it is extended, also when it had lapsed meanwhile; earlier, it is corrected.

    The same day again changes nothing. Raises Conflict for what was released, Invalid for a day before the first.
    """
    locked = _locked(preservation)
    if locked.released_on:
        raise Conflict(
            _("The data were released on %(day)s: there is nothing to extend.") % {"day": locked.released_on}
        )
    if until <= locked.effected_on:
        raise Invalid({"preserved_until": [_("The last day must be after the first.")]})
    if until == locked.until:
        return locked
    longer = until > locked.until
    before, locked.until = locked.until, until
    fields = ["until"]
    if locked.lapsed_at and until >= _today(locked, now):
        locked.lapsed_at = None
        fields.append("lapsed_at")
    locked.save(update_fields=fields)
    what = What.EXTENDED if longer else What.CORRECTED
    _changed(actor, locked, what, before=before, because_of=because_of, note=note, now=now)
    return locked


@transaction.atomic
def preservation_release(
    *, actor: User, preservation: Preservation, released_on: date, now: datetime, note: str = ""
) -> Preservation:
    """The custodian need keep the data no longer. Raises Conflict when they were released before."""
    locked = _locked(preservation)
    if locked.released_on:
        raise Conflict(_("The data were released on %(day)s already.") % {"day": locked.released_on})
    if released_on < locked.effected_on or released_on > _today(locked, now):
        raise Invalid({"released_on": [_("Give the day of the release: after the first day, and not still to come.")]})
    locked.released_on, locked.lapsed_at = released_on, None
    locked.save(update_fields=["released_on", "lapsed_at"])
    _changed(actor, locked, What.RELEASED, before=locked.until, note=note, now=now)
    return locked


def extension_answer(*, actor: User, extension: Request, until: date | None, now: datetime) -> None:
    """Carry the answer to an extension to what it extends; None where it was refused. In the caller's transaction."""
    for one in preservations_behind(extension):
        if one.released_on:
            continue
        if until is not None and until > one.until:
            preservation_until(actor=actor, preservation=one, until=until, now=now, because_of=extension)
        elif until is None:
            _changed(actor, one, What.NOT_EXTENDED, before=one.until, because_of=extension, now=now)


def preservations_hold(*, actor: User | None, request: Request, now: datetime) -> None:
    """The request for the data was received by the requested Party: what it is about is kept until the decision on it
    (Art. 29(7)). What had lapsed before stays lapsed. In the caller's transaction.
    """
    if request.kind not in KINDS_OF_IT:
        return
    country = request.requested_authority.jurisdiction_id
    for one in preservations_behind(request):
        there = one.request.requested_authority.jurisdiction_id
        if one.held_since or one.released_on or one.lapsed_at or there != country:
            continue
        if one.over_on(_today(one, now)):
            continue
        locked = _locked(one)
        locked.held_since, locked.held_for = now, request
        locked.save(update_fields=["held_since", "held_for"])
        _changed(actor, locked, What.HELD, before=locked.until, because_of=request, now=now)


def preservations_lapse(*, now: datetime, limit: int = 200) -> int:
    """Record what has lapsed since, and tell both sides; how many. Any number may run at once: a lapse is said once."""
    told = 0
    running = Preservation.objects.filter(held_since__isnull=True, lapsed_at__isnull=True, released_on__isnull=True)
    # A day begins first at fourteen hours before UTC; whether it is over there, each country's own clock says.
    perhaps = running.filter(until__lt=day_in("Etc/GMT-14", now)).order_by("until")
    for pk in perhaps.values_list("pk", flat=True)[:limit]:
        told += _lapse(pk, now)
    return told


@transaction.atomic
def _lapse(pk: UUID, now: datetime) -> int:
    rows = Preservation.objects.select_for_update(skip_locked=True, of=("self",))
    one = rows.select_related("request__requested_authority__jurisdiction").filter(pk=pk).first()
    if one is None or not one.over_on(_today(one, now)):
        return 0
    one.lapsed_at = now
    one.save(update_fields=["lapsed_at"])
    _changed(None, one, What.LAPSED, before=one.until, now=now)
    return 1


def _locked(preservation: Preservation) -> Preservation:
    """As it stands now; the deadlines of its request are taken first, as everywhere."""
    deadlines_lock(preservation.request)
    rows = Preservation.objects.select_for_update(of=("self",))
    return rows.select_related("request__requested_authority__jurisdiction").get(pk=preservation.pk)


def _today(preservation: Preservation, now: datetime) -> date:
    return day_in(preservation.request.requested_authority.jurisdiction.time_zone, now)


def _changed(
    actor: User | None,
    preservation: Preservation,
    what: What,
    *,
    before: date,
    now: datetime,
    because_of: Request | None = None,
    note: str = "",
) -> None:
    PreservationChange.objects.create(
        preservation=preservation,
        what=what,
        until_before=before,
        until_after=preservation.until,
        because_of=because_of,
        note=note,
        by=actor,
        at=now,
    )
    event_record(
        chain=f"request:{preservation.request_id}",
        verb=_VERBS[what],
        actor=actor,
        data={"preservation": str(preservation.pk), "until": preservation.until.isoformat()},
        at=now,
    )
    if what in (What.EXTENDED, What.CORRECTED, What.RELEASED):
        _clock_set(preservation.request, now)
    notices.preservation_changed(request=preservation.request, what=what.value, now=now)


def _clock_set(request: Request, now: datetime) -> None:
    """Set the clock of Article 29(7) by what is kept now: the earliest end counts. Of a lapse the alarm goes on."""
    zone = ZoneInfo(request.requested_authority.jurisdiction.time_zone)
    running = list(request.preservations.filter(RUNNING))
    holdings = [
        Holding(
            custodian=one.custodian,
            effected_at=datetime.combine(one.effected_on, time(12), zone),
            until=one.until,
            key=one.pk,
        )
        for one in running
    ]
    preservation_clock_set(request=request, holdings=holdings, now=now)
    if not running:
        mla_decided(preservation=request, now=now)
