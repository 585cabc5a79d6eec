"""Shifts by the wall clock of a desk, and what is wrong with a roster: its holes and its overlaps.

Pure. Instants are aware; those that are made here are in UTC.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

MAX_DAYS = 92
_WEEK = timedelta(days=7)


class Span(NamedTuple):
    """From an instant until before another."""

    starts_at: datetime
    ends_at: datetime


def wall_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks of the zone show this time on this day.

    A time that comes twice, because the clocks are put back, is its first coming. One that is left out, because they
    are put forward, is the moment of that. So a later time on the wall is never an earlier instant.
    """
    local = datetime.combine(day, at, zone)
    first, second = local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    return first if first <= second else _clocks_forward(second, first, zone)


def week_before(instant: datetime, zone: ZoneInfo) -> datetime:
    """The same time on the wall, seven days earlier."""
    local = instant.astimezone(zone) - _WEEK
    return wall_instant(local.date(), local.time(), zone)


def shifts_planned(first_day: date, days: int, changes: Collection[time], zone: ZoneInfo) -> list[Span]:
    """Shifts from one change to the next, from the first change of the first day to that of the day after the last.

    Over a change of the clocks a night has an hour less or more. Where the clocks leave out the whole of a shift there
    is none. Raises ValueError for days out of 1 to MAX_DAYS, or without any change.
    """
    if not 1 <= days <= MAX_DAYS:
        raise ValueError(f"A roster is planned for 1 to {MAX_DAYS} days at once")
    if not changes:
        raise ValueError("A roster needs an hour at which shifts change")
    times = sorted(set(changes))
    moments = [wall_instant(first_day + timedelta(days=n), at, zone) for n in range(days) for at in times]
    moments.append(wall_instant(first_day + timedelta(days=days), times[0], zone))
    return [Span(begin, end) for begin, end in pairwise(moments) if begin < end]


def holes(spans: Iterable[tuple[datetime, datetime]], starts_at: datetime, ends_at: datetime) -> list[Span]:
    """The parts of the time from `starts_at` until `ends_at` that none of the spans covers, in their order."""
    found, reached = [], starts_at
    for begin, end in sorted(spans):
        if begin >= ends_at:
            break
        if begin > reached:
            found.append(Span(reached, begin))
        reached = max(reached, end)
    if reached < ends_at:
        found.append(Span(reached, ends_at))
    return found


def overlaps(spans: Sequence[tuple[datetime, datetime]]) -> list[tuple[int, int]]:
    """(place of one, place of a later one that begins before it ends) for each that begins too early."""
    found: list[tuple[int, int]] = []
    last: int | None = None
    for place in sorted(range(len(spans)), key=lambda place: spans[place]):
        if last is not None and spans[place][0] < spans[last][1]:
            found.append((last, place))
        if last is None or spans[place][1] > spans[last][1]:
            last = place
    return found


def _clocks_forward(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between these two at which the zone goes over to the offset that it has `after`."""
    offset = after.astimezone(zone).utcoffset()
    seconds = range(int((after - before).total_seconds()))
    passed = bisect_left(
        seconds, True, key=lambda second: (before + timedelta(seconds=second)).astimezone(zone).utcoffset() == offset
    )
    return before + timedelta(seconds=passed)
