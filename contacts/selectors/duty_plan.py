"""A roster before it is published: which shifts it needs so that it joins what is there, and who may keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from contacts.models import ContactPoint, DutyShift
from contacts.roster import Span, week_before
from contacts.selectors.duty_turns import Turn, turns_between

_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A shift that wants a keeper. `key` stays the same while the clock cuts from the shift that has begun."""

    key: str
    span: Span


def plan_rows(desk: ContactPoint, spans: Sequence[Span], now: datetime) -> list[PlanRow]:
    """The rows for these shifts, from now on and from the end of a shift of the roster that reaches into them.

    Where a later shift of the roster begins before their end and goes on after it, the rest of it is a row too.
    """
    if not spans:
        return []
    begin, end = max(spans[0].starts_at, now), spans[-1].ends_at
    there = desk.shifts.order_by("starts_at")
    before = there.filter(Q(starts_at__lt=begin) | Q(starts_at__lte=now), ends_at__gt=begin).first()
    begin = before.ends_at if before else begin
    after = there.filter(starts_at__gte=begin, starts_at__lt=end, ends_at__gt=end).first()
    wanted = [*spans, Span(end, after.ends_at)] if after else spans
    return [
        PlanRow(key=f"{span.starts_at:%Y%m%dT%H%M%S}", span=Span(max(span.starts_at, begin), span.ends_at))
        for span in wanted
        if span.ends_at > begin
    ]


def gap_before(desk: ContactPoint, begin: datetime, now: datetime) -> Span | None:
    """The time until `begin` in which nobody would be on duty at a desk that had a roster before."""
    last = desk.shifts.filter(starts_at__lt=begin).order_by("starts_at").last()
    reached = max(last.ends_at, now) if last else begin
    return Span(reached, begin) if reached < begin else None


def gap_after(desk: ContactPoint, end: datetime) -> Span | None:
    """The time from `end` on in which nobody would be on duty before the roster goes on."""
    first = desk.shifts.filter(starts_at__gte=end).order_by("starts_at").first()
    return Span(end, first.starts_at) if first and end < first.starts_at else None


def turns_proposed(desk: ContactPoint, rows: Sequence[PlanRow], *, repeat: bool) -> dict[str, Turn]:
    """{row key: who has that time in the roster}; with `repeat`, else who has it a week earlier, week after week."""
    if not rows:
        return {}
    zone = ZoneInfo(desk.zone)
    known = [(turn.span, turn) for turn in turns_between(desk, rows[0].span.starts_at - _WEEK, rows[-1].span.ends_at)]
    found = {}
    for row in rows:
        middle = row.span.starts_at + (row.span.ends_at - row.span.starts_at) / 2
        turn = _at(known, middle) or (_at(known, week_before(middle, zone)) if repeat else None)
        if turn and not turn.has_left:
            found[row.key] = turn
            known.append((row.span, turn))
    return found


def changes_usual(desk: ContactPoint) -> list[time]:
    """The hours at which the shifts of its last week began, by the clock of the desk."""
    last = DutyShift.objects.filter(desk=desk).order_by("-starts_at").first()
    if last is None:
        return []
    zone = ZoneInfo(desk.zone)
    begins = desk.shifts.filter(starts_at__gt=last.starts_at - _WEEK).values_list("starts_at", flat=True)
    return sorted({begin.astimezone(zone).time().replace(microsecond=0) for begin in begins})


def _at(known: Sequence[tuple[Span, Turn]], instant: datetime) -> Turn | None:
    return next((turn for span, turn in known if span.starts_at <= instant < span.ends_at), None)
