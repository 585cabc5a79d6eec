"""Cells that a spreadsheet would take for a formula and run. A telephone number, which begins with +, is one."""

from __future__ import annotations

import re

# With their full-width forms, which some spreadsheets take for the same.
_STARTS = "=+\\-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(f"'*[{_STARTS}]")
_GUARDED = re.compile(f"'+[{_STARTS}]")


def guarded(cell: str) -> str:
    """The cell as it is written: behind an apostrophe where it would be taken for a formula.

    One that begins with apostrophes and would be read back as guarded gets another, so that nothing is lost.
    """
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
