"""A list whose first line names the columns: CSV with commas, semicolons or tabs, as spreadsheets write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.lines import no_type
from requests_app.identifiers.moments import is_moment, iso
from requests_app.identifiers.rows import Line
from requests_app.identifiers.shapes import type_of

COLUMNS = ("type", "value", "port", "at", "until", "note")
_SEPARATORS = ",;\t"


def has_header(text: str) -> bool:
    """Whether its first line holds names of columns, and not an identifier."""
    cells = _columns(text, _separator(text))
    return cells == ["value"] or (len(cells) > 1 and bool(set(COLUMNS) & set(cells)))


def read_table(text: str, *, type_: str = "", clock: str = "") -> Iterator[Line]:
    """As `lines.read_lines`; of a header that is wrong, that problem alone."""
    separator = _separator(text)
    columns: list[str] = []
    for number, typed, record in _records(text, separator):
        if isinstance(record, str):
            yield Line(number=number, typed=typed, problem=record)
            return
        if columns:
            yield _line(number, typed, columns, record, type_, clock)
        else:
            columns = [name.strip().lower() for name in record]
            if problem := _wrong_header(columns):
                yield Line(number=number, typed=typed, problem=problem)
                return
    if not columns:
        yield Line(number=1, typed="", problem=_wrong_header(columns))


def _first(text: str) -> str:
    return next((line for line in io.StringIO(text) if line.strip()), "")


def _columns(text: str, separator: str) -> list[str]:
    return [cell.strip(' "\n\r').lower() for cell in _first(text).split(separator)]


def _separator(text: str) -> str:
    """The one by which the header falls into most columns that are known."""
    return max(_SEPARATORS, key=lambda separator: len(set(COLUMNS) & set(_columns(text, separator))))


def _records(text: str, separator: str) -> Iterator[tuple[int, str, list[str] | str]]:
    """(line on which it begins, text, cells) of each record, which may run over several lines.

    Instead of cells a problem, after which nothing can be read.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        begins = reader.line_num + 1
        lines.taken.clear()
        try:
            record: list[str] | str = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            record = _unreadable(str(error))
        if isinstance(record, str) or any(cell.strip() for cell in record):
            yield begins, "".join(lines.taken).strip("\r\n"), record


class _Lines:
    """The lines of a text, keeping those that were read last."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.taken.append(next(self._lines))
        return self.taken[-1]


def _unreadable(reason: str) -> str:
    if "limit" in reason:
        why = _("This row has a cell that is too long to be meant.")
    elif "end of data" in reason:
        why = _("This row has a quotation mark that is never closed.")
    else:
        why = _("This row goes on after a closing quotation mark. Inside a cell, write each quotation mark twice.")
    return f"{why} {_('What comes after it was not read.')}"


def _wrong_header(columns: list[str]) -> str:
    named = [name for name in columns if name]
    if "value" in named and set(named) <= set(COLUMNS) and len(set(named)) == len(columns):
        return ""
    return _("Line 1 has to name the columns, each once: %(columns)s. All but “value” may be left out.") % {
        "columns": ", ".join(COLUMNS)
    }


def _line(number: int, typed: str, columns: list[str], cells: list[str], type_: str, clock: str) -> Line:
    while len(cells) > len(columns) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(columns):
        counts = {"found": len(cells), "wanted": len(columns)}
        sentence = _("This row has %(found)d cells, but the header has %(wanted)d. Make them the same.")
        return Line(number=number, typed=typed, problem=sentence % counts)
    try:
        return Line(number=number, typed=typed, row=_row(dict(zip(columns, cells, strict=True)), type_, clock))
    except Unreadable as problem:
        return Line(number=number, typed=typed, problem=str(problem))


def _row(cells: dict[str, str], type_: str, clock: str) -> dict[str, Any]:
    row: dict[str, Any] = {name: cell.strip() for name, cell in cells.items()}
    row["type"] = row.get("type", "").lower() or type_ or type_of(row["value"])
    if not row["type"] and row["value"]:
        raise Unreadable(no_type(row["value"]))
    for name in ("at", "until"):
        if is_moment(row.get(name, "")):
            row[name] = iso(row[name], clock)
    return row
