"""The directory under /api/v1/."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Authority, ContactPoint, DutyShift, HandOver, Jurisdiction, ProviderEntity, ServiceProvider
from mla_portal.accounts.services.tokens import token_create
from tests.world import World, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(world: World, client: Client) -> Any:
    _token, key = token_create(actor=world.stranger, label="test")

    def get(address: str, status: int = 200) -> Any:
        response = client.get(f"/api/v1/{address}", headers={"Authorization": f"Token {key}"})
        assert response.status_code == status, response.content
        return response.json()

    return get


def test_without_a_token_it_is_closed(client: Client) -> None:
    assert client.get("/api/v1/authorities/").status_code == 401
    assert client.get("/api/v1/jurisdictions/").status_code == 401
    assert client.get("/api/v1/providers/").status_code == 401
    assert client.get("/api/v1/instruments/").status_code == 401


def test_authorities_by_country(call: Any) -> None:
    answer = call("authorities/")
    assert [one["code"] for one in answer["results"]] == ["GE-CA", "MD-247", "RO-247", "US-247"]
    assert answer["next"] is None


def test_an_authority_with_its_contact_points(call: Any) -> None:
    answer = call("authorities/RO-247/")
    assert answer["jurisdiction"] == "RO"
    assert answer["country"] == "Romania"
    assert (answer["member"], answer["channel"], answer["kind"]) == (True, "portal", "contact_point_247")
    assert [(desk["order"], desk["email"]) for desk in answer["contact_points"]] == [
        (1, "desk@ro.example"),
        (2, "backup@ro.example"),
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("jurisdiction=RO", ["RO-247"]),
        ("jurisdiction=ro", ["RO-247"]),
        ("kind=central_authority", ["GE-CA"]),
        ("jurisdiction=RO&kind=contact_point_247", ["RO-247"]),
        ("q=moldova", ["MD-247"]),
        ("q=Молдова cyber", ["MD-247"]),
        ("q=", ["GE-CA", "MD-247", "RO-247", "US-247"]),
    ],
)
def test_filters(call: Any, query: str, codes: list[str]) -> None:
    assert [one["code"] for one in call(f"authorities/?{query}")["results"]] == codes


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=embassy", "kind"),
        ("jurisdiction=ROMANIA", "jurisdiction"),
        ("jurisdiction=XX", "jurisdiction"),
        ("party=RO", "party"),
        ("page_size=0", "page_size"),
    ],
)
def test_a_filter_that_is_not_understood_is_refused_by_name(call: Any, query: str, field: str) -> None:
    assert field in call(f"authorities/?{query}", status=400)["errors"]


def test_a_country_without_an_authority_is_an_empty_list_and_no_country_is_an_error(call: Any) -> None:
    Jurisdiction.objects.get_or_create(code="FR", defaults={"time_zone": "Europe/Paris"})
    assert call("authorities/?jurisdiction=fr")["results"] == []
    assert "no country with this code" in str(call("authorities/?jurisdiction=QQ", status=400)["errors"])


def test_pages(call: Any) -> None:
    first = call("authorities/?page_size=3")
    assert [one["code"] for one in first["results"]] == ["GE-CA", "MD-247", "RO-247"]
    second = call(first["next"].split("/api/v1/")[1])
    assert [one["code"] for one in second["results"]] == ["US-247"]
    assert second["next"] is None


def test_an_authority_says_how_well_founded_its_entry_is(call: Any, world: World) -> None:
    Authority.objects.filter(pk=world.asked.pk).update(
        city="Bucharest",
        languages=["ro", "en"],
        standing="confirmed",
        source="Its own letter",
        checked_on=date(2026, 11, 1),
        valid_until=date(2999, 1, 1),
    )
    answer = call("authorities/?jurisdiction=RO")["results"][0]
    assert answer == call("authorities/RO-247/")
    assert (answer["city"], answer["languages"]) == ("Bucharest", ["ro", "en"])
    assert (answer["verified"], answer["standing"]) == (True, "confirmed")
    assert (answer["source"], answer["checked_on"]) == ("Its own letter", "2026-11-01")
    assert (answer["valid_from"], answer["valid_until"]) == (None, "2999-01-01")
    Authority.objects.filter(pk=world.asking.pk).update(standing="believed")
    assert call("authorities/GE-CA/")["verified"] is False


def test_a_contact_point_says_who_is_on_duty(call: Any, world: World) -> None:
    first, second = world.asked.contact_points.order_by("order")
    now = timezone.now().replace(microsecond=0)
    DutyShift.objects.create(
        desk=first,
        name="Ana",
        telephone="+40 21 555 0101",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=7),
    )
    told = call("authorities/RO-247/")["contact_points"]
    assert told[0]["code"] == first.code
    assert told[0]["time_zone"] == "Europe/Bucharest"
    assert (told[0]["on_duty"]["state"], told[0]["on_duty"]["turn"]["name"]) == ("named", "Ana")
    assert told[0]["on_duty"]["turn"]["ends_at"].endswith("Z")
    assert told[0]["on_duty"]["telephones"] == ["+40 21 555 0101"]
    assert (told[0]["on_duty"]["taken_at"], told[0]["on_duty"]["stand_in"]) == (None, "")
    HandOver.objects.create(shift=DutyShift.objects.get(), taken_by=world.their_supervisor, taken_at=now)
    DutyShift.objects.update(person=world.contact)
    taken = call("authorities/RO-247/")["contact_points"][0]["on_duty"]
    assert taken["stand_in"] == "Their Supervisor"
    assert taken["taken_at"].endswith("Z")
    assert taken["telephones"] == [*first.telephones, "+40 21 555 0101"]
    assert (told[1]["on_duty"]["state"], told[1]["on_duty"]["turn"]) == ("no_roster", None)
    assert told[1]["on_duty"]["telephones"] == second.telephones


def test_a_contact_point_that_ended_is_not_told(call: Any, world: World) -> None:
    ContactPoint.objects.filter(authority=world.asked, order=1).update(valid_until=date(2020, 1, 1))
    assert [desk["order"] for desk in call("authorities/RO-247/")["contact_points"]] == [2]


@pytest.mark.parametrize("address", ["authorities/XX-1/", "authorities/ro-247/", "providers/xx/", "instruments/XX/"])
def test_what_is_not_there_is_not_found(call: Any, address: str) -> None:
    assert call(address, status=404)["code"] == "not_found"


def test_providers(call: Any) -> None:
    mail = ServiceProvider.objects.create(code="mail", name="Mail Provider", services="MailBox", standing="read")
    ServiceProvider.objects.create(code="host", name="Hosting Provider")
    ProviderEntity.objects.create(
        code="mail-ro",
        provider=mail,
        jurisdiction_id="RO",
        legal_name="Mail SRL",
        preserves="yes",
        preservation_days=90,
    )
    assert [one["code"] for one in call("providers/")["results"]] == ["host", "mail"]
    assert [one["code"] for one in call("providers/?q=mailbox")["results"]] == ["mail"]
    assert [one["code"] for one in call("providers/?q=Румыния")["results"]] == ["mail"]
    told = call("providers/mail/")
    assert (told["name"], told["verified"]) == ("Mail Provider", True)
    entity = told["entities"][0]
    assert (entity["jurisdiction"], entity["legal_name"]) == ("RO", "Mail SRL")
    assert (entity["preserves"], entity["preservation_days"], entity["verified"]) == ("yes", 90, False)
    assert (entity["notifies_users"], entity["direct_subscriber_requests"]) == ("unknown", "unknown")


def test_instruments(call: Any) -> None:
    assert [one["code"] for one in call("instruments/?q=cybercrime")["results"]] == ["CETS185"]
    told = call("instruments/CETS185/?on=2012-10-01")
    assert [one["jurisdiction"] for one in told["jurisdictions"]] == ["GE", "MD", "RO", "US"]
    assert {one["state"] for one in told["jurisdictions"]} == {"in_force"}
    earlier = call("instruments/CETS185/?on=2012-09-30")["jurisdictions"]
    assert {(one["state"], one["in_force"]) for one in earlier} == {("to_come", False)}


@pytest.mark.parametrize("address", ["providers/?name=x", "instruments/?on=2026-01-01", "instruments/CETS185/?on=soon"])
def test_other_filters_are_refused(call: Any, address: str) -> None:
    call(address, status=400)


def test_queries_do_not_grow_with_the_page(call: Any, world: World) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            call(address)
        return len(made)

    queries("authorities/")  # what is kept from then on
    before = queries("authorities/"), queries("providers/")
    for number in range(3, 8):
        desk(world.asked, number, f"Desk {number}", f"desk{number}@ro.example")
        desk(world.asking, number, f"Desk {number}", f"desk{number}@ge.example")
        provider = ServiceProvider.objects.create(code=f"p{number}", name=f"Provider {number}")
        ProviderEntity.objects.create(code=f"e{number}", provider=provider, jurisdiction_id="RO", legal_name="SRL")
    # The first provider brings the one look for entities along.
    assert (queries("authorities/"), queries("providers/")) == (before[0], before[1] + 1)
