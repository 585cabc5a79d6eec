"""Several identifiers at once: read line by line, taken all or not at all."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from requests_app.identifier_lines import read_lines, type_of
from requests_app.models import Request
from tests.pages.browserless import fields_of, send
from tests.world import World


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("185.220.101.7", ("ip", "185.220.101.7", "", "", "")),
        (
            "185.220.101.7, 51234, 2026-11-14T08:21:07+04:00",
            ("ip", "185.220.101.7", "51234", "2026-11-14T08:21:07+04:00", ""),
        ),
        (
            "185.220.101.7;51234;2026-11-14 08:21:07 +04:00",
            ("ip", "185.220.101.7", "51234", "2026-11-14T08:21:07+04:00", ""),
        ),
        ("185.220.101.7\t\t2026-11-14 8:21 UTC", ("ip", "185.220.101.7", "", "2026-11-14T08:21+00:00", "")),
        (
            "185.220.101.7 51234 2026-11-14 08:21:07+0400",
            ("ip", "185.220.101.7", "51234", "2026-11-14T08:21:07+04:00", ""),
        ),
        ("185.220.101.7:443 2026-11-14T08:21:07Z", ("ip", "185.220.101.7", "443", "2026-11-14T08:21:07+00:00", "")),
        ("[2a02:ed8::1]:443, 2026-11-14T08:21:07Z", ("ip", "[2a02:ed8::1]", "443", "2026-11-14T08:21:07+00:00", "")),
        (
            "185.220.101.7, 2026-11-14T08:21:07Z, 2026-11-15T08:21:07Z",
            ("ip", "185.220.101.7", "", "2026-11-14T08:21:07+00:00", "2026-11-15T08:21:07+00:00"),
        ),
        (
            "ip,185.220.101.7,51234,2026-11-14T08:21:07.250Z",
            ("ip", "185.220.101.7", "51234", "2026-11-14T08:21:07.250+00:00", ""),
        ),
        ("account, nino.b", ("account", "nino.b", "", "", "")),
        ('"other", "a, b; c"', ("other", "a, b; c", "", "", "")),
        ("help@bank.example", ("email", "help@bank.example", "", "", "")),
        ("bank-login.example", ("domain", "bank-login.example", "", "", "")),
        ("https://bank.example/a,b;c?d=1", ("url", "https://bank.example/a,b;c?d=1", "", "", "")),
        (
            "https://bank.example/a\t\t2026-11-14T08:21:07Z",
            ("url", "https://bank.example/a", "", "2026-11-14T08:21:07+00:00", ""),
        ),
        ("+995 32 555 0100", ("phone", "+995 32 555 0100", "", "", "")),
    ],
)
def test_a_line_is_read(line: str, row: tuple[str, ...]) -> None:
    [read] = read_lines(line)
    assert read.problem == ""
    assert tuple(read.row[name] for name in ("type", "value", "port", "at", "until")) == row


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nino.b-92", "What “nino.b-92” is cannot be told from it: choose the type."),
        ("185.220.101.7, port 443", "“port 443” is neither a port nor an instant"),
        ("185.220.101.7, 1, 2", "“2” is neither a port nor an instant"),
        ("185.220.101.7, 14/11/2026", "“14/11/2026” is neither a port nor an instant"),
        ("185.220.101.7, 2026-11-14", "“2026-11-14” is neither a port nor an instant"),
        ("x" * 4000, "This line is too long for an identifier."),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, problem: str) -> None:
    [read] = read_lines(line)
    assert read.problem.startswith(problem)


def test_a_chosen_type_and_offset_are_for_the_lines_that_have_none() -> None:
    text = "nino.b-92, 2026-11-14 08:21:07\nip, 185.220.101.7, 2026-11-14 08:21:07Z"
    read = list(read_lines(text, type_="account", offset="+04:00"))
    assert [line.row["type"] for line in read] == ["account", "ip"]
    assert [line.row["at"] for line in read] == ["2026-11-14T08:21:07+04:00", "2026-11-14T08:21:07+00:00"]


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    for line in read_lines(text):
        assert bool(line.problem) != bool(line.row)
    type_of(text)


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft(identifiers=[])


def url(row: Request) -> str:
    return f"/requests/{row.pk}/identifiers/"


@pytest.mark.django_db
def test_all_lines_are_taken_in_their_order(draft: Request, client: Client) -> None:
    text = "185.220.101.7, 51234, 2026-11-14T08:21:07+04:00\r\n\r\nhelp@bank.example\r\nbank-login.example\r\n"
    assert send(client, url(draft), "paste", lines=text).headers["Location"] == url(draft)
    assert [one.type for one in draft.identifiers.all()] == ["ip", "email", "domain"]
    assert "3 identifiers are added." in client.get(url(draft)).content.decode()


@pytest.mark.django_db
def test_one_bad_line_and_none_is_taken_and_all_is_still_there(draft: Request, client: Client) -> None:
    text = "185.220.101.7, 51234, 2026-11-14T08:21:07+04:00\n\n185.220.101.300, 2026-11-14T08:21:07Z\n185.220.101.9"
    response = send(client, url(draft), "paste", lines=text)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Line 3: What “185.220.101.300” is cannot be told" in page
    assert "Line 4: Enter when the address was used" in page
    assert fields_of(response, "paste")["lines"] == text
    assert not draft.identifiers.exists()


@pytest.mark.django_db
def test_lines_that_are_twice_are_named_by_their_number(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "paste", lines="a@bank.example\n\na@bank.example")
    assert "Line 3: This identifier is already in the list" in response.content.decode()
    assert not draft.identifiers.exists()


@pytest.mark.django_db
def test_an_instant_without_an_offset_is_refused_until_one_is_chosen(draft: Request, client: Client) -> None:
    text = "185.220.101.7 51234 2026-11-14 08:21:07"
    assert "Line 1: Give the offset from UTC too" in send(client, url(draft), "paste", lines=text).content.decode()
    assert send(client, url(draft), "paste", lines=text, lines_offset="+04:00").status_code == 302
    assert draft.identifiers.get().at_offset == 240


@pytest.mark.django_db
def test_many_problems_are_counted_and_not_all_listed(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "paste", lines="\n".join("nonsense" for _number in range(300)))
    assert "And 280 more. Nothing was taken yet." in response.content.decode()


@pytest.mark.django_db
def test_more_than_a_request_takes_is_refused_as_a_whole(draft: Request, client: Client) -> None:
    text = "\n".join(f"user{number}@bank.example" for number in range(10_000))
    response = send(client, url(draft), "paste", lines=text)
    assert "These are 10000 lines. A request takes at most 1000 identifiers." in response.content.decode()
    assert fields_of(response, "paste")["lines"] == text


@pytest.mark.django_db
def test_nothing_pasted(draft: Request, client: Client) -> None:
    assert "Paste at least one line." in send(client, url(draft), "paste", lines=" \n ").content.decode()
