"""Names of countries and languages, from the Unicode CLDR (through Babel), which keeps them in every language. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def country_name(code: str, language: str | None = None) -> str:
    """The name of an ISO 3166-1 code in `language` (the reader's own when None); the code itself if CLDR has none."""
    return _territories(_chosen(language)).get(code, code)


def countries_in_order(language: str | None = None) -> list[str]:
    """The codes of all countries in the order of their names in `language`."""
    return list(_in_order(_chosen(language)))


def countries_like(text: str, language: str | None = None) -> list[str]:
    """The codes of the countries whose name in `language`, or in English, has `text` in it; marks on letters aside."""
    wanted = _folded(text.strip())
    if not wanted:
        return []
    names = [_territories(one) for one in {_chosen(language), "en"}]
    return sorted({code for known in names for code, name in known.items() if wanted in _folded(name)})


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language in `language` (the reader's own when None); the code itself if CLDR has none."""
    return str(_locale(_chosen(language)).languages.get(code.replace("-", "_"), code))


def _chosen(language: str | None) -> str:
    return language or get_language() or "en"


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    """Countries and territories alone: CLDR also names regions of the world, by numbers."""
    known = _locale(language).territories
    return {code: name for code, name in known.items() if len(code) == 2 and code.isalpha()}


@lru_cache(maxsize=64)
def _in_order(language: str) -> tuple[str, ...]:
    names = _territories(language)
    return tuple(sorted(names, key=lambda code: _folded(names[code])))


def _folded(text: str) -> str:
    """Without case and without marks, so that Turkiye finds Türkiye."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
