"""The identifiers of a draft, one by one."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from requests_app.models import Request
from requests_app.services.identifiers import identifier_remove
from tests.pages.browserless import fields_of, send
from tests.world import IP, World

pytestmark = pytest.mark.django_db

AT = {"at_0": "2026-11-14", "at_1": "08:21:07", "at_2": "+04:00"}


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft(identifiers=[])


def url(row: Request) -> str:
    return f"/requests/{row.pk}/identifiers/"


def test_the_section_of_the_list_is_this_page(draft: Request, client: Client) -> None:
    assert client.get(f"/requests/{draft.pk}/sections/identifiers/").headers["Location"] == url(draft)


def test_an_address_with_port_and_instant(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "add", type="ip", value=" 185.220.101.7 ", port="51234", **AT)
    assert response.headers["Location"] == url(draft)
    one = draft.identifiers.get()
    assert (one.value, one.port, one.at_offset) == ("185.220.101.7", 51234, 240)
    page = client.get(url(draft)).content.decode()
    assert "185.220.101.7 is added." in page
    assert "2026-11-14 08:21:07 +04:00" in page
    assert "2026-11-14 04:21:07 UTC" in page


def test_the_next_one_is_offered_the_type_and_the_offset_of_the_last_but_no_date(
    draft: Request, client: Client
) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", **AT)
    offered = fields_of(client.get(url(draft)), "add")
    assert [offered[f"at_{part}"] for part in range(3)] == ["", "", "+04:00"]
    assert offered["type"] == "ip"


def test_an_offered_offset_alone_is_no_instant(draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", **AT)
    send(client, url(draft), "add", type="email", value="help@bank.example")
    assert draft.identifiers.get(type="email").at is None
    refused = send(client, url(draft), "add", type="ip", value="185.220.101.8")
    assert "Enter when the address was used" in refused.content.decode()


def test_all_that_is_wrong_at_once(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "add", type="ip", value="185.220.101.300", port="70000", at_0="14/11/2026")
    page = response.content.decode()
    assert response.status_code == 400
    for text in (
        "Enter a whole IPv4 or IPv6 address",
        "Enter the source port as a number from 1 to 65535.",
        "Write the date as year-month-day",
    ):
        assert page.count(text) == 2
    shown = fields_of(response, "add")
    assert (shown["value"], shown["port"], shown["at_0"]) == ("185.220.101.300", "70000", "14/11/2026")
    assert not draft.identifiers.exists()


def test_a_double_click_adds_one(draft: Request, client: Client) -> None:
    typed = {"type": "email", "value": "help@bank.example"}
    assert send(client, url(draft), "add", **typed).status_code == 302
    again = send(client, url(draft), "add", **typed)
    assert "This identifier is already in the list" in again.content.decode()
    assert draft.identifiers.count() == 1


@pytest.mark.parametrize(
    ("given", "warning"),
    [
        ({"value": "10.0.0.7", "port": "1"}, "10.0.0.7 is not a public address"),
        ({"value": "198.51.100.4", "port": "1"}, "198.51.100.4 is reserved for examples"),
        ({"value": "185.220.101.7", "port": ""}, "185.220.101.7 has no source port"),
        ({"value": "185.220.101.7", "port": "1", "at_0": "2098-01-01"}, "is in the future"),
    ],
)
def test_what_to_look_at_stands_beside_the_row(
    draft: Request, client: Client, given: dict[str, str], warning: str
) -> None:
    send(client, url(draft), "add", type="ip", **{**AT, **given})
    assert warning in client.get(url(draft)).content.decode()


def test_a_row_is_changed(draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", note="first log", **AT)
    row = f"{url(draft)}{draft.identifiers.get().pk}/"
    shown = fields_of(client.get(row), "change")
    assert [shown[name] for name in ("value", "at_0", "at_1", "at_2", "note")] == [
        "185.220.101.7",
        "2026-11-14",
        "08:21:07",
        "+04:00",
        "first log",
    ]
    assert send(client, row, "change", port="443", until_0="2026-11-14T09:00:00+04:00").status_code == 302
    one = draft.identifiers.get()
    assert (one.port, one.note) == (443, "first log")
    assert one.until is not None


def test_what_a_change_is_written_as_is_said(draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="domain", value="bank.example")
    row = f"{url(draft)}{draft.identifiers.get().pk}/"
    assert send(client, row, "change", value="Bücher.example").status_code == 302
    page = client.get(url(draft)).content.decode()
    assert "“Bücher.example” is written xn--bcher-kva.example." in page


def test_a_fraction_of_a_second_survives_a_change(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft(identifiers=[{**IP, "at": "2026-11-14T08:21:07.250+04:00"}])
    send(client, f"{url(draft)}{draft.identifiers.get().pk}/", "change", note="first log")
    one = draft.identifiers.get()
    assert (one.note, one.at.microsecond if one.at else 0) == ("first log", 250_000)


def test_a_row_that_a_colleague_changed_is_compared(world: World, draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", **AT)
    row = f"{url(draft)}{draft.identifiers.get().pk}/"
    mine = {**fields_of(client.get(row), "change"), "port": "443"}
    client.force_login(world.colleague)
    send(client, row, "change", port="8080")
    client.force_login(world.officer)
    response = client.post(row, mine)
    assert response.status_code == 409
    assert "8080" in response.content.decode()
    again = fields_of(response, "compare")
    assert again["port"] == "443"
    assert client.post(row, again).status_code == 302
    assert draft.identifiers.get().port == 443


def test_a_row_that_a_colleague_removed_can_be_added_again(world: World, draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", **AT)
    one = draft.identifiers.get()
    row = f"{url(draft)}{one.pk}/"
    mine = {**fields_of(client.get(row), "change"), "port": "443"}
    identifier_remove(actor=world.colleague, request=draft, pk=one.pk)
    response = client.post(row, mine)
    assert "A colleague removed this identifier while you were typing." in response.content.decode()
    assert client.post(url(draft), fields_of(response, "add")).status_code == 302
    assert draft.identifiers.get().port == 443
    assert client.get(row).status_code == 404


def test_removing_asks_once_more_and_twice_does_no_harm(draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", **AT)
    row = f"{url(draft)}{draft.identifiers.get().pk}/remove/"
    assert "Remove this identifier?" in client.get(row).content.decode()
    assert draft.identifiers.count() == 1
    assert client.post(row).headers["Location"] == url(draft)
    assert client.post(row).headers["Location"] == url(draft)
    assert not draft.identifiers.exists()


def test_a_list_keeps_the_order_it_was_given_in(world: World, client: Client) -> None:
    rows = [{**IP, "value": f"185.220.101.{number}"} for number in range(100)]
    draft = world.draft(identifiers=rows)
    assert [one.value for one in draft.identifiers.all()] == [row["value"] for row in rows]


def test_a_long_list_is_read_page_by_page(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft(identifiers=[{**IP, "value": f"185.220.{number}.7"} for number in range(60)])
    first = client.get(url(draft)).content.decode()
    assert "60 identifiers" in first
    assert ("185.220.49.7" in first, "185.220.50.7" in first) == (True, False)
    following = re.search(r'href="([^"]*cursor=[^"]+)"', first)
    assert following
    second = client.get(unescape(following[1])).content.decode()
    assert ("185.220.49.7" in second, "185.220.50.7" in second, "60 identifiers" in second) == (False, True, True)
    assert client.get(url(draft), {"cursor": "nonsense"}).status_code == 400


def test_an_identifier_of_another_request_is_not_there(world: World, draft: Request, client: Client) -> None:
    other = world.draft(identifiers=[IP]).identifiers.get()
    row = f"{url(draft)}{other.pk}/"
    assert client.get(row).status_code == 404
    client.post(f"{row}remove/")
    assert type(other).objects.filter(pk=other.pk).exists()


def test_who_may(world: World, draft: Request, client: Client) -> None:
    send(client, url(draft), "add", type="ip", value="185.220.101.7", **AT)
    row = f"{url(draft)}{draft.identifiers.get().pk}/"
    for user, status in ((world.auditor, 403), (world.stranger, 404), (world.contact, 404)):
        client.force_login(user)
        for address in (url(draft), row, f"{row}remove/"):
            assert client.get(address).status_code == status
            assert client.post(address, {"type": "email", "value": "a@b.example"}).status_code == status
    assert draft.identifiers.count() == 1
