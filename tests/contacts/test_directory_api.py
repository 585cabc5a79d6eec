"""The directory under /api/v1/."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from contacts.models import Jurisdiction
from mla_portal.accounts.services.tokens import token_create
from tests.world import World

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
        ("jurisdiction=FR", []),
        ("kind=central_authority", ["GE-CA"]),
        ("jurisdiction=RO&kind=contact_point_247", ["RO-247"]),
        ("q=moldova", ["MD-247"]),
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
        ("party=RO", "party"),
        ("page_size=0", "page_size"),
    ],
)
def test_a_filter_that_is_not_understood_is_refused_by_name(call: Any, query: str, field: str) -> None:
    assert field in call(f"authorities/?{query}", status=400)["errors"]


def test_pages(call: Any) -> None:
    first = call("authorities/?page_size=3")
    assert [one["code"] for one in first["results"]] == ["GE-CA", "MD-247", "RO-247"]
    second = call(first["next"].split("/api/v1/")[1])
    assert [one["code"] for one in second["results"]] == ["US-247"]
    assert second["next"] is None


def test_jurisdictions(call: Any) -> None:
    Jurisdiction.objects.create(code="NL", time_zone="Europe/Amsterdam")
    Jurisdiction.objects.create(code="CW", parent_id="NL", time_zone="America/Curacao")
    assert [one["code"] for one in call("jurisdictions/")["results"]] == ["CW", "GE", "MD", "NL", "RO", "US"]
    assert call("jurisdictions/cw/") == {
        "code": "CW",
        "name": "Curaçao",
        "time_zone": "America/Curacao",
        "parent": "NL",
    }


def test_a_filter_that_jurisdictions_do_not_have_is_refused(call: Any) -> None:
    assert "party_to" in call("jurisdictions/?party_to=CETS185", status=400)["errors"]


@pytest.mark.parametrize("address", ["authorities/XX-1/", "jurisdictions/XX/", "authorities/ro-247/"])
def test_what_is_not_there_is_not_found(call: Any, address: str) -> None:
    assert call(address, status=404)["code"] == "not_found"


def test_queries_do_not_grow_with_the_page(call: Any, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(5):
        call("authorities/")
