"""Cities by their names in any language and script: those after which time zones are named. Pure.

They are most capitals, and of large countries some cities more, as the Unicode CLDR (through Babel) has them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel.core import get_global

from contacts.spellings import Spelling, cities_elsewhere, folded, spellings

_ENOUGH = 3  # letters; fewer begin too many names


def zones_like(text: str) -> list[str]:
    """The time zones of the cities that `text` may mean, the likeliest first: each of its words begins one of the name.

    Bucu, Бухарест and ბუქარესტი all mean Europe/Bucharest. A zone that has an older name is given by both.
    """
    return list(_like(folded(text)))


def countries_with_city(text: str) -> list[str]:
    """The codes of the countries of those cities."""
    countries = _countries()
    return list(dict.fromkeys(countries[zone] for zone in zones_like(text)))


@lru_cache(maxsize=512)
def _like(typed: str) -> tuple[str, ...]:
    if len(typed) < _ENOUGH and not any(unicodedata.east_asian_width(sign) == "W" for sign in typed):
        return ()
    words, others = [f" {word}" for word in typed.split()], _other_names()
    fitting = sorted((name != f" {typed}", zone) for name, zone in _cities() if all(word in name for word in words))
    return tuple(dict.fromkeys(one for _part, zone in fitting for one in (zone, *sorted(others.get(zone, ())))))


@lru_cache(maxsize=1)
def _cities() -> tuple[Spelling, ...]:
    """(name, time zone); in English most are called as the zone is."""
    countries = _countries()
    plain = spellings((zone.rpartition("/")[2].replace("_", " "), zone) for zone in countries)
    return tuple({*plain, *((name, zone) for name, zone in cities_elsewhere() if zone in countries)})


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """{time zone: code of its country}, under all names of the zone."""
    found = {zone: code for code, zones in get_global("territory_zones").items() for zone in zones if "/" in zone}
    return found | {other: code for zone, code in found.items() for other in _other_names().get(zone, ())}


@lru_cache(maxsize=1)
def _other_names() -> dict[str, set[str]]:
    """{time zone: what it is called besides}, of those that are called after a city and not, say, Canada/Central."""
    regions = {zone.partition("/")[0] for zones in get_global("territory_zones").values() for zone in zones}
    found: dict[str, set[str]] = {}
    for old, zone in get_global("zone_aliases").items():
        if old.partition("/")[0] in regions and "/" in old:
            found.setdefault(zone, set()).add(old)
            found.setdefault(old, set()).add(zone)
    return found
