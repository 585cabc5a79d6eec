"""The rows of a file laid into the directory. A row that is refused stops no other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES, Entry, EntryType
from contacts.exchange import PROBLEMS_LIMIT, Change, Preview, Problem, Row
from contacts.services.entries import WHOLE, Draft, entry_put
from mla_portal.errors import Conflict, Invalid

# A refused row is tried again after the others, for rows may stand in any order: a territory before its State, what
# begins before what it follows. As long as each round gets further, and so often at most.
_ROUNDS = 10


@dataclass(kw_only=True)
class Laid:
    """What became of the rows; `refused` by the last round."""

    put: list[tuple[EntryType, Row, Draft]] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[Row, Invalid | Conflict]] = field(default_factory=list)

    @property
    def is_hopeless(self) -> bool:
        return len(self.refused) >= PROBLEMS_LIMIT

    def preview(self) -> Preview:
        problems = [problem for row, refusal in self.refused for problem in _problems(row, refusal)]
        if self.is_hopeless:
            problems.append(Problem(text=_("There may be more: the rest of the file was not looked at.")))
        changes = [_change(row, draft) for _entry_type, row, draft in self.put]
        return Preview(changes=changes, unchanged=self.unchanged, problems=problems)


def rows_try(rows: Sequence[Row]) -> Preview:
    """What the rows would change and what is wrong with them: really written, so that the database has its say, but
    into copies of the tables. At no desk does anybody wait for a file that is only looked at.
    """
    with transaction.atomic():
        _write_into_copies({ENTRY_TYPES[row.table].model for row in rows})
        laid = rows_lay(rows)
        transaction.set_rollback(True)
    return laid.preview()


def _write_into_copies(models: Collection[type[Model]]) -> None:
    """Until the transaction is taken back, the tables of these models are copies that only this connection sees."""
    with connection.cursor() as cursor:
        for model in models:
            table, copy = (connection.ops.quote_name(start + model._meta.db_table) for start in ("", "copy_"))
            cursor.execute(f"CREATE TEMPORARY TABLE {copy} (LIKE {table} INCLUDING ALL)")
            cursor.execute(f"INSERT INTO {copy} SELECT * FROM {table}")  # noqa: S608 - names of our own
            # PostgreSQL looks for a table among the temporary ones first.
            cursor.execute(f"ALTER TABLE {copy} RENAME TO {table}")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def rows_lay(rows: Sequence[Row]) -> Laid:
    """Write them, without history and events, in the caller's transaction. `rows` stand table by table, in the order in
    which the tables refer to each other.
    """
    with connection.cursor() as cursor:
        # One file at a time: two with the same new entries in another order would wait for each other for ever.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('directory_import', 0))")
    tables = [(ENTRY_TYPES[name], list(listed)) for name, listed in groupby(rows, key=lambda row: row.table)]
    standing = [_locked(entry_type, listed) for entry_type, listed in tables]
    laid = Laid(unchanged=len(rows))
    for (entry_type, listed), found in zip(tables, standing, strict=True):
        if not laid.is_hopeless:
            _lay_table(entry_type, listed, found, laid)
    laid.unchanged -= len(laid.put) + len(laid.refused)
    return laid


def _locked(entry_type: EntryType, rows: Sequence[Row]) -> dict[str, Entry]:
    found = entry_type.rows().select_for_update(of=("self",), no_key=True).filter(code__in=[row.code for row in rows])
    return {row.code: row for row in found}


def _lay_table(entry_type: EntryType, rows: Sequence[Row], standing: Mapping[str, Entry], laid: Laid) -> None:
    put: list[tuple[EntryType, Row, Draft]] = []
    refused: list[tuple[Row, Invalid | Conflict]] = []
    waiting = list(rows)
    for _round in range(_ROUNDS):
        refused = []
        for row in waiting:
            found = standing.get(row.code) or entry_type.model(code=row.code)
            try:
                draft = entry_put(entry_type, row.code, row.values, found=found)
            except (Invalid, Conflict) as refusal:
                refused.append((row, refusal))
                if len(refused) >= PROBLEMS_LIMIT:
                    break
            else:
                put += [(entry_type, row, draft)] if draft else []
        if not refused or len(refused) in (len(waiting), PROBLEMS_LIMIT):
            break
        waiting = [row for row, _refusal in refused]
    laid.put += sorted(put, key=lambda one: one[1].number)
    laid.refused += refused


def _change(row: Row, draft: Draft) -> Change:
    return Change(
        table=row.table,
        row=row.number,
        code=row.code,
        is_new=draft.is_new,
        before=dict(draft.before),
        after=dict(draft.after),
    )


def _problems(row: Row, refusal: Invalid | Conflict) -> Iterator[Problem]:
    errors = refusal.errors if isinstance(refusal, Invalid) else {WHOLE: [refusal.message]}
    for name, texts in errors.items():
        for text in texts:
            named = "" if name == WHOLE else name
            yield Problem(table=row.table, row=row.number, code=row.code, field=named, text=text)
