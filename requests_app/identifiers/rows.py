"""What reading a list gives: the rows of its lines, or why a line is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# A line of text that is longer holds no identifier with its note.
LONGEST_LINE = 3000


@dataclass(frozen=True, kw_only=True)
class Line:
    """Where it begins, counted from 1, what was typed, and the row in it, or the problem."""

    number: int
    typed: str
    row: Mapping[str, Any] | None = None
    problem: str = ""
