"""One table as CSV: a header of `code` and fields, then a row for each entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from contacts.entries import EntryType
from contacts.exchange.guard import guarded, unguarded
from contacts.exchange.rows import CODE, Problem, Row, code_problem, shown

_SEPARATORS = ",;\t"
# Without it a spreadsheet takes the file for one of its own old code page and spoils every name in another script.
_MARK = "\ufeff"


class _Line:
    """What csv writes goes straight to whoever reads the generator."""

    def write(self, text: str) -> str:
        return text


def csv_parts(entry_type: EntryType, entries: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The file, line by line. `entries` have `code` and every field."""
    columns = (CODE, *entry_type.fields)
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield _MARK + str(writer.writerow(columns))
    for entry in entries:
        yield str(writer.writerow([guarded(entry[name]) for name in columns]))


def csv_rows(text: str, entry_type: EntryType) -> Iterator[Row | Problem]:
    """The rows of a file and what is wrong with it, in its order. Columns left out are fields left as they are."""
    records = _records(text, _separator(text, entry_type), entry_type.name)
    columns: list[str] = []
    for number, record in records:
        if isinstance(record, Problem):
            yield record
        elif not any(cell.strip() for cell in record):
            continue
        elif columns:
            yield _row(entry_type, columns, number, record)
        else:
            columns = _columns(record)
            fits = True
            for problem in _header_problems(entry_type, columns, number):
                fits = False
                yield problem
            if not fits:
                return


def _separator(text: str, entry_type: EntryType) -> str:
    """The one by which the header falls into most columns that are known."""
    header = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    known = {CODE, *entry_type.fields}

    def columns_known(separator: str) -> int:
        return len(known & {cell.strip(' "\n').casefold() for cell in header.split(separator)})

    return max(_SEPARATORS, key=columns_known)


def _records(text: str, separator: str, table: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """The records of the file, numbered from 1 as a spreadsheet does: one may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, begins = 0, 1
    while True:
        number, begins = number + 1, reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Problem(table=table, row=number, text=_unreadable(str(error), begins))
            return
        yield number, record


def _unreadable(reason: str, line: int) -> str:
    if "limit" in reason:
        why = _("The row that begins in line %(line)d of the file has a cell that is too long to be meant.")
    elif "end of data" in reason:
        why = _("The row that begins in line %(line)d of the file has a quotation mark that is never closed.")
    else:
        why = _(
            "The row that begins in line %(line)d of the file goes on after a closing quotation mark. Inside a cell,"
            " write each quotation mark twice."
        )
    return " ".join([why % {"line": line}, _("What comes after it was not read.")])


def _columns(record: Sequence[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in record]
    while names and not names[-1]:
        names.pop()
    return names


def _header_problems(entry_type: EntryType, columns: Sequence[str], number: int) -> Iterator[Problem]:
    known = (CODE, *entry_type.fields)

    def problem(text: str, name: str = "") -> Problem:
        return Problem(table=entry_type.name, row=number, field=name, text=text)

    if CODE not in columns:
        yield problem(_("The column “code” is missing. It says which entry each row is about."))
    for name in dict.fromkeys(columns):
        if not name:
            yield problem(_("A column has no name. Give it one, or take it out."))
        elif name not in known:
            text = _("There is no column “%(name)s” in this table. Take it out, or choose from: %(known)s.")
            yield problem(text % {"name": shown(name), "known": ", ".join(known)}, shown(name))
        elif columns.count(name) > 1:
            yield problem(_("The column “%(name)s” stands twice. Leave one of the two.") % {"name": name}, name)


def _row(entry_type: EntryType, columns: Sequence[str], number: int, record: list[str]) -> Row | Problem:
    table = entry_type.name
    cells = list(record)
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(columns):
        text = _(
            "Cells in this row: %(cells)d; in the header: %(columns)d. Check the separators, and put a cell that holds"
            " one in quotation marks."
        )
        return Problem(table=table, row=number, text=text % {"cells": len(cells), "columns": len(columns)})
    values = dict(zip(columns, map(unguarded, cells), strict=True))
    code = values.pop(CODE).strip()
    if text := code_problem(code):
        return Problem(table=table, row=number, code=shown(code), field=CODE, text=text)
    return Row(table=table, number=number, code=code, values=values)
