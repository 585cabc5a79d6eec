"""Identifiers as a table: text/csv with a header out of type,value,port,at,until,note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from mla_portal.api.parsers import TooLarge
from mla_portal.errors import Invalid
from requests_app.identifiers.files import NoText, text_of
from requests_app.identifiers.tables import read_table
from requests_app.identifiers.together import MAX_IDENTIFIERS, too_many
from requests_app.services.identifiers import ROWS_NAMED, more_rows


@dataclass
class Table:
    """The rows, and for each the line of the file on which it begins."""

    rows: list[Mapping[str, Any]] = field(default_factory=list)
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
    """A whole file in UTF-8 or UTF-16. What is wrong with its form is told with the line."""

    media_type = "text/csv"

    def parse(  # type: ignore[override]
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Table:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(_("The body is larger than %(limit)d bytes. Send less at a time.") % {"limit": limit})
        try:
            found = text_of(data)
        except NoText as error:
            raise ParseError(str(error)) from error
        if found.guessed:
            raise ParseError(_("The file is not UTF-8. Save it as CSV UTF-8 and send it again."))
        return table_of(found.text)


def table_of(text: str) -> Table:
    """Raises Invalid with the lines that are not rows of the table, or when there are more than a request holds."""
    table, errors, wrong_rows = Table(), {}, 0
    for line in read_table(text):
        if len(table.rows) == MAX_IDENTIFIERS:
            raise Invalid({"identifiers": [too_many(MAX_IDENTIFIERS + 1, 0)]})
        table.rows.append(line.row or {})
        table.lines.append(line.number)
        wrong_rows += bool(line.problem)
        if line.problem and wrong_rows <= ROWS_NAMED:
            errors[f"line {line.number}"] = [_said(line.number, "", line.problem)]
    if wrong_rows > ROWS_NAMED:
        errors["identifiers"] = [more_rows(wrong_rows - ROWS_NAMED)]
    if errors:
        raise Invalid(errors)
    return table


def _row_and_field(path: str) -> tuple[int | None, str]:
    _list, _dot, rest = path.partition(".")
    number, _dot, name = rest.partition(".")
    return (int(number), name) if number else (None, "")


def _said(line: int, name: str, text: str) -> str:
    if not name:
        return _("Line %(line)d: %(text)s") % {"line": line, "text": text}
    return _("Line %(line)d, %(name)s: %(text)s") % {"line": line, "name": name, "text": text}
