"""What a file says, row by row, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mla_portal.values import one_line

CODE = "code"
_SHOWN = 64


@dataclass(frozen=True, kw_only=True)
class Row:
    """One entry as a file has it: `values` are the fields that the file names, as text.

    `number` counts as a spreadsheet does, the header being row 1; in JSON it is the place in the table, from 1.
    """

    table: str
    number: int
    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong, and how to mend it. Without a `row` it is about the file as a whole."""

    text: str
    table: str = ""
    row: int = 0
    code: str = ""
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Contents:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def shown(text: str) -> str:
    """What a file says, as it may be repeated in a sentence: short, in one line, with nothing that cannot be shown."""
    line = one_line(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def code_problem(code: str) -> str:
    """Why this is no code that could be looked for; an empty text when it is one."""
    if not code:
        return _("This row has no code. Every entry needs one: it says which entry the row is about.")
    if not code.isprintable():
        return _("The code has a character in it that cannot be seen. Type the code again.")
    return ""
