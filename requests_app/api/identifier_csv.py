"""Identifiers as a table: text/csv with the header type,value,port,at,until,note."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from mla_portal.api.parsers import TooLarge
from mla_portal.errors import Invalid
from requests_app.services.identifiers import MAX_IDENTIFIERS, ROWS_NAMED, more_rows, too_many

COLUMNS = ("type", "value", "port", "at", "until", "note")
REQUIRED = ("type", "value")


@dataclass
class Table:
    """The rows, and for each the line of the file on which it ends."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def by_line(self, errors: Mapping[str, list[str]]) -> Invalid:
        """What is wrong with "identifiers.3.value", told by the line of the file."""
        told: dict[str, list[str]] = {}
        for path, texts in errors.items():
            number, name = _row_and_field(path)
            if number is None:
                told[path] = texts
                continue
            line = self.lines[number - 1]
            told[f"line {line}.{name}".rstrip(".")] = [_said(line, name, text) for text in texts]
        return Invalid(told)


class CSVParser(BaseParser):
    """A whole file in UTF-8. What is wrong with its form is told with the line."""

    media_type = "text/csv"

    def parse(  # type: ignore[override]
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Table:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(_("The body is larger than %(limit)d bytes. Send less at a time.") % {"limit": limit})
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ParseError(_("The file is not UTF-8. Save it as CSV UTF-8 and send it again.")) from error
        return table_read(text)


def table_read(text: str) -> Table:
    """Raises Invalid with the lines that are not rows of the table, or when there are more than a request holds."""
    lines = _lines(csv.reader(io.StringIO(text, newline=""), strict=True))
    _number, header = next(lines, (1, []))
    names = [name.strip().lower() for name in header]
    _check_header(names)
    table, errors, wrong_rows = Table(), {}, 0
    for number, cells in lines:
        if len(table.rows) == MAX_IDENTIFIERS:
            raise Invalid({"identifiers": [too_many()]})
        wrong_rows += len(cells) != len(names)
        if len(cells) != len(names) and wrong_rows <= ROWS_NAMED:
            counts = {"line": number, "found": len(cells), "wanted": len(names)}
            errors[f"line {number}"] = [
                _("Line %(line)d has %(found)d cells, but the header has %(wanted)d. Make them the same.") % counts
            ]
        table.rows.append(dict(zip(names, cells, strict=False)))
        table.lines.append(number)
    if wrong_rows > ROWS_NAMED:
        errors["identifiers"] = [more_rows(wrong_rows - ROWS_NAMED)]
    if errors:
        raise Invalid(errors)
    return table


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        line = reader.line_num
        sentence = _("Line %(line)d cannot be read: %(problem)s. Check its quotation marks.")
        raise Invalid({f"line {line}": [sentence % {"line": line, "problem": error}]}) from error


def _check_header(names: list[str]) -> None:
    wrong = [name for name in names if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in names]
    if wrong or missing or len(set(names)) != len(names):
        raise Invalid(
            {
                "line 1": [
                    _("Line 1 has to name the columns, each once and with commas between them: %(columns)s.")
                    % {"columns": ",".join(COLUMNS)}
                ]
            }
        )


def _row_and_field(path: str) -> tuple[int | None, str]:
    _list, _dot, rest = path.partition(".")
    number, _dot, name = rest.partition(".")
    return (int(number), name) if number else (None, "")


def _said(line: int, name: str, text: str) -> str:
    return _("Line %(line)d, %(name)s: %(text)s") % {"line": line, "name": name, "text": text}
