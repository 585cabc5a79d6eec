"""The entries that say something of a country, for those who keep them."""

from __future__ import annotations

from dataclasses import dataclass

from contacts.entries import ENTRY_TYPES, EntryType
from contacts.entry_words import in_words, which_of
from contacts.models import Jurisdiction

COUNTRY_TYPES = ("status", "reservation", "preservation_practice", "requirements")


@dataclass(frozen=True, kw_only=True)
class CountryEntry:
    """`since` and `until` in words, empty where nothing is said."""

    code: str
    which: str
    since: str
    until: str


@dataclass(frozen=True, kw_only=True)
class CountryTable:
    entry_type: EntryType
    entries: list[CountryEntry]


def country_entries(place: Jurisdiction) -> list[CountryTable]:
    """All of them, past ones too, in one query for each table."""
    return [_table(ENTRY_TYPES[name], place) for name in COUNTRY_TYPES]


def _table(entry_type: EntryType, place: Jurisdiction) -> CountryTable:
    rows = [(row.code, entry_type.as_text(row)) for row in entry_type.rows().filter(jurisdiction=place)]
    return CountryTable(entry_type=entry_type, entries=[_entry(entry_type, code, said) for code, said in rows])


def _entry(entry_type: EntryType, code: str, said: dict[str, str]) -> CountryEntry:
    first, last = ("in_force_from", "in_force_until") if "in_force_from" in said else ("valid_from", "valid_until")
    return CountryEntry(
        code=code,
        which=which_of(said),
        since=in_words(entry_type, first, said[first]),
        until=in_words(entry_type, last, said[last]),
    )
