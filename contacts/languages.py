"""The languages that an entry may name: those of ISO 639 that the CLDR knows. Pure."""

from __future__ import annotations

from babel import Locale

LANGUAGE_CODES: frozenset[str] = frozenset(code for code in map(str, Locale("en").languages) if 2 <= len(code) <= 3)
