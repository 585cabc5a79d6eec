"""The pages of the directory, for anybody who is signed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.days import day_in
from contacts.models import Authority, ContactPoint, Jurisdiction
from mla_portal.accounts.models import User
from tests.world import World, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world: World, client: Client) -> Any:
    client.force_login(world.officer)

    def get(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200, response.content
        return response.content.decode()

    return get


def _codes(text: str) -> list[str]:
    return [part.split("</code>")[0] for part in text.split('<code class="mla-nowrap">')[1:]]


def _courts(number: int) -> None:
    france = Jurisdiction.objects.create(code="FR", time_zone="Europe/Paris")
    zone = france.time_zone
    Authority.objects.bulk_create(
        Authority(code=f"FR-{n}", jurisdiction=france, kind="court", name=f"Court {n}", time_zone=zone, channel="post")
        for n in range(number)
    )


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/directory/").status_code == 302
    assert client.get("/directory/GE-CA/").status_code == 302


def test_all_by_country(page: Any) -> None:
    # Georgia, Moldova, Romania, United States
    assert _codes(page("/directory/")) == ["GE-CA", "MD-247", "RO-247", "US-247"]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/directory/", "Countries and authorities"),
        ("/directory/RO-247/", "Countries and authorities"),
        ("/directory/countries/RO/", "Countries and authorities"),
        ("/directory/providers/", "Providers"),
        ("/directory/treaties/CETS185/", "Treaties"),
        ("/directory/changes/", "Changes"),
    ],
)
def test_the_parts_of_the_directory(page: Any, address: str, current: str) -> None:
    parts = page(address).split('class="mla-sections"')[1].split("</nav>")[0]
    marked = parts.split("aria-current")[1].split("</a>")[0].split(">")[1]
    assert marked == current
    assert parts.count("aria-current") == 1
    assert "Import and export" not in parts


def test_import_and_export_are_for_administrators(world: World, client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", name="Root"))
    assert "Import and export" in client.get("/directory/").content.decode()


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Romania", ["RO-247"]),
        ("romÂnia", ["RO-247"]),
        ("ro", ["RO-247"]),
        ("cyber", ["MD-247", "RO-247"]),
        ("US-2", ["US-247"]),
        ("პროკურატ", ["GE-CA"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_search(page: Any, typed: str, codes: list[str]) -> None:
    Authority.objects.filter(code="GE-CA").update(original_name="პროკურატურა")
    assert [code for code in _codes(page(f"/directory/?q={typed}".replace("%", "%25"))) if code in codes] == codes


def test_a_search_that_finds_nothing_says_what_to_do(page: Any) -> None:
    text = page("/directory/?q=Atlantis")
    assert "Nothing found" in text
    assert 'href="/directory/"' in text


def test_by_kind(page: Any) -> None:
    assert _codes(page("/directory/?kind=central_authority")) == ["GE-CA"]
    assert _codes(page("/directory/?kind=prosecution_office")) == []
    assert len(_codes(page("/directory/?kind=wrong"))) == 4


def test_long_lists_have_pages(page: Any) -> None:
    _courts(60)
    first = page("/directory/?kind=court")
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = page(f"/directory/{address}")
    assert len(_codes(first)) == 50
    assert not set(_codes(first)) & set(_codes(second))
    assert len(_codes(second)) == 10
    assert 'rel="first"' in second


def test_an_authority_says_how_it_is_reached(page: Any) -> None:
    text = page("/directory/RO-247/")
    assert text.index("First desk: Duty desk") < text.index("Back-up 1: Back-up desk")
    assert 'href="tel:+40215550100"' in text
    assert 'href="mailto:desk@ro.example"' in text
    assert "Works in this portal" in text


@pytest.mark.parametrize(
    ("zone", "apart"),
    [
        ("Asia/Tbilisi", "Saturday 21 November, 2 h behind you"),
        ("Europe/London", "Saturday 21 November, 2 h ahead of you"),
        ("Europe/Sofia", "Saturday 21 November, the same as yours"),
    ],
)
def test_the_local_time_there(page: Any, world: World, zone: str, apart: str) -> None:
    User.objects.filter(pk=world.officer.pk).update(time_zone=zone)
    with time_machine.travel(datetime(2026, 11, 21, 3, 5, tzinfo=UTC), tick=False):
        text = page("/directory/RO-247/")
    assert "05:05" in text
    assert apart in text


def test_an_outsider_is_shown_as_one(page: Any) -> None:
    text = page("/directory/US-247/")
    assert "Outside this portal" in text
    assert "E-mail" in text


def test_a_request_starts_here_for_those_who_draft(page: Any, world: World, client: Client) -> None:
    assert "?to=RO-247" in page("/directory/RO-247/")
    assert "?to=" not in page("/directory/GE-CA/"), "not at one's own"
    client.force_login(world.contact)
    assert "?to=" not in page("/directory/GE-CA/"), "a contact drafts nothing"


def test_an_entry_that_ended_cannot_be_asked(page: Any, world: World) -> None:
    today = day_in(world.asked.time_zone, timezone.now())
    Authority.objects.filter(pk=world.asked.pk).update(valid_until=today)
    text = page("/directory/RO-247/")
    assert "not valid today" in text
    assert "?to=" not in text
    Authority.objects.filter(pk=world.asked.pk).update(valid_until=today + timedelta(days=1))
    assert "not valid today" not in page("/directory/RO-247/")


def test_colleagues_are_shown_to_colleagues_only(page: Any) -> None:
    assert "Supervisor" in page("/directory/GE-CA/").split("Your colleagues here")[1]
    assert "Your colleagues here" not in page("/directory/RO-247/")


def test_without_a_desk_the_page_says_so(page: Any, world: World) -> None:
    ContactPoint.objects.filter(authority=world.asked).delete()
    assert "No contact point is entered" in page("/directory/RO-247/")


def test_an_unknown_code_is_not_found(page: Any, client: Client) -> None:
    assert client.get("/directory/XX-1/").status_code == 404


def test_the_directory_of_an_empty_portal(client: Client) -> None:
    client.force_login(User.objects.create_user("first", name="The First"))
    assert "The directory is empty" in client.get("/directory/").content.decode()


def test_queries_do_not_grow_with_the_list(page: Any, world: World) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            page(address)
        return len(made)

    queries("/directory/")  # what is kept from then on: the session, the types of content
    before = queries("/directory/"), queries("/directory/RO-247/")
    _courts(40)
    for number in range(3, 8):
        desk(world.asked, number, f"Desk {number}", f"desk{number}@ro.example")
    assert (queries("/directory/"), queries("/directory/RO-247/")) == before


def test_the_account_page_says_where_one_works(page: Any) -> None:
    text = page("/account/")
    assert "Where you work" in text
    assert "Prosecutor&#x27;s Office" in text
