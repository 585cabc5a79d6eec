"""A file, whatever was handed in, as rows and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES
from contacts.exchange.csv_files import csv_rows
from contacts.exchange.json_files import json_rows
from contacts.exchange.rows import CODE, Contents, Problem, Row

SIZE_LIMIT = 5 * 1024 * 1024
ROWS_LIMIT = 10_000
# Who mends so many finds the others by then.
PROBLEMS_LIMIT = 1_000


def file_read(data: bytes, *, table: str = "") -> Contents:
    """`table` says which one a CSV file holds; a JSON file says so itself. Whatever `data` is, nothing is raised."""
    contents = Contents()
    codes: dict[tuple[str, str], int] = {}
    for found in _found(data, table):
        if isinstance(found, Row):
            first = codes.setdefault((found.table, found.code), found.number)
            if first == found.number:
                contents.rows.append(found)
            else:
                contents.problems.append(_repeated(found, first))
        else:
            contents.problems.append(found)
        if len(contents.rows) > ROWS_LIMIT:
            text = _("The file has more than %(limit)d entries. Send it in parts.") % {"limit": ROWS_LIMIT}
            return Contents(problems=[Problem(text=text)])
        if len(contents.problems) >= PROBLEMS_LIMIT:
            contents.problems.append(Problem(text=_("There may be more: the rest of the file was not read.")))
            break
    if not contents.rows and not contents.problems:
        contents.problems.append(Problem(text=_("The file has no entry in it.")))
    return contents


def _found(data: bytes, table: str) -> Iterable[Row | Problem]:
    if len(data) > SIZE_LIMIT:
        limit = SIZE_LIMIT // (1024 * 1024)
        return _refused(_("The file is larger than %(limit)d MB. Send it in parts.") % {"limit": limit})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(
            _("The file is not in UTF-8. In a spreadsheet, save it again as “CSV UTF-8”; in an editor, as UTF-8.")
        )
    if text.lstrip()[:1] in ("{", "["):
        return json_rows(text)
    if table not in ENTRY_TYPES:
        return _refused(_("Choose which table the file is for. A JSON file says so itself, a CSV file cannot."))
    return csv_rows(text, ENTRY_TYPES[table])


def _refused(text: str) -> Iterator[Problem]:
    yield Problem(text=text)


def _repeated(row: Row, first: int) -> Problem:
    text = _("Row %(first)d and row %(again)d have the same code. Leave one of the two.")
    return Problem(
        table=row.table, row=row.number, code=row.code, field=CODE, text=text % {"first": first, "again": row.number}
    )
