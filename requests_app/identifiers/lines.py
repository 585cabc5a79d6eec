"""A list without a header: one identifier on each line, with port and instants behind it.

Cells are parted by tabs, semicolons or commas (quotation marks keep a cell together), or by spaces where there is none
of these. What follows the value is told by its shape: digits are the port, instants the begin and the end.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.moments import MOMENT, is_moment, iso
from requests_app.identifiers.rows import LONGEST_LINE, Line
from requests_app.identifiers.shapes import type_of
from requests_app.identifiers.values import TYPES

_SPACED = re.compile(rf"(\S+)(?:\s+(\d{{1,5}}))?(?:\s+({MOMENT}))?(?:\s+({MOMENT}))?", re.IGNORECASE)
_WITH_PORT = re.compile(r"(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\]):(\d{1,5})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,5}")


def read_lines(text: str, *, type_: str = "", clock: str = "") -> Iterator[Line]:
    """`type_` of all lines, or "" to tell each by its value; `clock` is meant for instants that have no offset."""
    for number, line in enumerate(io.StringIO(text), start=1):
        typed = line.strip()
        if not typed:
            continue
        try:
            yield Line(number=number, typed=typed, row=_read(typed, type_, clock))
        except Unreadable as problem:
            yield Line(number=number, typed=typed, problem=str(problem))


def _read(line: str, type_: str, clock: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise Unreadable(_("This line is too long for an identifier."))
    first, *others = _cells(line)
    if others and first.lower() in TYPES:
        type_, first, *others = first.lower(), *others
    value, port = _apart(first)
    row: dict[str, Any] = {"type": type_ or type_of(value), "value": value, "port": port, "at": "", "until": ""}
    for cell in filter(None, others):
        _put(row, cell, clock)
    if not row["type"]:
        raise Unreadable(no_type(value))
    return row


def no_type(value: str) -> str:
    return _(
        "What “%(value)s” is cannot be told from it. Write the type before it, as in “account, nino”, or choose one."
    ) % {"value": value[:60]}


def _cells(line: str) -> list[str]:
    unquoted = re.sub(r'"[^"]*"', "", line)
    separator = next((one for one in "\t;," if one in unquoted), "")
    # A web address may hold all of these but the tab.
    if separator == "\t" or (separator and "//" not in line):
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True))]
        except csv.Error:
            raise Unreadable(_("This line cannot be read. Check its quotation marks.")) from None
    spaced = _SPACED.fullmatch(line)
    if not spaced:
        return [line]
    value, *others = spaced.groups()
    # A comma behind an address parts it from what follows.
    return [value.rstrip(",;"), *(other or "" for other in others)]


def _apart(value: str) -> tuple[str, str]:
    """198.51.100.23:51234 is an address and a port."""
    found = _WITH_PORT.fullmatch(value)
    return (found[1], found[2]) if found else (value, "")


def _put(row: dict[str, Any], cell: str, clock: str) -> None:
    """Into the first place of the row that has this shape and is still free."""
    moment = is_moment(cell)
    places = ("at", "until") if moment else ("port",) if _NUMBER.fullmatch(cell) else ()
    free = next((place for place in places if not row[place]), None)
    if free is None:
        raise Unreadable(
            _("“%(cell)s” is neither a port nor an instant such as 2026-11-14T08:21:07+04:00.") % {"cell": cell[:60]}
        )
    row[free] = iso(cell, clock) if moment else cell
