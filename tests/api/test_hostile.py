"""Bodies that nobody means well: never a fault of ours, always a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_django import Settings

from requests_app.kinds.preservation import PRESERVATION
from tests.api.calls import Caller
from tests.world import CASE, IP, World

pytestmark = pytest.mark.django_db

# More digits than Python writes out by itself.
HUGE = 10**4000
RAW = {
    "no JSON": b"{",
    "no UTF-8": b'{"title": "\xff"}',
    "another encoding": '{"title": "x"}'.encode("utf-16"),
    "NUL": b'{"title": "a\\u0000b"}',
    "half a surrogate pair": b'{"title": "\\ud800"}',
    "half a pair as a name": b'{"\\udc00": 1}',
    "deep": b"[" * 50_000 + b"]" * 50_000,
    "deep objects": b'{"a":' * 200 + b"1" + b"}" * 200,
    "1e400": b'{"content": {"duration_days": 1e400}}',
    "NaN": b'{"content": {"duration_days": NaN}}',
    "very many digits": b'{"port": ' + b"9" * 100_000 + b"}",
    "many digits": b'{"port": ' + b"9" * 4000 + b"}",
    "a list": b"[]",
    "a list of lists": b"[[]]",
    "text": b'"x"',
    "null": b"null",
    "number": b"5",
    "5 MB": json.dumps({"title": "x" * 5_000_000}).encode(),
    "the same name twice": b'{"action": "submit", "action": {}}',
    "an empty name": b'{"": 1}',
}
NUMBERS: list[Any] = [True, 5, -1, HUGE, 1.5]
TEXTS: list[Any] = ["", " ", "x" * 100_000, "١٢٣", "2026-11-14", "2026-11-14T08:21:07", "2026-02-30T00:00:00Z"]
OUT_OF_RANGE: list[Any] = ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
NESTED: list[Any] = [[], [None], [[]], [{}], [HUGE], {}, {"a": {}}, {"name": []}]
VALUES = [None, *NUMBERS, *TEXTS, *OUT_OF_RANGE, *NESTED]


@pytest.fixture(autouse=True)
def _without_throttle(settings: Settings) -> None:
    settings.API_CALLS_PER_MINUTE = 10**6


JSON = "application/json"
WRITES = [
    ("post", "cases/"),
    ("patch", "cases/{case}/"),
    ("post", "requests/"),
    ("patch", "requests/{draft}/"),
    ("post", "requests/{draft}/actions/"),
    ("post", "requests/{draft}/identifiers/"),
    ("post", "documents/verify/"),
    ("post", "requests/{draft}/messages/"),
    ("post", "requests/{draft}/measures/"),
    ("post", "requests/{draft}/attachments/"),
]
QUERIES = {
    "cases/": ("q", "cursor", "page_size"),
    "requests/": ("q", "box", "status", "kind", "counterpart", "overdue"),
    "deadlines/": ("state", "mine", "cursor"),
    "requests/{draft}/preview.pdf": ("lang", ""),
}


@pytest.fixture
def rows(world: World) -> dict[str, str]:
    draft = world.draft()
    return {"draft": str(draft.pk), "case": str(draft.case_id)}


def test_raw_bodies(officer: Caller, rows: dict[str, str]) -> None:
    tried = [(method, path.format(**rows), JSON) for method, path in WRITES]
    tried += [(method, path, "x") for method, path, _type in tried]
    tried.append(("post", f"requests/{rows['draft']}/identifiers/", "text/csv"))
    tried.append(("post", "documents/verify/", "multipart/form-data; boundary=x"))
    for method, path, content_type in tried:
        for name, body in RAW.items():
            answer = send(officer, method, path, body, content_type)
            assert 400 <= answer.status_code < 500, (method, path, name, answer.content[:300])
            assert {"message", "code"} <= set(answer.json()), (method, path, name)


def test_every_answer_of_a_draft_as_everything_it_is_not(officer: Caller, rows: dict[str, str]) -> None:
    for value in VALUES:
        judged(officer, "patch", f"requests/{rows['draft']}/", {"content": dict.fromkeys(PRESERVATION.fields, value)})
        for field in ("urgency", "requested_authority", "identifiers", "content"):
            judged(officer, "patch", f"requests/{rows['draft']}/", {field: value})


def test_every_answer_of_a_new_request(officer: Caller, rows: dict[str, str]) -> None:
    given = {"case": rows["case"], "kind": "preservation", "requested_authority": "RO-247", "follows": None}
    for field in (*given, "urgency", "content", "identifiers"):
        for value in VALUES:
            judged(officer, "post", "requests/", {**given, field: value})


def test_every_answer_of_a_case(officer: Caller) -> None:
    given = {"authority": "GE-CA", **CASE}
    for field in given:
        for number, value in enumerate(VALUES):
            judged(officer, "post", "cases/", {**given, "reference": f"{field}-{number}", field: value})
    for value in VALUES:
        offence = dict.fromkeys(("article", "provision", "title", "max_penalty"), value)
        judged(officer, "post", "cases/", {**given, "reference": "GE-1", "offences": [offence]})


def test_every_answer_of_an_identifier(officer: Caller, rows: dict[str, str]) -> None:
    for field in IP:
        for value in VALUES:
            judged(
                officer, "post", f"requests/{rows['draft']}/identifiers/", {**IP, "note": f"{value}"[:9], field: value}
            )


def test_every_answer_of_a_move(world: World, officer: Caller, supervisor: Caller, contact: Caller) -> None:
    moves = (
        (supervisor, world.in_review(), "return", "reason"),
        (supervisor, world.in_review(), "approve", "seen"),
        (officer, world.approved(), "send", "channel"),
        (officer, world.approved(), "send", "recipients"),
        (contact, world.sent(), "acknowledge", "their_reference"),
        (contact, world.sent(), "acknowledge", "note"),
        (officer, world.sent(), "withdraw", "reason"),
        (officer, world.draft(), "submit", "action"),
    )
    for person, row, action, field in moves:
        for value in VALUES:
            judged(person, "post", f"requests/{row.pk}/actions/", {"action": action, field: value})


def test_every_answer_of_the_requested_side(world: World, contact: Caller) -> None:
    """A move that succeeds would shut out the next: what is not tried here is given rightly, but never enough."""
    acknowledged = world.acknowledged()
    moves = {
        "refuse": ("ground", "reason", "considered"),
        "redirect": ("authority",),
        "postpone": ("until", "reason"),
        "complete": ("outcome", "preserved_from", "preserved_until", "items"),
    }
    for action, fields in moves.items():
        for field in fields:
            for value in VALUES:
                body = {"action": action, "ground": "nonsense", "outcome": "nonsense", "until": "1999-01-01"}
                body |= {"authority": "XX-000", field: value}
                judged(contact, "post", f"requests/{acknowledged.pk}/actions/", body)
    acknowledged.refresh_from_db()
    assert acknowledged.status == "acknowledged"


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("requests/{sent}/messages/", {"text": "Called.", "means": "phone", "said_by": "Desk", "side": "requesting"}),
        ("requests/{sent}/measures/", {"kind": "search", "custodian": "Hosting SRL", "ordered_on": "2026-11-14"}),
        ("incoming/", {"requested_authority": "RO-247", "requesting_authority": "US-247", "kind": "preservation"}),
    ],
)
def test_every_answer_of_what_lies_beside(world: World, contact: Caller, path: str, given: dict[str, Any]) -> None:
    url = path.format(sent=world.acknowledged().pk)
    more = ("said_at", "topic", "attachments", "items", "note", "preserved_from", "preserved_until", "released_on")
    arrived = ("content", "facts", "offences", "identifiers", "sender_reference", "received_at", "channel", "repeated")
    for field in (*given, *(arrived if path == "incoming/" else more)):
        for value in VALUES:
            judged(contact, "post", url, {**given, field: value})


def test_hostile_queries(officer: Caller, rows: dict[str, str]) -> None:
    values = ("%00", "%ff", "%ED%A0%80", "9" * 5000, "-1", "%F0%9F%98%80", "'--", "x" * 9000, "[]")
    for path, names in QUERIES.items():
        for name in names:
            for value in values:
                answer = officer.client.get(f"/api/v1/{path.format(**rows)}?{name}={value}")
                assert answer.status_code in (200, 400), (path, name, value, answer.content[:300])


def judged(person: Caller, method: str, path: str, body: dict[str, Any]) -> None:
    answer = send(person, method, path, json.dumps(body).encode(), "application/json")
    assert answer.status_code < 500, (method, path, str(body)[:300])
    if answer.status_code >= 400:
        assert {"message", "code"} <= set(answer.json())


def send(person: Caller, method: str, path: str, body: bytes, content_type: str) -> Any:
    return getattr(person.client, method)(f"/api/v1/{path}", body, content_type=content_type)
