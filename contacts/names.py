"""Names of countries, from the Unicode CLDR (through Babel), which keeps them in every language."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def country_name(code: str, language: str | None = None) -> str:
    """The name of an ISO 3166-1 code in `language` (the reader's own when None); the code itself if CLDR has none."""
    return _territories(language or get_language() or "en").get(code, code)


@lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return dict(locale.territories)
