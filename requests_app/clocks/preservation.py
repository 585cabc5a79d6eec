"""Article 29(7): how long preserved data are kept, and what stops that clock. Pure.

"Any preservation effected in response to the request [...] shall be for a period not less than sixty days, in order to
enable the requesting Party to submit a request [...]. Following the receipt of such a request, the data shall continue
to be preserved pending a decision on that request."

So the period runs from the day the preservation was *effected*, not from the request; and only the *receipt* of the
request for mutual assistance stops it, not its sending. After that nothing expires: there is a watch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from contacts.facts import MINIMUM_DAYS
from contacts.working_days import WorkCalendar
from requests_app.clocks.lengths import Days
from requests_app.clocks.reckoned import Reckoned, Step, step

# How long a request for mutual assistance may be under way: it has to be received before the end.
WAY = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What one custodian keeps: since which instant, and until which day if that was told (the last day itself)."""

    custodian: str
    effected_at: datetime
    until: date | None = None
    key: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Practice:
    """How long the country keeps data for a foreign request, as far as the directory knows; None where it does not."""

    country: str
    days: int | None = None
    verified: bool = False


def ends_on(holding: Holding, practice: Practice, calendar: WorkCalendar) -> tuple[date, tuple[Step, ...]]:
    """The last day on which one custodian keeps the data, by the clock of the country that was asked.

    What was told for this very preservation stands before the practice of the country, and that before the sixty days
    of Article 29(7). The day of the effect is not counted.
    """
    effected = calendar.day_of(holding.effected_at)
    begun = step("effected", day=effected, custodian=holding.custodian, zone=calendar.zone)
    if holding.until is not None:
        return holding.until, (begun, step("told_until", day=holding.until))
    days = practice.days or MINIMUM_DAYS
    last = effected + timedelta(days=days)
    if practice.days is None:
        return last, (begun, step("minimum_days", number=days, day=last))
    code = "practice_days" if practice.verified else "practice_days_unverified"
    return last, (begun, step(code, number=days, country=practice.country, day=last))


def expiry(holdings: Sequence[Holding], practice: Practice, calendar: WorkCalendar) -> Reckoned:
    """When the first of the custodians may delete: the earliest end rules. Never moved to a working day: data that may
    be deleted on a Sunday are gone on Monday. `holdings` is not empty.
    """
    ends = [(*ends_on(one, practice, calendar), one) for one in holdings]
    last, steps, first = min(ends, key=lambda end: end[0])
    several = (step("earliest", number=len(holdings), custodian=first.custodian),) if len(holdings) > 1 else ()
    return Reckoned(
        rule="29(7)",
        starts_at=first.effected_at,
        due_at=max(calendar.end_of(last), first.effected_at + timedelta(minutes=1)),
        zone=calendar.zone,
        steps=(*several, *steps, step("kept_through", day=last, zone=calendar.zone)),
    )


def follow_up(kept: Reckoned, own: WorkCalendar, *, planned_on: date | None = None) -> Reckoned | None:
    """By when the request for mutual assistance has to leave, so that it is received before the data expire (29(7)).

    WAY before the end, or the day that was planned if that is earlier; on a working day of the country that sends it.
    The end falls on one day here and perhaps on another there: the earlier one counts.
    None when that day was over before the preservation began: then only the end itself is left to wait for.
    """
    last_minute = kept.due_at - timedelta(minutes=1)
    latest = min(own.day_of(last_minute), last_minute.astimezone(ZoneInfo(kept.zone)).date()) - WAY
    planned = planned_on is not None and planned_on < latest
    wanted = planned_on if planned and planned_on else latest
    day = own.working_on_or_before(wanted)
    reason = step("planned", day=wanted) if planned else step("way", number=WAY.days, day=wanted)
    moved = (step("working_day_before", day=wanted, moved=day, country=own.country),) if day != wanted else ()
    due_at = own.end_of(day)
    if due_at <= kept.starts_at:
        return None
    return Reckoned(
        rule="29(7)",
        starts_at=kept.starts_at,
        due_at=due_at,
        zone=own.zone,
        steps=(step("lapses", at=kept.due_at), reason, *moved, step("end_of_day", day=day, zone=own.zone)),
    )


def held_watch(received_at: datetime, every: Days, calendar: WorkCalendar) -> Reckoned:
    """Article 29(7), second sentence: after receipt the data are kept until the request is decided. Nothing expires;
    from time to time one asks whether they are still there.
    """
    day = calendar.day_of(received_at) + timedelta(days=every.number)
    working = calendar.working_on_or_after(day)
    return Reckoned(
        rule="29(7)",
        starts_at=received_at,
        due_at=calendar.end_of(working),
        zone=calendar.zone,
        steps=(
            step("mla_received", at=received_at),
            step("held"),
            step("confirm_every", number=every.number),
            step("end_of_day", day=working, zone=calendar.zone),
        ),
    )
