"""Several identifiers: each right by itself, none of them twice, and no more than a request holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.identifiers.one import clean_identifier
from requests_app.kinds.base import GivenIdentifier

MAX_IDENTIFIERS = 1000
# What all of them together may hold: a document of this much is rendered in seconds, not minutes.
MAX_LETTERS = 120_000


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A row: the identifier, or by field what is wrong with it.

    `twin` is the place of the row that says the same, counted from 1; 0 when it stands in the request already.
    """

    given: GivenIdentifier | None
    errors: dict[str, list[str]]
    twin: int | None = None

    @property
    def right(self) -> bool:
        return self.given is not None and self.twin is None


def judge(rows: Iterable[Any], kept: Iterable[GivenIdentifier] = ()) -> list[Judged]:
    """Each of the `rows` that shall stand beside the identifiers `kept`."""
    places = {key_of(one): 0 for one in kept}
    judged = []
    for place, row in enumerate(rows, start=1):
        given, errors = clean_identifier(row)
        twin = None if given is None else places.get(key_of(given))
        if given is not None and twin is None:
            places[key_of(given)] = place
        judged.append(Judged(given=given, errors=errors, twin=twin))
    return judged


def key_of(one: GivenIdentifier) -> tuple[Any, ...]:
    """What makes two the same: all but the note."""
    return one.type, one.value, one.port, one.at, one.until


def too_many(number: int, kept: int) -> str:
    """What to say of so many more beside those `kept`; "" when there is room."""
    if number + kept <= MAX_IDENTIFIERS:
        return ""
    most = _("A request holds at most %(limit)d identifiers.") % {"limit": MAX_IDENTIFIERS}
    if not kept:
        return most
    has = ngettext("It has %(number)d already.", "It has %(number)d already.", kept) % {"number": kept}
    return f"{most} {has}"


def too_long(given: Iterable[GivenIdentifier], kept: Iterable[GivenIdentifier]) -> str:
    """What to say of all their letters; "" when there is room."""
    over = sum(len(one.value) + len(one.note) for one in (*given, *kept)) - MAX_LETTERS
    if over <= 0:
        return ""
    return _("Together these identifiers and notes are %(over)d characters too long. Shorten the longest ones.") % {
        "over": over
    }


def same_as(twin: int, lines: Sequence[int] = ()) -> str:
    """Where the same stands: `lines` are the lines of the rows where the person knows them by these."""
    if not twin:
        return _("This identifier is already in the list with the same port and time. Remove one of the two.")
    if lines:
        return _("Line %(line)d says the same, with the same port and time. Remove one of the two.") % {
            "line": lines[twin - 1]
        }
    return _("Number %(number)d of the list is the same, with the same port and time. Remove one of the two.") % {
        "number": twin
    }
