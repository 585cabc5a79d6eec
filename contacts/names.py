"""Names of countries and languages, from the Unicode CLDR (through Babel), which keeps them in every language. Pure."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.utils.translation import get_language

from contacts.spellings import ALSO_CALLED, Spelling, code_of, folded, spellings, spellings_elsewhere

# So short a text begins too many names of all the languages there are.
_ENOUGH = 3


def country_name(code: str, language: str | None = None) -> str:
    """The name of an ISO 3166-1 code in `language` (the reader's own when None); the code itself if CLDR has none."""
    return _territories(_chosen(language)).get(code, code)


def countries_in_order(language: str | None = None) -> list[str]:
    """The codes of all countries in the order of their names in `language`."""
    return list(_in_order(_chosen(language)))


def countries_like(text: str, language: str | None = None) -> list[str]:
    """The codes of the countries that `text` may mean, the likeliest first.

    Every word of it begins a word of the country's name, in any of some forty languages; or it is a part of the name in
    `language`, English or French; or it is the code. Case, marks and punctuation aside.
    """
    return list(_like(text, _chosen(language)))


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language in `language` (the reader's own when None); the code itself if CLDR has none."""
    return str(_locale(_chosen(language)).languages.get(code.replace("-", "_"), code))


def time_zones(code: str) -> list[str]:
    """The time zones of a country by their names in the tz database; none for a code that CLDR does not know."""
    return [zone for zone in get_global("territory_zones").get(code, []) if "/" in zone]


@lru_cache(maxsize=512)
def _like(text: str, language: str) -> tuple[str, ...]:
    typed = folded(text)
    if not typed:
        return ()
    ranks: dict[str, int] = {}
    _rank(ranks, _near(language), typed, begins=1, inside=True)
    if len(typed) >= _ENOUGH or not typed.isascii():
        _rank(ranks, spellings_elsewhere(), typed, begins=2, inside=False)
    place = {code: number for number, code in enumerate(_in_order(language))}
    if (code := code_of(text)) in place:
        ranks[code] = 0
    return tuple(sorted(ranks, key=lambda code: (ranks[code], place.get(code, len(place)))))


def _rank(ranks: dict[str, int], known: tuple[Spelling, ...], typed: str, *, begins: int, inside: bool) -> None:
    """Note how well each name fits: 0 it is the name, `begins`, then any order of the words, then a part of a word."""
    whole, words = f" {typed}", [f" {word}" for word in typed.split()]
    for name, code in known:
        if name == whole:
            rank = 0
        elif name.startswith(whole):
            rank = begins
        elif all(word in name for word in words):
            rank = begins + 1
        elif inside and len(typed) >= _ENOUGH and typed in name:
            rank = begins + 3
        else:
            continue
        ranks[code] = min(rank, ranks.get(code, rank))


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
    return tuple(sorted(names, key=lambda code: folded(names[code])))


@lru_cache(maxsize=8)
def _near(language: str) -> tuple[Spelling, ...]:
    """What countries are called where the reader looks first."""
    names = [(name, code) for one in {language, "en", "fr"} for code, name in _territories(one).items()]
    return spellings([*names, *ALSO_CALLED.items()])
