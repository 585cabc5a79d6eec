"""Blanks of a form: what stands in the words of a mail until the values of one message are filled in."""

from __future__ import annotations

import re
import secrets
from typing import Self

# Nobody who writes a value or a translation knows it: only what is a blank is read as one.
_MARK = secrets.token_hex(8)
_BLANK = re.compile(rf"\[{_MARK} ([a-z_ ]+)\]")


class Blank(str):
    """Stands for the value of this name: to be printed, or to go through a filter that knows blanks, nothing else."""

    said: str

    def __new__(cls, said: str) -> Self:
        blank = super().__new__(cls, f"[{_MARK} {said}]")
        blank.said = said
        return blank

    def through(self, filter_: str, *arguments: Blank) -> Blank:
        """What the filter makes of it: to be made when it is filled in."""
        return Blank(" ".join([filter_, self.said, *(argument.said for argument in arguments)]))


def form_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with blanks as a form for the operator %, and what is to be filled in: a name, or a filter and names."""
    said: dict[str, None] = {}

    def named(found: re.Match[str]) -> str:
        said[found[1]] = None
        return f"%({found[1]})s"

    return _BLANK.sub(named, text.replace("%", "%%")), tuple(said)
