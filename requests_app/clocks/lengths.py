"""How much time is allowed. Hours and days are different things: a day ends at midnight somewhere, an hour nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contacts.working_days import WorkCalendar
from requests_app.clocks.service_hours import ServiceHours


@dataclass(frozen=True)
class Hours:
    """Time that runs on day and night, or with `in_service` only while the desk is open."""

    length: timedelta
    in_service: bool = False


@dataclass(frozen=True)
class Days:
    """Whole days of a country, the day of the event not counted; with `working` only its working days."""

    number: int
    working: bool = False


Allowed = Hours | Days


def hours_end(start: datetime, allowed: Hours, calendar: WorkCalendar, service: ServiceHours | None) -> datetime:
    """A desk that answers day and night, or whose hours are not known (None), has no hours that do not count."""
    if allowed.in_service and service is not None:
        return service.after(start, allowed.length, calendar)
    return start + allowed.length


def last_day(event: datetime, allowed: Days, calendar: WorkCalendar) -> date:
    """The last of the days allowed, by the clock of the country."""
    day = calendar.day_of(event)
    if allowed.working:
        return calendar.working_days_after(day, allowed.number)
    return day + timedelta(days=allowed.number)
