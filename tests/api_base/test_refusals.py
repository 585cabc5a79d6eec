"""Whatever a client sends, it is told what is wrong in one shape, and never that the fault is ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.api_base.conftest import Call

pytestmark = pytest.mark.urls("tests.api_base.endpoints")

URL = "/api/v1/bookings/"
GOOD = b'{"title": "Review", "at": "2026-11-14T08:21:07+04:00"}'
DEEP = b"[" * 100_000 + b"]" * 100_000

BAD_BODIES: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("not JSON", b"{"),
    ("not UTF-8", b'{"title": "\xff\xfe"}'),
    ("a byte order mark", b"\xef\xbb\xbf" + GOOD),
    ("NUL in a text", b'{"title": "a\\u0000b", "at": "2026-11-14T08:21:07Z"}'),
    ("NUL in a name", b'{"a\\u0000b": 1, "title": "Review", "at": "2026-11-14T08:21:07Z"}'),
    ("half a surrogate pair", b'{"title": "\\ud800", "at": "2026-11-14T08:21:07Z"}'),
    ("too deep", DEEP),
    ("twenty-one deep", b'{"title": ' + b"[" * 21 + b"]" * 21 + b"}"),
    ("NaN", b'{"title": "Review", "seats": NaN}'),
    ("infinity", b'{"title": "Review", "seats": 1e999}'),
    ("a number without end", b'{"seats": ' + b"9" * 5000 + b"}"),
    ("a list", b"[]"),
    ("null", b"null"),
    ("a text", b'"Review"'),
    ("a number", b"7"),
    ("wrong types", b'{"title": {}, "at": 7, "seats": "many", "guests": {}}'),
    ("a title too long", b'{"title": "' + b"x" * 21 + b'", "at": "2026-11-14T08:21:07Z"}'),
]


@pytest.mark.parametrize("body", [body for _name, body in BAD_BODIES], ids=[name for name, _body in BAD_BODIES])
def test_a_bad_body(call: Call, body: bytes) -> None:
    answer = call("post", URL, body=body)

    assert answer.status_code == 400, answer.content
    assert answer.json()["message"]
    assert answer.json()["code"]
    assert all(isinstance(text, str) for texts in answer.json()["errors"].values() for text in texts)


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-14T08:21:07",
        "2026-11-14",
        "",
        "tomorrow",
        "2026-13-14T08:21:07Z",
        "2026-11-14T24:21:07Z",
        "2026-11-14T08:21:60Z",
        "2026-11-14T08:21:07+99:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        None,
        True,
        1763108467,
        ["2026-11-14T08:21:07Z"],
        {"at": "2026-11-14T08:21:07Z"},
    ],
)
def test_a_moment_that_is_none(call: Call, moment: object) -> None:
    answer = call("post", URL, {"title": "Review", "at": moment})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["at"]


def test_a_moment_without_offset_is_refused_with_the_reason(call: Call) -> None:
    answer = call("post", URL, {"title": "Review", "at": "2026-11-14T08:21:07"})

    assert "offset" in answer.json()["message"]


def test_a_moment_is_answered_in_utc(call: Call) -> None:
    assert call("post", URL, body=GOOD).json()["at"] == "2026-11-14T04:21:07Z"


def test_errors_within_are_named_by_their_path(call: Call) -> None:
    guests: list[Any] = [{"name": "Ana"}, {"name": "x" * 11}, {}, 7]
    answer = call("post", URL, {"title": "Review", "at": "2026-11-14T08:21:07Z", "guests": guests})

    assert set(answer.json()["errors"]) == {"guests.1.name", "guests.2.name", "guests.3"}


def test_a_body_that_is_too_large(call: Call, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    for headers in ({}, {"Idempotency-Key": "large"}):
        answer = call("post", URL, body=b'"' + b"x" * 101 + b'"', **headers)

        assert answer.status_code == 413
        assert answer.json()["code"] == "too_large"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        ("put", URL, {}, 405, "method_not_allowed"),
        ("get", URL, {"accept": "application/xml"}, 406, "not_acceptable"),
        ("get", "/api/v1/refusing/conflict/", {}, 409, "conflict"),
        ("get", "/api/v1/refusing/403/", {}, 403, "not_allowed"),
        ("get", "/api/v1/nothing/", {}, 404, "not_found"),
        ("post", "/api/nothing", {}, 404, "not_found"),
        ("post", "/api/v1/bookings", {}, 404, "not_found"),
        ("get", "/api/v1/overflowing/?number=99999999", {}, 400, "invalid"),
        ("get", f"{URL}?q=%00", {}, 400, "invalid"),
        ("get", "/api/v1/refusing/%00/", {}, 400, "invalid"),
        ("get", f"{URL}?cursor=nonsense", {}, 400, "invalid"),
        ("get", f"{URL}?cursor=%FF%FE", {}, 400, "invalid"),
        ("get", f"{URL}?page_size=0", {}, 400, "invalid"),
        ("get", f"{URL}?page_size=201", {}, 400, "invalid"),
        ("get", f"{URL}?page_size=-1", {}, 400, "invalid"),
        ("get", f"{URL}?page_size=%D9%A3", {}, 400, "invalid"),
        ("get", "/api/v1/refusing/fault/", {}, 500, "error"),
    ],
)
def test_other_refusals(call: Call, method: str, path: str, headers: dict[str, str], status: int, code: str) -> None:
    answer = call(method, path, **headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]
    if status == 400:
        assert answer.json()["errors"]


def test_a_body_of_another_kind(call: Call, client: Client) -> None:
    answer = call("post", URL, body=GOOD, **{"content-type": "text/plain"})

    assert answer.status_code == 415
    assert "application/json" in answer.json()["message"]


def test_a_host_that_is_not_ours_is_answered_as_json(client: Client) -> None:
    answer = client.get("/api/v1/nothing/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"


def test_a_conflict_says_what_could_be_done(call: Call) -> None:
    assert call("get", "/api/v1/refusing/conflict/").json()["allowed_actions"] == ["wait"]


def test_too_many_calls_with_one_token(call: Call, settings: LazySettings) -> None:
    settings.API_CALLS_PER_MINUTE = 2
    assert [call("get", URL).status_code for _ in range(3)] == [200, 200, 429]

    answer = call("get", URL)
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer.json()["code"] == "throttled"
