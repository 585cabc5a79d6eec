"""What a country is called where it is: in its own official languages, from the Unicode CLDR (through Babel). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale
from babel.languages import get_official_languages
from babel.localedata import exists


@lru_cache(maxsize=512)
def own_names(code: str) -> tuple[tuple[str, str], ...]:
    """((language, name), …) of an ISO 3166-1 code, without repeats; empty for one that the CLDR does not know.

    Languages are tags as HTML wants them, such as sr-Latn.
    """
    found: dict[str, str] = {}
    for language, name in _named(code):
        found.setdefault(name, language)
    return tuple((language, name) for name, language in found.items())


def _named(code: str) -> Iterator[tuple[str, str]]:
    # Some, such as the United States, have a language that is official by custom alone.
    for language in get_official_languages(code) or get_official_languages(code, de_facto=True):
        if exists(language) and (name := Locale.parse(language).territories.get(code)):
            yield language.replace("_", "-"), name
