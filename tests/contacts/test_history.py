"""How entries came to say what they say, for everybody; and what waits, for those who may know it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.entries import ENTRY_TYPES
from contacts.models import Origin
from contacts.services.changes_decided import change_accept
from contacts.services.entries import entry_write
from mla_portal.accounts.models import User
from tests.contacts.keepers import administrator, manager, proposal
from tests.world import World

pytestmark = pytest.mark.django_db

NEW_YEAR = date(timezone.now().year + 1, 1, 1)
AUTHORITY, COUNTRY = "/directory/RO-247/history/", "/directory/countries/RO/history/"


@pytest.fixture
def keeper(world: World) -> User:
    return manager(world.asked)


@pytest.fixture
def root(db: None) -> User:
    return administrator()


def read(client: Client, reader: User, address: str = AUTHORITY) -> str:
    client.force_login(reader)
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def write(table: str, code: str, **values: str) -> None:
    entry_write(actor=None, entry_type=ENTRY_TYPES[table], code=code, values=values, origin=Origin.ADMINISTRATION)


def test_without_changes_it_says_so(client: Client, world: World) -> None:
    assert "Nothing was changed yet" in read(client, world.officer)


def test_newest_first_with_what_stood_there_before(client: Client, world: World) -> None:
    write("authority", "RO-247", city="Cluj")
    write("authority", "RO-247", city="Iasi")
    text = read(client, world.officer)
    assert text.index("before: Cluj") < text.index("before: nothing")


def test_by_the_day_of_effect_and_not_of_the_proposal(client: Client, keeper: User, root: User, world: World) -> None:
    change = proposal(keeper, city="Cluj")
    write("authority", "RO-247", address="2 New Street")
    change_accept(actor=root, change=change)
    text = read(client, world.officer)
    assert text.index("Cluj") < text.index("2 New Street")


def test_desks_and_countries_have_theirs(client: Client, world: World) -> None:
    desk = world.asked.contact_points.get(order=1)
    write("contact_point", desk.code, email="other@ro.example")
    write("requirements", "RO-REQ", jurisdiction="RO", mla_languages="ro")
    write("authority", "GE-CA", city="Batumi")
    assert "other@ro.example" in read(client, world.officer)
    assert "Romanian" not in read(client, world.officer)
    country = read(client, world.officer, COUNTRY)
    assert "Romanian" in country
    assert "other@ro.example" in country
    assert "Batumi" not in country


def test_names_are_for_colleagues_and_administrators(client: Client, keeper: User, root: User, world: World) -> None:
    change_accept(actor=root, change=proposal(keeper))
    assert "Proposed by an authority, Manager" in read(client, world.contact)
    assert "Proposed by an authority, Manager" in read(client, root)
    assert "Proposed by an authority, Manager" not in read(client, world.officer)


def test_what_is_accepted_waits_on_top_for_all(client: Client, keeper: User, root: User, world: World) -> None:
    change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", NEW_YEAR, telephone="+40214092747"))
    for address in (AUTHORITY, COUNTRY):
        text = read(client, world.officer, address)
        assert f"From 1 January {NEW_YEAR.year}" in text
        assert "Telephone: +40 21 409 2747" in text


def test_the_pages_of_the_authority_and_the_country_say_what_is_coming(
    client: Client, keeper: User, root: User, world: World
) -> None:
    change_accept(actor=root, change=proposal(keeper, "RO-247", "authority", NEW_YEAR, city="Cluj"))
    for address in ("/directory/RO-247/", "/directory/countries/RO/"):
        text = read(client, world.officer, address)
        assert f"From 1 January {NEW_YEAR.year}" in text
        assert "City: Cluj" in text


def test_what_is_proposed_waits_for_its_own_side_alone(client: Client, keeper: User, root: User, world: World) -> None:
    proposal(keeper, city="Cluj")
    proposal(keeper, "RO-REQ", "requirements", jurisdiction="RO", mla_languages="ro")
    for reader in (keeper, root, world.contact):
        assert "Cluj" in read(client, reader)
        assert "Romanian" in read(client, reader, COUNTRY)
    for reader in (world.officer, world.stranger):
        assert "Cluj" not in read(client, reader)
        assert "Romanian" not in read(client, reader, COUNTRY)


def test_long_histories_have_pages_and_no_more_queries(client: Client, world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            read(client, world.officer)
        return len(made)

    write("authority", "RO-247", city="City")
    queries()
    before = queries()
    for number in range(60):
        write("authority", "RO-247", city=f"City {number}")
    assert queries() == before
    first = client.get(AUTHORITY)
    second = client.get(AUTHORITY + first.context["pages"]["next"])
    assert (len(first.context["shown"]), len(second.context["shown"])) == (50, 11)


def test_unknown_places(client: Client, world: World) -> None:
    client.force_login(world.officer)
    assert client.get("/directory/XX-1/history/").status_code == 404
    assert client.get("/directory/countries/QQ/history/").status_code == 404
