"""A pasted list of identifiers: one on each line, with port and instant behind it. Pure.

Cells are parted by tabs, semicolons or commas (quotation marks keep a cell together), or by spaces where there is none
of these. What follows the value is told by its shape: digits are the port, instants the begin and the end.
"""

from __future__ import annotations

import csv
import io
import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from requests_app.identifiers import TYPES

_OFFSET = r"Z|UTC|GMT|[+-]\d{2}:?\d{2}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?"
_INSTANT = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})[T ]({_CLOCK})\s*({_OFFSET})?", re.IGNORECASE)
_SPACED = re.compile(
    rf"(\S+)(?:\s+(\d{{1,5}}))?((?:\s+\d{{4}}-\d{{2}}-\d{{2}}[T ]{_CLOCK}\s*(?:{_OFFSET})?){{0,2}})", re.IGNORECASE
)
_WITH_PORT = re.compile(r"(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\]):(\d{1,5})", re.IGNORECASE)
_SHAPES = (
    ("url", re.compile(r"(https?|ftp|wss?)://\S+", re.IGNORECASE)),
    ("email", re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")),
    ("phone", re.compile(r"\+[\d\s()./-]{6,}")),
    ("domain", re.compile(r"[\w-]+(\.[\w-]+)*\.([^\W\d_]{2,}|xn--[\w-]+)\.?")),
)
_LONGEST = 3000


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line with something on it: its number in the text, and the row for the service or why there is none."""

    number: int
    row: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def count_lines(text: str) -> int:
    return sum(1 for line in io.StringIO(text) if line.strip())


def read_lines(text: str, *, type_: str = "", offset: str = "") -> Iterator[Line]:
    """`type_` of all lines, or "" to tell each by its value; `offset` is meant for instants that were given without."""
    for number, line in enumerate(io.StringIO(text), start=1):
        if line.strip():
            try:
                yield Line(number=number, row=_read(line.strip(), type_, offset))
            except _Unreadable as problem:
                yield Line(number=number, problem=str(problem))


def type_of(value: str) -> str:
    """The type that a value of this shape has; "" when a person has to say it."""
    if _is_address(value.strip("[]")):
        return "ip"
    return next((name for name, shape in _SHAPES if shape.fullmatch(value)), "")


class _Unreadable(ValueError):
    """A sentence for the person."""


def _read(line: str, type_: str, offset: str) -> dict[str, Any]:
    if len(line) > _LONGEST:
        raise _Unreadable(_("This line is too long for an identifier."))
    first, *others = _cells(line)
    if others and first.lower() in TYPES:
        type_, first, *others = first.lower(), *others
    value, port = _apart(first)
    row: dict[str, Any] = {"type": type_ or type_of(value), "value": value, "port": port, "at": "", "until": ""}
    for cell in filter(None, others):
        _put(row, cell, offset)
    if not row["type"]:
        raise _Unreadable(_("What “%(value)s” is cannot be told from it: choose the type.") % {"value": value[:60]})
    return row


def _cells(line: str) -> list[str]:
    unquoted = re.sub(r'"[^"]*"', "", line)
    separator = next((one for one in "\t;," if one in unquoted), "")
    # A web address may hold all of these but the tab.
    if separator == "\t" or (separator and "://" not in line):
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True))]
        except csv.Error:
            raise _Unreadable(_("This line cannot be read. Check its quotation marks.")) from None
    spaced = _SPACED.fullmatch(line)
    if not spaced:
        return [line]
    value, port, instants = spaced.groups()
    # A comma behind an address parts it from what follows.
    return [value.rstrip(",;"), port or "", *(found[0] for found in _INSTANT.finditer(instants))]


def _apart(value: str) -> tuple[str, str]:
    """198.51.100.23:51234 is an address and a port."""
    found = _WITH_PORT.fullmatch(value)
    return (found[1], found[2]) if found else (value, "")


def _put(row: dict[str, Any], cell: str, offset: str) -> None:
    """Into the first place of the row that has this shape and is still free."""
    instant = _INSTANT.fullmatch(cell)
    places = ("at", "until") if instant else ("port",) if re.fullmatch(r"[0-9]{1,5}", cell) else ()
    free = next((place for place in places if not row[place]), None)
    if free is None:
        raise _Unreadable(
            _("“%(cell)s” is neither a port nor an instant such as 2026-11-14T08:21:07+04:00.") % {"cell": cell[:60]}
        )
    row[free] = _iso(instant[1], instant[2], instant[3] or offset) if instant else cell


def _iso(day: str, clock: str, offset: str) -> str:
    written = offset.upper()
    if written in ("Z", "UTC", "GMT"):
        written = "+00:00"
    elif written and ":" not in written:
        written = f"{written[:3]}:{written[3:]}"
    return f"{day}T{clock.replace(',', '.').zfill(len(clock) + (clock[1] == ':'))}{written}"


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True
