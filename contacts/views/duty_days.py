"""A roster by days, as it is read at a glance: every day with its shifts, and with its holes in plain sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.roster import Span, wall_instant
from contacts.selectors.duty_turns import Turn
from mla_portal.ui.times import span as length

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Line:
    """`turn` is None where nobody is on duty. `note` says how long a shift is when the clocks change in it."""

    hours: str
    turn: Turn | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    """`cells` are its lines, and None up to the number that the fullest day has: so that they stand in columns."""

    date: date
    cells: Sequence[Line | None]


@dataclass(frozen=True, kw_only=True)
class Week:
    title: str
    days: Sequence[Day]


def weeks_of(turns: Iterable[Turn], holes: Iterable[Span], days: Sequence[date], zone: ZoneInfo) -> list[Week]:
    """By weeks from Monday on. A shift stands under the day on which it begins; a hole under every day it touches."""
    turns, holes = list(turns), list(holes)
    lines = {day: list(_lines(turns, holes, day, days[0], zone)) for day in days}
    most = max(map(len, lines.values()))
    shown = [Day(date=day, cells=[*found, *[None] * (most - len(found))]) for day, found in lines.items()]
    by_monday = groupby(shown, key=lambda day: day.date - day.date.weekday() * _DAY)
    return [Week(title=_week(list(week)), days=week) for week in (list(part) for _monday, part in by_monday)]


def row_title(span: Span, zone: ZoneInfo) -> str:
    """`Monday 23 November, 08:00–20:00`, and how long it is when the clocks change in it."""
    begin = span.starts_at.astimezone(zone)
    parts = [date_format(begin, "l j F"), _hours(span, begin.date(), zone), _note(span, zone)]
    return ", ".join(part for part in parts if part)


def day_begin(day: date, zone: ZoneInfo) -> datetime:
    return wall_instant(day, time(0), zone)


def _week(days: Sequence[Day]) -> str:
    first, last = days[0].date, days[-1].date
    words = {"first": date_format(first, "j F"), "last": date_format(last, "j F")}
    return _("%(first)s to %(last)s") % words if first < last else words["first"]


def _lines(turns: Iterable[Turn], holes: Iterable[Span], day: date, first: date, zone: ZoneInfo) -> Iterator[Line]:
    begin, end = day_begin(day, zone), day_begin(day + _DAY, zone)
    found: list[tuple[datetime, Line]] = []
    for turn in turns:
        begins_here = begin <= turn.starts_at < end or (day == first and turn.starts_at < begin < turn.ends_at)
        if begins_here or (turn.starts_at <= begin and end <= turn.ends_at):
            line = Line(hours=_hours(turn.span, day, zone), turn=turn, note=_note(turn.span, zone))
            found.append((turn.starts_at, line))
    for hole in holes:
        part = Span(max(hole.starts_at, begin), min(hole.ends_at, end))
        if part.starts_at < part.ends_at:
            found.append((part.starts_at, Line(hours=_hours(part, day, zone))))
    return (line for _begin, line in sorted(found, key=lambda pair: pair[0]))


def _hours(span: Span, day: date, zone: ZoneInfo) -> str:
    begin, end = (instant.astimezone(zone) for instant in span)
    midnight, next_midnight = day_begin(day, zone), day_begin(day + _DAY, zone)
    from_before, into_after = span.starts_at <= midnight, span.ends_at >= next_midnight
    if from_before and into_after:
        return _("all day")
    if from_before:
        return _("until %(time)s") % {"time": f"{end:%H:%M}"}
    if span.ends_at == next_midnight or end.date() > day + _DAY:
        return _("from %(time)s") % {"time": f"{begin:%H:%M}"}
    return f"{begin:%H:%M}–{end:%H:%M}"


def _note(span: Span, zone: ZoneInfo) -> str:
    begin, end = (instant.astimezone(zone) for instant in span)
    lasts = span.ends_at - span.starts_at
    if begin.utcoffset() == end.utcoffset():
        return ""
    return _("the clocks change: %(length)s") % {"length": length(int(lasts.total_seconds()))}
