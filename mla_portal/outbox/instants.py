"""How mails write instants: by the clock of the reader, with UTC or another clock beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache

from django.utils import timezone, translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from mla_portal.zones import zone_named


@dataclass(frozen=True, kw_only=True, slots=True)
class Instants:
    """In one language. An instant is given as ISO 8601 text with an offset; ValueError for one without."""

    months: tuple[str, ...]
    elsewhere: str

    def in_zone(self, value: str, zone: tzinfo) -> str:
        """With UTC in brackets beside it: `21 November 2026, 13:00 CET (12:00 UTC)`.

        Both are needed: the two sides of a request, and the legal texts, count in different zones.
        """
        moment = _aware(value)
        here, utc = moment.astimezone(zone), moment.astimezone(UTC)
        if here.utcoffset() == utc.utcoffset():
            return f"{self._day(utc)}, {_clock(utc)} UTC"
        beside = _clock(utc) if here.date() == utc.date() else f"{self._day(utc)}, {_clock(utc)}"
        return f"{self._day(here)}, {_clock(here)} {here.tzname()} ({beside} UTC)"

    def by_clock_of(self, value: str, other: str, zone: tzinfo) -> str:
        """By the clock of the other side: `19:30 in Bucharest`, with the day where that is another than in `zone`.

        In UTC for a zone that is not known.
        """
        moment = _aware(value)
        try:
            there = moment.astimezone(zone_named(other))
        except LookupError:
            there, other = moment.astimezone(UTC), "UTC"
        same_day = there.date() == moment.astimezone(zone).date()
        place = other.rpartition("/")[2].replace("_", " ")
        return self.elsewhere % {
            "time": _clock(there) if same_day else f"{self._day(there)}, {_clock(there)}",
            "place": place,
        }

    def _day(self, moment: datetime) -> str:
        return f"{moment.day} {self.months[moment.month - 1]} {moment.year}"


@cache
def instants_in(language: str) -> Instants:
    with translation.override(language):
        return Instants(
            months=tuple(str(MONTHS[number]) for number in range(1, 13)), elsewhere=_("%(time)s in %(place)s")
        )


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


def _aware(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if timezone.is_naive(moment):
        raise ValueError(f"The instant {value} has no offset")
    return moment
