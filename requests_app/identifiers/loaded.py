"""A list that somebody wants to add: what is right with it, and what is wrong where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from requests_app.identifiers.lists import count_lines, read_list
from requests_app.identifiers.rows import Line
from requests_app.identifiers.together import MAX_IDENTIFIERS, Judged, judge, same_as, too_long, too_many
from requests_app.kinds.base import GivenIdentifier

# With a note on each line a list is shorter than this.
LONGEST_LIST = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A line and what to mend in it; `twin` when it only says what another says."""

    line: Line
    texts: Sequence[str]
    twin: bool = False


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """`text` as it is, with the type and the clock that were chosen for it, beside the identifiers `kept`."""

    text: str
    type_: str = ""
    clock: str = ""
    kept: Sequence[GivenIdentifier] = ()

    @cached_property
    def lines(self) -> list[Line]:
        if len(self.text) > LONGEST_LIST:
            return []
        return list(read_list(self.text, type_=self.type_, clock=self.clock))

    @cached_property
    def wrong(self) -> list[Wrong]:
        """In the order of the lines."""
        numbers = self.numbers
        found = [Wrong(line=line, texts=[line.problem]) for line in self.lines if line.row is None]
        found += [_wrong(line, one, numbers) for line, one in self._judged if not one.right]
        return sorted(found, key=lambda one: one.line.number)

    @cached_property
    def problem(self) -> str:
        """What is wrong with all of it together; "" when nothing is."""
        if len(self.text) > LONGEST_LIST:
            return _("This text has %(number)d characters. A list of identifiers has at most %(limit)d.") % {
                "number": len(self.text),
                "limit": LONGEST_LIST,
            }
        if not self.lines:
            return _("Paste at least one line.")
        if len(self.lines) > MAX_IDENTIFIERS:
            return _("These are %(number)d lines. A request takes at most %(limit)d identifiers.") % {
                "number": count_lines(self.text),
                "limit": MAX_IDENTIFIERS,
            }
        given = [one.given for _line, one in self._judged if one.given is not None]
        return too_many(len(self.lines), len(self.kept)) or too_long(given, self.kept)

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        return [line.row for line in self.lines if line.row is not None]

    @property
    def numbers(self) -> list[int]:
        """The line of each row."""
        return [line.number for line in self.lines if line.row is not None]

    @cached_property
    def _judged(self) -> list[tuple[Line, Judged]]:
        readable = [line for line in self.lines if line.row is not None]
        return list(zip(readable, judge(self.rows, self.kept), strict=True))

    def with_lines(self, mended: Mapping[int, str]) -> str:
        """The text with other words in the lines that begin at these numbers; an empty one is left out."""
        return _replaced(self.text, self.lines, mended)

    def without_twins(self) -> str:
        return self.with_lines({one.line.number: "" for one in self.wrong if one.twin})


def _wrong(line: Line, one: Judged, numbers: Sequence[int]) -> Wrong:
    if one.twin is not None:
        return Wrong(line=line, texts=[same_as(one.twin, numbers)], twin=True)
    return Wrong(line=line, texts=[text for texts in one.errors.values() for text in texts])


def _replaced(text: str, lines: Iterable[Line], mended: Mapping[int, str]) -> str:
    all_lines = text.split("\n")
    for line in sorted(lines, key=lambda one: -one.number):
        if line.number in mended:
            all_lines[line.number - 1 : line.number + line.typed.count("\n")] = mended[line.number].split("\n")
    return "\n".join(all_lines)
