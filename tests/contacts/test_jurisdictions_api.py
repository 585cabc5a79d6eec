"""What holds for countries on a day, under /api/v1/jurisdictions/."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from contacts.models import (
    Instrument,
    InstrumentStatus,
    Jurisdiction,
    PreservationPractice,
    Requirements,
    Reservation,
    Standing,
)
from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db

READ = {"source": "Treaty office", "checked_on": date(2026, 11, 1), "standing": Standing.READ}


@pytest.fixture(autouse=True)
def _countries(world: World) -> None:
    """New Zealand joins on 1 December 2025; Czechia reserved until July 2019; nothing is known of Kenya."""
    treaty = Instrument.objects.get(code="CETS185")
    for code, parent, zone in (
        ("NZ", None, "Pacific/Auckland"),
        ("CZ", None, "Europe/Prague"),
        ("KE", None, "Africa/Nairobi"),
        ("NL", None, "Europe/Amsterdam"),
        ("CW", "NL", "America/Curacao"),
    ):
        Jurisdiction.objects.create(code=code, parent_id=parent, time_zone=zone)
    for code, begins in (("NZ", date(2025, 12, 1)), ("CZ", date(2013, 12, 1))):
        InstrumentStatus.objects.create(
            code=f"{code}-CETS185", jurisdiction_id=code, instrument=treaty, in_force_from=begins, **READ
        )
    Reservation.objects.create(
        code="CZ-29-4",
        jurisdiction_id="CZ",
        instrument=treaty,
        nature=Reservation.Nature.RESERVATION,
        article="29(4)",
        text="It refuses preservation where dual criminality cannot be fulfilled.",
        valid_from=date(2013, 12, 1),
        valid_until=date(2019, 7, 5),
        **READ,
    )
    PreservationPractice.objects.create(
        code="CZ-P", jurisdiction_id="CZ", initial_days=90, extension_days=90, standing=Standing.BELIEVED
    )
    Requirements.objects.create(
        code="CZ-R", jurisdiction_id="CZ", preservation_languages=["en", "cs"], mla_languages=["cs"], **READ
    )


@pytest.fixture
def call(world: World) -> Caller:
    return Caller(world.stranger)


def codes(answer: Any) -> list[str]:
    return [one["code"] for one in answer["results"]]


def test_by_code(call: Caller) -> None:
    assert codes(call.get("jurisdictions/")) == ["CW", "CZ", "GE", "KE", "MD", "NL", "NZ", "RO", "US"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("party_to=CETS185&on=2025-11-30", ["CZ", "GE", "MD", "RO", "US"]),
        ("party_to=CETS185&on=2025-12-01", ["CZ", "GE", "MD", "NZ", "RO", "US"]),
        ("party_to=cets185&on=2013-11-30", ["GE", "MD", "RO", "US"]),
        ("party_to=CETS185&on=0001-01-01", []),
        ("party_to=CETS185&on=9999-12-31", ["CZ", "GE", "MD", "NZ", "RO", "US"]),
        ("q=Tsjechië", ["CZ"]),
        ("q=tsjech", ["CZ"]),
        ("q=საქართველო", ["GE"]),
        ("q=", ["CW", "CZ", "GE", "KE", "MD", "NL", "NZ", "RO", "US"]),
        ("q=new zealand&party_to=CETS185&on=2025-11-30", []),
    ],
)
def test_filters(call: Caller, query: str, found: list[str]) -> None:
    assert codes(call.get(f"jurisdictions/?{query}")) == found


def test_without_a_day_a_list_is_of_today_in_utc_and_one_of_today_there(
    call: Caller, world: World, settings: Settings
) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    with time_machine.travel(datetime(2025, 11, 30, 23, 59, tzinfo=UTC), tick=False):
        earlier = Caller(world.stranger)
        assert "NZ" not in codes(earlier.get("jurisdictions/?party_to=CETS185"))
        assert earlier.get("jurisdictions/CZ/")["on"] == "2025-12-01"
    with time_machine.travel(datetime(2025, 12, 1, 0, 0, tzinfo=UTC), tick=False):
        assert "NZ" in codes(Caller(world.stranger).get("jurisdictions/?party_to=CETS185"))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("party_to=CETS999", "party_to"),
        ("party_to=", "party_to"),
        ("party_to=CETS185&on=2026-02-30", "on"),
        ("on=yesterday", "on"),
        ("on=", "on"),
        ("on=2026-11-21T00:00:00Z", "on"),
        ("party=CETS185", "party"),
        (f"q={'x' * 101}", "q"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(call: Caller, query: str, field: str) -> None:
    assert field in call.get(f"jurisdictions/?{query}", 400)["errors"]


def test_a_nul_is_refused(call: Caller) -> None:
    call.get("jurisdictions/?q=%00", 400)


def test_one(call: Caller) -> None:
    told = call.get("jurisdictions/cz/?on=2026-11-21")
    assert (told["code"], told["name"], told["on"]) == ("CZ", "Czechia", "2026-11-21")
    assert told["names"] == {"en": "Czechia", "fr": "Tchéquie"}
    assert (told["time_zone"], told["time_zones"]) == ("Europe/Prague", ["Europe/Prague"])
    assert told["party_to"] == ["CETS185"]
    assert told["party_status"] == [
        {
            "instrument": "CETS185",
            "name": Instrument.objects.get(code="CETS185").short_name,
            "signed_on": None,
            "ratified_on": None,
            "ratified_undated": False,
            "in_force_from": "2013-12-01",
            "in_force_until": None,
            "in_force": True,
            "verified": True,
            "standing": "read",
            "source": "Treaty office",
            "checked_on": "2026-11-01",
            "remark": "",
        }
    ]


@pytest.mark.parametrize(("on", "in_force"), [("2019-07-04", True), ("2019-07-05", False), ("2013-11-30", False)])
def test_a_reservation_holds_until_it_was_withdrawn(call: Caller, on: str, in_force: bool) -> None:
    told = call.get(f"jurisdictions/CZ/?on={on}")
    reservation = told["reservations"][0]
    assert (reservation["article"], reservation["nature"]) == ("29(4)", "reservation")
    assert (reservation["valid_until"], reservation["in_force"]) == ("2019-07-05", in_force)
    assert ("dual_criminality_reservation" in [one["code"] for one in told["cautions"]]) is in_force


def test_preservation(call: Caller) -> None:
    told = call.get("jurisdictions/CZ/")["preservation"]
    assert (told["initial_days"], told["extension_days"], told["is_default"]) == (90, 90, False)
    assert (told["verified"], told["standing"]) == (False, "believed")


def test_where_nothing_is_known_the_least_that_the_convention_allows_is_said_to_be_that(call: Caller) -> None:
    told = call.get("jurisdictions/KE/")
    assert (told["preservation"]["initial_days"], told["preservation"]["is_default"]) == (60, True)
    assert "29(7)" in told["preservation"]["source"]
    assert (told["party_to"], told["party_status"], told["reservations"]) == ([], [], [])
    assert told["requirements"] is None
    assert (told["languages"]["preservation"], told["languages"]["verified"]) == ([], False)
    assert [(one["code"], one["article"]) for one in told["cautions"]] == [("not_a_party", "29(1)")]


def test_a_practice_without_days_leaves_the_least(call: Caller) -> None:
    PreservationPractice.objects.create(code="KE-P", jurisdiction_id="KE", conditions="A court decides.", **READ)
    told = call.get("jurisdictions/KE/")["preservation"]
    assert (told["initial_days"], told["is_default"], told["conditions"]) == (60, True, "A court decides.")
    assert told["source"] == "Treaty office"


def test_languages_and_requirements(call: Caller) -> None:
    told = call.get("jurisdictions/CZ/")
    assert (told["languages"]["preservation"], told["languages"]["mla"]) == (["en", "cs"], ["cs"])
    assert (told["languages"]["certified_translation"], told["languages"]["verified"]) == ("unknown", True)
    assert told["requirements"]["formal_confirmation"] == "unknown"
    assert told["requirements"]["checked_on"] == "2026-11-01"


def test_a_territory_has_its_parent_and_states_their_time_zones(call: Caller) -> None:
    assert call.get("jurisdictions/CW/")["parent"] == "NL"
    assert call.get("jurisdictions/NZ/")["time_zones"] == ["Pacific/Auckland", "Pacific/Chatham"]


def test_an_entry_that_nobody_looked_at_for_180_days_is_a_caution(call: Caller) -> None:
    assert "unverified_entry" not in [one["code"] for one in call.get("jurisdictions/CZ/?on=2027-04-29")["cautions"]]
    assert "unverified_entry" in [one["code"] for one in call.get("jurisdictions/CZ/?on=2027-04-30")["cautions"]]


def test_the_last_day_there_is_does_no_harm(call: Caller) -> None:
    InstrumentStatus.objects.filter(jurisdiction="CZ").update(checked_on=date.max)
    call.get("jurisdictions/CZ/?on=9999-12-31")
    call.get("jurisdictions/CZ/?on=0001-01-01")


def test_what_is_not_there_is_not_found(call: Caller) -> None:
    assert call.get("jurisdictions/XX/", 404)["code"] == "not_found"


def test_pages(call: Caller) -> None:
    first = call.get("jurisdictions/?party_to=CETS185&on=2026-01-01&page_size=4")
    second = call.get(first["next"])
    assert codes(first) + codes(second) == ["CZ", "GE", "MD", "NZ", "RO", "US"]
    assert second["next"] is None


def test_queries_do_not_grow_with_the_page(call: Caller) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            call.get(address)
        return len(made)

    queries("jurisdictions/")  # what is kept from then on
    assert queries("jurisdictions/?page_size=1") == queries("jurisdictions/")
