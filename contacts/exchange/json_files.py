"""Several tables as JSON: {"format": …, "version": 1, "tables": {"authority": [{"code": …, field: text}, …], …}}."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES, EntryType
from contacts.exchange.rows import CODE, Problem, Row, code_problem, shown

FORMAT = "mla-portal-directory"
VERSION = 1
# Each takes many times the memory of its bracket; texts may have some, too.
_BRACKETS_LIMIT = 100_000


class _Object(dict[str, Any]):
    """An object of the file that remembers the names that stand in it twice."""

    repeated: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: list[tuple[str, Any]]) -> _Object:
        made = cls(pairs)
        if len(made) < len(pairs):
            times = Counter(name for name, _value in pairs)
            made.repeated = tuple(name for name in made if times[name] > 1)
        return made


def json_parts(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> Iterator[str]:
    """The file, entry by entry."""
    yield f'{{"format": {json.dumps(FORMAT)}, "version": {VERSION}, "tables": {{'
    for place, (table, entries) in enumerate(tables.items()):
        yield f"{',' if place else ''}\n{json.dumps(table)}: ["
        for number, entry in enumerate(entries):
            yield f"{',' if number else ''}\n{json.dumps(entry, ensure_ascii=False)}"
        yield "]"
    yield "\n}}\n"


def json_rows(text: str) -> Iterator[Row | Problem]:
    """The rows of a file and what is wrong with it, in the order in which the tables refer to each other."""
    try:
        tables = _tables(_parsed(text))
    except ValueError as refusal:
        yield Problem(text=str(refusal))
        return
    for name in tables:
        if name not in ENTRY_TYPES:
            text = _("There is no table “%(name)s”. Choose from: %(known)s.")
            yield Problem(text=text % {"name": shown(name), "known": ", ".join(ENTRY_TYPES)}, table=shown(name))
    for name, entry_type in ENTRY_TYPES.items():
        if name in tables:
            yield from _table(entry_type, tables[name])


def _parsed(text: str) -> Any:
    """Raises ValueError with a sentence."""
    if text.count("{") + text.count("[") > _BRACKETS_LIMIT:
        raise ValueError(_("The file holds more lists and objects than a directory has. Send less at a time."))
    try:
        return json.loads(text, object_pairs_hook=_Object.of)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno, "problem": error.msg}
        raise ValueError(_("The file is not JSON: line %(line)d, column %(column)d: %(problem)s.") % where) from error
    except (RecursionError, ValueError) as error:
        raise ValueError(_("The file is nested too deeply, or has a number that cannot be read.")) from error


def _tables(file: Any) -> Mapping[str, Any]:
    """Raises ValueError with a sentence."""
    if not isinstance(file, _Object) or file.get("format") != FORMAT:
        raise ValueError(
            _("This is no directory: a JSON file begins with “format”: “%(format)s”. Export one to see how it looks.")
            % {"format": FORMAT}
        )
    if type(file.get("version")) is not int or file["version"] != VERSION:
        raise ValueError(_("This portal reads version %(version)d of the file alone.") % {"version": VERSION})
    for name in file:
        if name not in ("format", "version", "tables"):
            raise ValueError(_("“%(name)s” does not belong into the file. Take it out.") % {"name": shown(name)})
    tables = file.get("tables")
    if not isinstance(tables, _Object):
        raise ValueError(_("“tables” is missing, or is no object with a list for each table."))
    if repeated := (*file.repeated, *tables.repeated):
        raise ValueError(_("“%(name)s” stands twice. Leave one of the two.") % {"name": shown(repeated[0])})
    return tables


def _table(entry_type: EntryType, entries: Any) -> Iterator[Row | Problem]:
    if not isinstance(entries, list):
        yield Problem(table=entry_type.name, text=_("The table is no list of entries."))
        return
    for number, entry in enumerate(entries, start=1):
        wrong = list(_entry_problems(entry_type, number, entry))
        if wrong:
            yield from wrong
        else:
            values = dict(entry)
            yield Row(table=entry_type.name, number=number, code=values.pop(CODE).strip(), values=values)


def _entry_problems(entry_type: EntryType, number: int, entry: Any) -> Iterator[Problem]:
    if not isinstance(entry, _Object):
        yield Problem(table=entry_type.name, row=number, text=_("This is no object with fields."))
        return
    code = entry.get(CODE, "")
    named = shown(code) if isinstance(code, str) else ""

    def problem(text: str, name: str = "") -> Problem:
        return Problem(table=entry_type.name, row=number, code=named, field=shown(name), text=text)

    for name in entry.repeated:
        yield problem(_("This field stands twice. Leave one of the two."), name)
    for name, value in entry.items():
        if name != CODE and name not in entry_type.fields:
            text = _("There is no such field here. Choose from: %(known)s.")
            yield problem(text % {"known": ", ".join((CODE, *entry_type.fields))}, name)
        elif not isinstance(value, str):
            yield problem(_("Write this as text between quotation marks, as in a cell: “yes”, “90”, “en fr”."), name)
    if isinstance(code, str) and (text := code_problem(code.strip())):
        yield problem(text, CODE)
