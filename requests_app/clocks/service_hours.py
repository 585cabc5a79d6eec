"""The hours in which a desk works, read from what its entry says of them, and time counted within them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contacts.working_days import WorkCalendar

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(
    r"\s*(?P<first>[a-z]+)\.?\s*(?:-|–|to|until)\s*(?P<last>[a-z]+)\.?\s*,?\s*"
    r"(?P<opens>\d{1,2}[:.]\d{2})\s*(?:-|–|to|until)\s*(?P<closes>\d{1,2}[:.]\d{2})\s*",
    re.IGNORECASE,
)
# Longer than any sequence of holidays: a desk that never opens must not be waited for.
_LONGEST = 366


@dataclass(frozen=True, kw_only=True)
class ServiceHours:
    """Open on these weekdays (Monday is 0) from `opens` until `closes`, by the wall clock of the calendar's zone."""

    weekdays: frozenset[int]
    opens: time
    closes: time

    def after(self, start: datetime, length: timedelta, calendar: WorkCalendar) -> datetime:
        """When so much time in service has passed since `start`. Public holidays are not in service."""
        left, day = length, calendar.day_of(start)
        for _day in range(_LONGEST):
            if day.weekday() in self.weekdays and day not in calendar.holidays:
                opens, closes = self._span(day, calendar.zone)
                begin = max(start, opens)
                if closes - begin >= left:
                    return begin + left
                left -= max(closes - begin, timedelta(0))
            day += timedelta(days=1)
        return start + length

    def _span(self, day: date, zone: str) -> tuple[datetime, datetime]:
        opens, closes = (datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC) for at in (self.opens, self.closes))
        return opens, closes


def read_service_hours(text: str) -> ServiceHours | None:
    """Of "Monday to Friday, 09:00 to 18:00" or "Mon–Fri 9:00–17:30"; None for anything else, and for no length."""
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    first, last = (_weekday(found[name]) for name in ("first", "last"))
    opens, closes = (_clock(found[name]) for name in ("opens", "closes"))
    if first is None or last is None or opens is None or closes is None or first > last or opens >= closes:
        return None
    return ServiceHours(weekdays=frozenset(range(first, last + 1)), opens=opens, closes=closes)


def _weekday(word: str) -> int | None:
    short = word[:3].lower()
    return _DAYS.index(short) if short in _DAYS else None


def _clock(text: str) -> time | None:
    hour, minute = map(int, re.split(r"[:.]", text))
    return time(hour, minute) if hour < 24 and minute < 60 else None
