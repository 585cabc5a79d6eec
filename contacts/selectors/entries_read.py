"""What somebody reads of an authority, a country or a provider before they say that everything is still right."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rfc8785
from django.db.models import Q, QuerySet

from contacts.entries import ENTRY_TYPES, Entry, EntryType
from contacts.models import Authority, ContactPoint, Jurisdiction, Subject, valid_on

# What confirming writes itself: that somebody looked in the meantime changes nothing of what was read.
_WRITTEN = frozenset({"checked_on", "standing"})
_DESK = ENTRY_TYPES["contact_point"]

# {field of a verification: (table, the way from its rows to that which is verified)}
TABLES: Mapping[str, Sequence[tuple[EntryType, str]]] = {
    "authority": ((ENTRY_TYPES["authority"], "pk"),),
    "jurisdiction": tuple(
        (ENTRY_TYPES[name], "jurisdiction")
        for name in ("status", "reservation", "preservation_practice", "requirements")
    ),
    "provider": ((ENTRY_TYPES["provider"], "pk"), (ENTRY_TYPES["provider_entity"], "provider")),
}


@dataclass(frozen=True, kw_only=True)
class EntriesRead:
    """`entries` can be confirmed; `desks` are read with them. `digest` says whether two people read the same."""

    entries: list[tuple[EntryType, Entry]]
    desks: list[ContactPoint]

    @property
    def digest(self) -> str:
        rows = [*self.entries, *((_DESK, desk) for desk in self.desks)]
        texts: list[Any] = [[entry_type.name, row.code, _text(entry_type, row)] for entry_type, row in rows]
        return hashlib.sha256(rfc8785.dumps(texts)).hexdigest()


def kind_of(subject: Subject) -> str:
    """The field of a verification in which this stands."""
    if isinstance(subject, Authority):
        return "authority"
    return "jurisdiction" if isinstance(subject, Jurisdiction) else "provider"


def entries_current(entry_type: EntryType, *, on: date) -> QuerySet[Any]:
    """The rows that are not over on the day; of authorities those that are valid."""
    rows = entry_type.rows()
    if entry_type.model is Authority:
        return rows.filter(valid_on(on))
    for last in ("in_force_until", "valid_until"):
        if last in entry_type.fields:
            return rows.filter(Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gt": on}))
    return rows


def entries_read(subject: Subject, *, on: date, lock: bool = False) -> EntriesRead:
    """With `lock`, the rows stay as they are until the end of the transaction."""
    entries: list[tuple[EntryType, Entry]] = []
    for entry_type, way in TABLES[kind_of(subject)]:
        rows = entries_current(entry_type, on=on).filter(**{way: subject.pk})
        entries += [(entry_type, row) for row in _locked(rows, lock)]
    desks = _DESK.rows().filter(valid_on(on), authority=subject.pk) if isinstance(subject, Authority) else None
    return EntriesRead(entries=entries, desks=list(_locked(desks, lock)) if desks is not None else [])


def _locked(rows: QuerySet[Any], lock: bool) -> QuerySet[Any]:
    return rows.select_for_update(of=("self",), no_key=True) if lock else rows


def _text(entry_type: EntryType, row: Entry) -> dict[str, str]:
    return {name: text for name, text in entry_type.as_text(row).items() if name not in _WRITTEN}
