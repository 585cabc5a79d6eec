"""What comes with the product is laid into the directory, and never over what somebody corrected there."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection

from contacts.cautions import country_cautions
from contacts.entries import ENTRY_TYPES
from contacts.facts import CountryFacts
from contacts.models import (
    DirectoryChange,
    InstrumentStatus,
    Jurisdiction,
    Origin,
    PreservationPractice,
    ServiceProvider,
    ShippedEntry,
)
from contacts.selectors.facts import country_facts
from contacts.services.entries import entry_write
from contacts.services.shipping import FILES, Shipment, directory_ship
from mla_portal.audit.models import Event
from tests.contacts.test_shipped_files import rows


class Files:
    """Files as the product has them, with no entries but those that a test writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in FILES:
            self.write(name, {})

    def write(self, name: str, entries: Mapping[str, Mapping[str, str]]) -> None:
        with (self.path / FILES[name]).open("w", encoding="utf-8", newline="") as lines:
            file = csv.DictWriter(lines, ["code", *ENTRY_TYPES[name].fields], restval="")
            file.writeheader()
            file.writerows({"code": code, **values} for code, values in entries.items())

    def ship(self, name: str) -> Shipment:
        return directory_ship(data=self.path)[name]


@pytest.fixture
def files(db: None, tmp_path: Path) -> Files:
    made = Files(tmp_path)
    made.write("provider", {"acme": {"name": "Acme", "standing": "believed"}})
    return made


def correct(code: str, **values: str) -> None:
    """As an administrator does."""
    entry_write(actor=None, entry_type=ENTRY_TYPES["provider"], code=code, values=values, origin=Origin.ADMINISTRATION)


def test_a_new_entry_is_added_with_its_history_and_its_event(files: Files) -> None:
    assert files.ship("provider").added == ["acme"]
    change = DirectoryChange.objects.get(entry_type="provider", code="acme")
    assert (change.is_new, change.origin, change.made_by) == (True, Origin.SHIPPED, None)
    assert change.after == {"name": "Acme", "standing": "believed"}
    assert Event.objects.filter(chain="directory", data__contains="provider:acme").count() == 1


def test_a_second_load_changes_nothing(files: Files) -> None:
    files.ship("provider")
    assert files.ship("provider") == Shipment(unchanged=1)
    assert DirectoryChange.objects.count() == 1


def test_an_entry_that_nobody_touched_follows_the_file(files: Files) -> None:
    files.ship("provider")
    files.write("provider", {"acme": {"name": "Acme Group", "standing": "read", "source": "acme.example"}})
    assert files.ship("provider").changed == ["acme"]
    assert ServiceProvider.objects.get().name == "Acme Group"
    assert files.ship("provider") == Shipment(unchanged=1)


def test_a_correction_stays(files: Files) -> None:
    files.ship("provider")
    correct("acme", name="Acme Corporation")
    files.write("provider", {"acme": {"name": "Acme Group", "standing": "believed"}})
    for _time in range(2):
        assert files.ship("provider").kept == {"acme": "corrected here"}
    assert ServiceProvider.objects.get().name == "Acme Corporation"


def test_a_correction_that_the_product_took_over_follows_the_file_again(files: Files) -> None:
    files.ship("provider")
    correct("acme", name="Acme Corporation")
    for name in ("Acme Corporation", "Acme Holding"):
        files.write("provider", {"acme": {"name": name, "standing": "believed"}})
        assert not files.ship("provider").kept
    assert ServiceProvider.objects.get().name == "Acme Holding"


def test_an_entry_that_was_taken_out_stays_out(files: Files) -> None:
    files.ship("provider")
    ServiceProvider.objects.all().delete()
    assert files.ship("provider").kept == {"acme": "taken out here"}
    assert not ServiceProvider.objects.exists()


def test_who_entered_it_first_keeps_it(files: Files) -> None:
    correct("acme", name="Acme, entered by hand")
    assert files.ship("provider").kept == {"acme": "entered here first"}
    assert not ShippedEntry.objects.exists()


def test_an_entry_that_the_file_no_longer_has_stays(files: Files) -> None:
    files.ship("provider")
    files.write("provider", {})
    assert files.ship("provider") == Shipment()
    assert ServiceProvider.objects.exists()


def test_what_cannot_stand_beside_an_entry_made_here_is_left_out_and_named(files: Files) -> None:
    Jurisdiction.objects.create(code="RO", time_zone="Europe/Bucharest")
    PreservationPractice.objects.create(code="ours", jurisdiction_id="RO", initial_days=60)
    practice = {"RO-PRESERVATION": {"jurisdiction": "RO", "initial_days": "90", "extension_mode": "unknown"}}
    files.write("preservation_practice", practice)
    [reason] = files.ship("preservation_practice").kept.values()
    assert "overlaps" in reason
    assert ServiceProvider.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_do_the_work_once(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("provider", {f"acme-{number}": {"name": "Acme", "standing": "believed"} for number in range(20)})
    start, added = Barrier(2), list[int]()

    def load() -> None:
        start.wait()
        try:
            added.append(len(files.ship("provider").added))
        finally:
            connection.close()

    threads = [Thread(target=load) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [0, 20]
    assert DirectoryChange.objects.count() == 20


@pytest.mark.django_db
def test_all_that_is_shipped_is_laid_in_word_for_word(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_directory")
    for name, entry_type in ENTRY_TYPES.items():
        stands = {row.code: entry_type.as_text(row) for row in entry_type.rows()}
        assert stands == {row.pop("code"): row for row in rows(name)}
    capsys.readouterr()
    call_command("load_directory")
    assert "status: 0 added, 0 changed, 91 unchanged, 0 kept" in capsys.readouterr().out


@pytest.mark.django_db
def test_it_lives_beside_the_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "pass phrase of the demonstration")
    call_command("load_demo", "--empty")
    assert not any(shipment.kept for shipment in directory_ship().values())


@pytest.mark.django_db
def test_the_facts_depend_on_the_day() -> None:
    call_command("load_directory")
    assert not facts("NZ", "2025-11-30").party_to("CETS185")
    assert facts("NZ", "2025-12-01").party_to("CETS185")
    assert facts("CZ", "2019-07-04").reservation("29(4)")
    assert not facts("CZ", "2019-07-05").reservation("29(4)")
    assert not facts("CW", "2024-09-30").party_to("CETS185")
    assert facts("CW", "2024-10-01").party_to("CETS185")
    assert not facts("IE", "2026-11-21").party_to("CETS185")
    assert not facts("RS", "2026-11-21").party_to("CETS224")
    assert facts("GH", "2026-11-21").initial_days == 120
    assert facts("RO", "2026-11-21").reservation("29(4)") is None
    assert "dual_criminality_reservation" in [one.code for one in country_cautions(facts("AT", "2026-11-21"))]


@pytest.mark.django_db
def test_nobody_is_bound_by_a_treaty_that_is_not_in_force() -> None:
    call_command("load_directory")
    coming = InstrumentStatus.objects.filter(instrument__in_force_on=None)
    assert coming.filter(instrument__code="CETS224").count() == 4
    assert not coming.exclude(in_force_from=None).exists()


def facts(code: str, on: str) -> CountryFacts:
    return country_facts(Jurisdiction.objects.get(code=code), on=date.fromisoformat(on))
