"""Public holidays of countries, from the library `holidays`, which follows their laws. Pure.

They are those of the whole country: a canton or a federal state may have more. Days that hang on the moon are foretold,
and their names say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
from django.utils.translation import get_language

_LINGUA_FRANCA = "en"


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str


def public_holidays(code: str, first: date, last: date, language: str | None = None) -> tuple[Holiday, ...] | None:
    """The public holidays of an ISO 3166-1 code from `first` to `last`, both included, in their order.

    None: the library knows nothing of this code or of these years. Empty: it knows that none are observed, as in
    Ukraine under martial law. Names are in `language` (the reader's own when None) where the library has them, else in
    English, else as the country writes them.
    """
    found: list[Holiday] = []
    for year in range(first.year, last.year + 1):
        in_year = _holidays_in(code, year, language or get_language() or _LINGUA_FRANCA)
        if in_year is None:
            return None
        found += [one for one in in_year if first <= one.day <= last]
    return tuple(found)


@lru_cache(maxsize=2048)
def _holidays_in(code: str, year: int, language: str) -> tuple[Holiday, ...] | None:
    if code not in holidays.list_supported_countries(include_aliases=False):
        return None
    known = holidays.country_holidays(code, years=year, language=_spoken(code, language))
    if not known.start_year <= year <= known.end_year:
        return None
    return tuple(Holiday(day, name) for day, name in sorted(known.items()))


def _spoken(code: str, language: str) -> str | None:
    """The library's own code of the language nearest to `language` in which it names the holidays of the country."""
    known = holidays.list_localized_countries(include_aliases=False).get(code, [])
    for wanted in (language.replace("-", "_"), language[:2], _LINGUA_FRANCA):
        for one in known:
            if one == wanted or one.partition("_")[0] == wanted:
                return one
    return None
