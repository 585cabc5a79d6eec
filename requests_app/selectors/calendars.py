"""The calendar by which an authority works, and what its country wants and does, on a day."""

from __future__ import annotations

from datetime import datetime

from contacts.days import day_in
from contacts.models import Authority, PreservationPractice, Requirements, valid_on
from contacts.models.base import VERIFIED
from contacts.working_days import WorkCalendar, work_calendar
from requests_app.clocks.preservation import Practice


def calendar_of(authority: Authority, *, now: datetime) -> WorkCalendar:
    """Of its country, by the clock of the authority itself."""
    zone = authority.time_zone
    return work_calendar(authority.jurisdiction_id, zone, day_in(zone, now).year)


def requirements_of(authority: Authority, *, now: datetime) -> Requirements | None:
    today = day_in(authority.time_zone, now)
    return Requirements.objects.filter(valid_on(today), jurisdiction=authority.jurisdiction_id).first()


def practice_of(authority: Authority, *, now: datetime) -> Practice:
    """How long its country preserves for others, as far as the directory knows."""
    today = day_in(authority.time_zone, now)
    row = PreservationPractice.objects.filter(valid_on(today), jurisdiction=authority.jurisdiction_id).first()
    return Practice(
        country=authority.jurisdiction_id,
        days=row.initial_days if row else None,
        verified=bool(row and row.standing in VERIFIED),
    )
