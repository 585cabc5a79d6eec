"""Whether the offset of an instant can be that of the clock by which the log was written. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from contacts.names import time_zones
from requests_app.instants import offsets_at, written_offset
from requests_app.kinds.base import Caution, GivenIdentifier


class Country(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def time_zone(self) -> str: ...


def clocks_in(*countries: Country) -> tuple[str, ...]:
    """The time zones of the countries, one's own first, that of each capital before the others."""
    return tuple(dict.fromkeys(zone for one in countries for zone in (one.time_zone, *time_zones(one.code))))


def of_clocks(identifier: GivenIdentifier, clocks: Sequence[str]) -> Iterator[Caution]:
    """Instants in the hour that one of these clocks showed twice, and offsets that none of them had then."""
    for instant in (identifier.at, identifier.until):
        if instant is not None and (text := ambiguity(instant, clocks)):
            yield Caution("ambiguous_time", "29(2)(c)", f"{identifier.value}: {text}", "identifiers")


def ambiguity(instant: datetime, clocks: Sequence[str]) -> str:
    """What speaks against the offset with which `instant` was given, by these clocks; "" when nothing does.

    Nothing does where it was given in UTC: such a log follows no clock that is changed.
    """
    if not clocks or not instant.utcoffset():
        return ""
    offset, wall = instant.utcoffset() or timedelta(), instant.replace(tzinfo=None)
    had = {zone: offsets_at(_clock(zone), wall) for zone in clocks}
    words = {"time": f"{wall:%Y-%m-%d %H:%M:%S}", "offset": written_offset(offset)}
    for zone, offsets in had.items():
        if len(offsets) == 2 and offset in offsets:
            first, second = map(written_offset, offsets)
            text = _(
                "In %(zone)s it was %(time)s twice: first with %(first)s, then with %(second)s. Check which is meant."
            )
            return text % {**words, "zone": zone, "first": first, "second": second}
    if any(offset in offsets for offsets in had.values()):
        return ""
    kept = sorted({one for offsets in had.values() for one in offsets})
    words["kept"] = ", ".join(map(written_offset, kept)) or _("left out that hour")
    return (
        _("%(offset)s was the offset of neither country at %(time)s (%(kept)s). Check whose clock the log follows.")
        % words
    )


@lru_cache(maxsize=512)
def _clock(zone: str) -> ZoneInfo:
    """Read once: the large countries have thirty, more than the library keeps."""
    return ZoneInfo(zone)
