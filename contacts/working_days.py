"""Which days a country works, as data that a rule on time can count with. Pure.

The weekend, the public holidays and the days worked in their place are those of the library `holidays`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from contacts.days import day_in

SATURDAY, SUNDAY = 5, 6
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """The days of one country by its own clock. `known`: its public holidays are, for the years counted in."""

    country: str
    zone: str
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    known: bool = True

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def day_of(self, instant: datetime) -> date:
        return day_in(self.zone, instant)

    def begin_of(self, day: date) -> datetime:
        """Midnight by the wall clock of the country, in UTC: such a day may have 23 or 25 hours."""
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        return self.begin_of(day + _DAY)

    def working_days_after(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, which is not counted itself."""
        while number > 0:
            day += _DAY
            number -= self.is_working(day)
        return day

    def working_on_or_after(self, day: date) -> date:
        while not self.is_working(day):
            day += _DAY
        return day

    def working_on_or_before(self, day: date) -> date:
        while not self.is_working(day):
            day -= _DAY
        return day


@lru_cache(maxsize=512)
def work_calendar(country: str, zone: str, year: int, *, years: int = 2) -> WorkCalendar:
    """The calendar of an ISO 3166-1 code from `year` for so many years. What the library does not know is no holiday:
    then only weekends are, and `known` says so.
    """
    wanted = range(year, year + years)
    if country not in holidays.list_supported_countries(include_aliases=False):
        return WorkCalendar(country=country, zone=zone, known=False)
    found = holidays.country_holidays(country, years=wanted)
    return WorkCalendar(
        country=country,
        zone=zone,
        holidays=frozenset(found),
        worked=frozenset(found.weekend_workdays),
        weekend=frozenset(found.weekend),
        known=all(found.start_year <= one <= found.end_year for one in wanted),
    )
