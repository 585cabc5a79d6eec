"""How countries are called in many languages, ready to be searched. Pure."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.core import get_global
from babel.localedata import resolve_locale_filename

# Languages of Parties to the Convention, and the largest ones besides. The CLDR has a name for every country in each.
LANGUAGES = (
    "ar", "az", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fil", "he", "hr", "hu", "hy", "is", "it",
    "ja", "ka", "ko", "lb", "lt", "lv", "mk", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr",
    "sr_Latn", "sv", "tr", "uk", "zh",
)  # fmt: skip

# Names in use, or in force until lately, that the CLDR leaves out.
ALSO_CALLED = {
    "America": "US",
    "Brunei Darussalam": "BN",
    "Cabo Verde": "CV",
    "Czech Republic": "CZ",
    "Democratic Republic of the Congo": "CD",
    "East Timor": "TL",
    "England": "GB",
    "Great Britain": "GB",
    "Holland": "NL",
    "Holy See": "VA",
    "Ivory Coast": "CI",
    "Macau": "MO",
    "Northern Ireland": "GB",
    "Republic of Korea": "KR",
    "Republic of Moldova": "MD",
    "Russian Federation": "RU",
    "Scotland": "GB",
    "Swaziland": "SZ",
    "Turkey": "TR",
    "UAE": "AE",
    "United States of America": "US",
    "Viet Nam": "VN",
    "Wales": "GB",
}

# Letters that are no letter with a mark on it, and what people type for them.
_PLAIN = str.maketrans(
    {"æ": "ae", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th", "&": " and "}
)

Spelling = tuple[str, str]  # the folded name with a space before it, so that each word has one, and the code


def folded(text: str) -> str:
    """Without case, marks and punctuation, so that Turkiye finds Türkiye, and cote d'ivoire Côte d’Ivoire."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    signs = (
        sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in parts if not unicodedata.combining(sign)
    )
    return " ".join("".join(signs).split())


def spellings(names: Iterable[tuple[str, str]]) -> tuple[Spelling, ...]:
    """`names` (name, code) as they are compared; who types Saint finds what is written St."""
    found = {(f" {folded(name)}", code) for name, code in names}
    return tuple(found | {(name.replace(" st ", " saint "), code) for name, code in found})


def spellings_elsewhere() -> tuple[Spelling, ...]:
    """What countries are called in `LANGUAGES`: some 7,000 names."""
    return _elsewhere()[0]


def cities_elsewhere() -> tuple[Spelling, ...]:
    """What the cities are called after which time zones are named, each with its zone in place of a code; as many."""
    return _elsewhere()[1]


def code_of(text: str) -> str:
    """The code of two letters for one of ISO 3166-1 of any form (ge, GEO, 268) and for UK; "" for anything else."""
    typed = text.strip().upper()
    # States that fell apart have several heirs, and so none.
    heirs = get_global("territory_aliases").get(typed, [typed])
    return str(heirs[0]) if len(heirs) == 1 and _is_country(heirs[0]) else ""


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha()


@lru_cache(maxsize=1)
def _elsewhere() -> tuple[tuple[Spelling, ...], tuple[Spelling, ...]]:
    """Both kept once for all, and every language read once for both."""
    countries: set[Spelling] = set()
    cities: set[Spelling] = set()
    for language in (*LANGUAGES, "en", "fr"):
        data = _read(language)
        countries.update(spellings((name, code) for code, name in data["territories"].items() if _is_country(code)))
        named = ((one["city"], zone) for zone, one in data["time_zones"].items() if "city" in one)
        cities.update(spellings(named))
    return tuple(countries), tuple(cities)


def _read(language: str) -> dict[str, Any]:
    """Past Babel, which keeps for good what it has read: a megabyte for each language."""
    with Path(resolve_locale_filename(language)).open("rb") as file:
        data: dict[str, Any] = pickle.load(file)  # noqa: S301  Babel's own file
    return data
