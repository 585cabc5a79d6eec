"""Deadlines by the days of a month, by the clock of the reader."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from requests_app.models import Deadline


@dataclass(frozen=True, kw_only=True)
class Day:
    day: date
    deadlines: list[Deadline]
    other_month: bool
    today: bool


def month_span(first: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From the first instant of the first week shown until after the last."""
    weeks = _weeks(first)
    begin, end = weeks[0][0], weeks[-1][-1] + timedelta(days=1)
    return datetime.combine(begin, time(), zone), datetime.combine(end, time(), zone)


def weeks_of(first: date, deadlines: Iterable[Deadline], *, zone: tzinfo, today: date) -> list[list[Day]]:
    """What is due at midnight is due with the day that ends."""
    by_day: dict[date, list[Deadline]] = defaultdict(list)
    for one in deadlines:
        by_day[last_day_of(one.due_at, zone)].append(one)
    return [
        [Day(day=day, deadlines=by_day[day], other_month=day.month != first.month, today=day == today) for day in week]
        for week in _weeks(first)
    ]


def last_day_of(due_at: datetime, zone: tzinfo) -> date:
    return (due_at.astimezone(zone) - timedelta(seconds=1)).date()


def _weeks(first: date) -> list[list[date]]:
    return calendar.Calendar().monthdatescalendar(first.year, first.month)
