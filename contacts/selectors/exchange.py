"""Reading the directory for a file, and the files that wait for a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.entries import ENTRY_TYPES, EntryType
from contacts.exchange.rows import CODE
from contacts.models import Authority, DirectoryImport
from mla_portal.errors import NotFound

_AT_ONCE = 500
# Where an entry, or the one that it belongs to, says that it is for demonstration.
_DEMO = {"authority": "is_demo", "contact_point": "authority__is_demo"}


def entries_as_text(entry_type: EntryType, *, with_demo: bool = False) -> Iterator[dict[str, str]]:
    """{column: text} of every entry, in the order of the codes, in one query; few are in memory at a time."""
    rows = entry_type.rows()
    if entry_type.name in _DEMO and not with_demo:
        rows = rows.filter(**{_DEMO[entry_type.name]: False})
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield {CODE: row.code, **entry_type.as_text(row)}


def texts_of(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    """{(table, code): {field: text}} of those entries that exist, in as many queries as there are tables."""
    codes: dict[str, set[str]] = defaultdict(set)
    for table, code in named:
        codes[table].add(code)
    return {
        (table, row.code): ENTRY_TYPES[table].as_text(row)
        for table, wanted in codes.items()
        for row in ENTRY_TYPES[table].rows().filter(code__in=wanted)
    }


def has_demo() -> bool:
    """Whether anything in the directory is for demonstration."""
    return Authority.objects.filter(is_demo=True).exists()


def imports_listed() -> QuerySet[DirectoryImport]:
    """The files that were handed in, without what is in them."""
    return DirectoryImport.objects.select_related("made_by").defer("text")


def import_get(pk: UUID) -> DirectoryImport:
    """Raises NotFound."""
    found = DirectoryImport.objects.select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("This file is not kept any more. Hand it in again."))
    return found
