"""The languages that an entry may name, and those of a country, as the CLDR knows them. Pure."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.languages import get_official_languages

LANGUAGE_CODES: frozenset[str] = frozenset(code for code in map(str, Locale("en").languages) if 2 <= len(code) <= 3)


@lru_cache(maxsize=512)
def official_languages(country: str) -> tuple[str, ...]:
    """The codes of the official languages of an ISO 3166-1 code, without repeats; empty where the CLDR knows none.

    Montenegrin, which the CLDR files under Serbian, has its own code here.
    """
    # Some, such as the United States, have a language that is official by custom alone.
    found = get_official_languages(country) or get_official_languages(country, de_facto=True)
    codes = (code.partition("_")[0] for code in found)
    return tuple(dict.fromkeys("cnr" if (country, code) == ("ME", "sr") else code for code in codes))
