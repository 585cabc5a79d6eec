"""The entries that come with the product: laid into the directory, and never over what was corrected here.

`contacts/data` has one file for each table, in the words of `contacts.entries`. `ShippedEntry` remembers what was laid
last: an entry that still says exactly that follows the file, every other one stays as it is.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import rfc8785
from django.db import connection, transaction

from contacts.entries import ENTRY_TYPES, Entry, EntryType
from contacts.models import Origin, ShippedEntry
from contacts.services.entries import Draft, entries_record, entry_put
from mla_portal.errors import Invalid

DATA = Path(__file__).resolve().parents[1] / "data"
FILES: Mapping[str, str] = {
    "jurisdiction": "jurisdictions.csv",
    "instrument": "instruments.csv",
    "status": "statuses.csv",
    "reservation": "reservations.csv",
    "preservation_practice": "preservation_practices.csv",
    "requirements": "requirements.csv",
    "authority": "authorities.csv",
    "contact_point": "contact_points.csv",
    "provider": "providers.csv",
    "provider_entity": "provider_entities.csv",
}


@dataclass(kw_only=True)
class Shipment:
    """What became of the entries of one file. `kept` says of each that was left alone which and why."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    kept: dict[str, str] = field(default_factory=dict)


def directory_ship(*, data: Path = DATA) -> dict[str, Shipment]:
    """Lay the files of `data` into the directory, all or nothing; {entry type: what became of its entries}.

    May be repeated at any time, and by two at once. An entry that somebody changed, took out or made first stays so,
    and one that cannot stand beside what is there is left out; `kept` names them.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('directory_ship', 0))")
        # All of them are locked before the first is written: whoever changes one waits at it and not at the trail.
        standing = {name: _standing(entry_type) for name, entry_type in ENTRY_TYPES.items()}
        put: list[tuple[EntryType, Draft]] = []
        shipments = {
            name: _ship(entry_type, standing[name], dict(_read(entry_type, data / FILES[name])), put)
            for name, entry_type in ENTRY_TYPES.items()
        }
        entries_record(actor=None, put=put, origin=Origin.SHIPPED)
        return shipments


def _standing(entry_type: EntryType) -> dict[str, Entry]:
    return {row.code: row for row in entry_type.rows().select_for_update(of=("self",), no_key=True)}


def _read(entry_type: EntryType, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, strict=True):
            yield row["code"], {name: row[name] for name in entry_type.fields}


def _ship(
    entry_type: EntryType,
    standing: Mapping[str, Entry],
    wanted: Mapping[str, dict[str, str]],
    put: list[tuple[EntryType, Draft]],
) -> Shipment:
    """`put` takes what was written, to be recorded at the end: the trail is locked no longer than it must be."""
    shipment = Shipment()
    known = dict(ShippedEntry.objects.filter(entry_type=entry_type.name).values_list("code", "digest"))
    for code, values in wanted.items():
        draft = _ship_one(entry_type, code, values, standing.get(code), known.get(code), shipment)
        put += [(entry_type, draft)] if draft else []
    remembered = {code: _digest(values) for code, values in wanted.items() if code not in shipment.kept}
    ShippedEntry.objects.bulk_create(
        (
            ShippedEntry(entry_type=entry_type.name, code=code, digest=digest)
            for code, digest in remembered.items()
            if digest != known.get(code)
        ),
        update_conflicts=True,
        unique_fields=["entry_type", "code"],
        update_fields=["digest"],
    )
    return shipment


def _ship_one(
    entry_type: EntryType,
    code: str,
    values: Mapping[str, str],
    row: Entry | None,
    shipped: str | None,
    shipment: Shipment,
) -> Draft | None:
    stands = entry_type.as_text(row) if row else None
    if stands == values:
        shipment.unchanged += 1
    elif stands is None and shipped:
        shipment.kept[code] = "taken out here"
    elif stands and not shipped:
        shipment.kept[code] = "entered here first"
    elif stands and _digest(stands) != shipped:
        shipment.kept[code] = "corrected here"
    else:
        return _write(entry_type, code, values, row, shipment)
    return None


def _write(
    entry_type: EntryType, code: str, values: Mapping[str, str], row: Entry | None, shipment: Shipment
) -> Draft | None:
    try:
        draft = entry_put(entry_type, code, values, found=row or entry_type.model(code=code))
    except Invalid as refusal:
        shipment.kept[code] = refusal.message
        return None
    (shipment.changed if row else shipment.added).append(code)
    return draft


def _digest(values: Mapping[str, str]) -> str:
    """Of what an entry says; empty fields aside, so that a field that is new does not make all look corrected."""
    return hashlib.sha256(rfc8785.dumps({name: text for name, text in values.items() if text})).hexdigest()
