"""Two versions of what a request says: by section and answer, before and after, with the words that differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from requests_app.kinds.fields import Text

# Beyond so many words a comparison word by word costs more than it tells: whole lines are compared instead.
_MANY_WORDS = 4000


@dataclass(frozen=True)
class Piece:
    """Words that follow each other; `changed` where the other version has them not."""

    text: str
    changed: bool


@dataclass(frozen=True, kw_only=True)
class Difference:
    label: Text
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True, kw_only=True)
class DifferingSection:
    title: Text
    answers: list[Difference]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A section of one version: {label: text}, in order."""

    title: Text
    answers: Mapping[str, str]


def compared(before: Sequence[Said], after: Sequence[Said]) -> list[DifferingSection]:
    """The sections in which something differs, in the order of the kind."""
    old, new = ({str(one.title): one for one in version} for version in (before, after))
    found = []
    for title in dict.fromkeys([*new, *old]):
        answers = _differences(old.get(title), new.get(title))
        if answers:
            found.append(DifferingSection(title=title, answers=answers))
    return found


def words_compared(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; together the pieces are the text again, to the letter."""
    old, new = _parts(before, after)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return _pieces(old, [(one.a, one.size) for one in blocks]), _pieces(new, [(one.b, one.size) for one in blocks])


def _differences(old: Said | None, new: Said | None) -> list[Difference]:
    before, after = (one.answers if one else {} for one in (old, new))
    found = []
    for label in dict.fromkeys([*after, *before]):
        texts = before.get(label, ""), after.get(label, "")
        if texts[0] != texts[1]:
            pieces = words_compared(*texts)
            found.append(Difference(label=label, before=pieces[0], after=pieces[1]))
    return found


def _parts(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    if len(old) + len(new) > _MANY_WORDS:
        return before.splitlines(keepends=True), after.splitlines(keepends=True)
    return old, new


def _pieces(parts: list[str], same: list[tuple[int, int]]) -> list[Piece]:
    changed = [True] * len(parts)
    for start, size in same:
        changed[start : start + size] = [False] * size
    for before, at, after in zip(range(len(parts)), range(1, len(parts)), range(2, len(parts)), strict=False):
        # A space between two words that differ is part of what differs.
        changed[at] |= changed[before] and changed[after] and parts[at].isspace()
    runs = groupby(zip(parts, changed, strict=True), key=itemgetter(1))
    return [Piece("".join(part for part, _changed in run), differs) for differs, run in runs]
