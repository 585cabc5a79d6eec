"""Looking for words in the texts of entries."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django_stubs_ext import StrPromise

from contacts.spellings import folded


def says(word: str, *fields: str) -> Q:
    """The condition that one of `fields` has `word` in it, without regard to case and marks."""
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__unaccent__icontains": word})
    return found


def choices_like(word: str, choices: Iterable[tuple[str, str | StrPromise]]) -> list[str]:
    """The values of the choices with `word` in value or label: central, 24/7, NCB."""
    wanted = folded(word)
    return [value for value, label in choices if wanted and wanted in folded(f"{value} {label}")]
