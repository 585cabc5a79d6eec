from __future__ import annotations

from typing import Any

import pytest

from requests_app.models import Identifier, Request
from tests.api.calls import Caller
from tests.world import IP, World

pytestmark = pytest.mark.django_db

MAIL = {"type": "email", "value": "payout@mail.example"}
HEADER = "type,value,port,at,until,note"


@pytest.fixture
def draft(world: World) -> Request:
    return world.draft(identifiers=[])


def path(row: Request) -> str:
    return f"requests/{row.pk}/identifiers/"


def test_one(draft: Request, officer: Caller) -> None:
    added = officer.post(path(draft), IP, 201)
    assert (added["value"], added["port"], added["at"]) == ("185.220.101.7", 51234, "2026-11-14T04:21:07Z")
    assert officer.get(path(draft)) == {"results": [added], "next": None}


def test_a_list(draft: Request, officer: Caller) -> None:
    added = officer.post(path(draft), [IP, MAIL], 201)["results"]
    assert [row["type"] for row in added] == ["ip", "email"]
    assert officer.get(path(draft))["results"] == added


def test_a_table(draft: Request, officer: Caller) -> None:
    table = (
        f"\ufeff{HEADER}\r\nip,198.51.100.23,51234,2026-11-14T08:21:07+04:00,,First\r\n\r\nemail,a@mail.example,,,,\r\n"
    )
    added = officer.post(path(draft), table, 201, kind="text/csv")["results"]
    assert [(row["type"], row["port"], row["note"]) for row in added] == [("ip", 51234, "First"), ("email", None, "")]


def test_a_table_may_leave_columns_out(draft: Request, officer: Caller) -> None:
    officer.post(path(draft), "value,type\na@mail.example,email\n", 201, kind="text/csv; charset=utf-8")


def test_wrong_rows_are_named_with_their_line_and_none_is_taken(draft: Request, officer: Caller) -> None:
    table = f'{HEADER}\nemail,a@mail.example,,,,"a note\nof two lines"\nip,300.1.1.1,99999,2026-11-14T08:21:07,,\n'
    errors = officer.post(path(draft), table, 400, kind="text/csv")["errors"]
    assert set(errors) == {"line 4.value", "line 4.port", "line 4.at"}
    assert errors["line 4.value"][0].startswith("Line 4, value: ")
    assert not Identifier.objects.exists()


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("\n", "line 1"),
        ("a,b\n1,2\n", "line 1"),
        ("type;address\nemail;a@mail.example\n", "line 1"),
        ("type,value,value\nemail,a@mail.example,x\n", "line 1"),
        ("type,value\nemail,a@mail.example,x\n", "line 2"),
        ('type,value\nemail,"a@mail.example\n', "line 2"),
        ("type,value\nemail," + "x" * 200_000 + "\n", "line 2"),
    ],
)
def test_what_is_no_table_is_named_with_its_line(draft: Request, officer: Caller, table: str, line: str) -> None:
    assert set(officer.post(path(draft), table, 400, kind="text/csv")["errors"]) == {line}


def test_a_table_in_another_encoding_is_refused(draft: Request, officer: Caller) -> None:
    answer = officer.client.post(f"/api/v1/{path(draft)}", b"type,value\nother,\xe9\n", content_type="text/csv")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({**IP, "port": 0, "at": "2026-11-14T08:21:07"}, {"port", "at"}),
        ({**IP, "colour": "red"}, {"colour"}),
        ([MAIL, {**MAIL, "value": "nobody"}, 5], {"identifiers.2.value", "identifiers.3"}),
        ([MAIL, MAIL], {"identifiers.2.value"}),
        ([MAIL] * 1001, {"identifiers"}),
        ("text", {"non_field_errors"}),
    ],
)
def test_a_wrong_one_is_named(draft: Request, officer: Caller, body: Any, fields: set[str]) -> None:
    assert set(officer.post(path(draft), body, 400)["errors"]) == fields
    assert not Identifier.objects.exists()


def test_reading_a_table_stops_where_no_request_could_hold_more(draft: Request, officer: Caller) -> None:
    table = "type,value\n" + "x\n" * 1000 + "email,a@mail.example\n" * 500_000 + '"'
    errors = officer.post(path(draft), table[: 6 * 1024 * 1024], 400, kind="text/csv")["errors"]
    assert errors == {"identifiers": ["A request holds at most 1000 identifiers."]}


def test_a_body_of_millions_of_rows_is_refused_before_they_are_made(draft: Request, officer: Caller) -> None:
    body = "[" + ",".join(["{}"] * 1_000_000) + "]"
    answer = officer.client.post(f"/api/v1/{path(draft)}", body, content_type="application/json")
    assert (answer.status_code, "100000 lists and objects" in answer.json()["message"]) == (400, True)


@pytest.mark.parametrize("kind", ["application/json", "text/csv"])
def test_of_many_wrong_rows_the_first_are_named_and_the_others_counted(
    draft: Request, officer: Caller, kind: str
) -> None:
    table = "type,value\n" + "email,nobody\n" * 80
    errors = officer.post(path(draft), table if kind == "text/csv" else [{**MAIL, "value": "x"}] * 80, 400, kind=kind)
    assert len(errors["errors"]) == 51
    assert errors["errors"]["identifiers"] == ["And 30 more rows are wrong. None was taken."]


def test_of_many_wrong_lines_the_first_are_named_and_the_others_counted(draft: Request, officer: Caller) -> None:
    errors = officer.post(path(draft), "type,value\n" + "email\n" * 80, 400, kind="text/csv")["errors"]
    assert ("line 51" in errors, "line 52" in errors, len(errors)) == (True, False, 51)


def test_sent_again_with_the_same_key_it_is_added_once(draft: Request, officer: Caller) -> None:
    key = "mail-1"
    assert officer.post(path(draft), MAIL, 201, key=key) == officer.post(path(draft), MAIL, 201, key=key)
    assert "value" in officer.post(path(draft), MAIL, 400)["errors"]


def test_only_a_draft_takes_more(world: World, officer: Caller, contact: Caller, stranger: Caller) -> None:
    row = world.sent()
    officer.post(path(row), MAIL, 409)
    contact.post(path(row), MAIL, 403)
    stranger.post(path(row), MAIL, 404)
    stranger.get(path(row), 404)
    assert len(contact.get(path(row))["results"]) == 1
    Caller(world.auditor).post(path(world.draft()), MAIL, 403)
