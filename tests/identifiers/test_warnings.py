"""What is said of an identifier that is right in form and will still be asked back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.identifiers.one import clean_identifier
from requests_app.instants import parse_instant
from requests_app.kinds.base import GivenIdentifier
from requests_app.kinds.clock_warnings import ambiguity
from requests_app.kinds.identifier_warnings import of_identifier, of_identifiers
from tests.identifiers.cases import CASES, Case

NOW = datetime(2026, 11, 21, tzinfo=UTC)
CLOCKS = ("Asia/Tbilisi", "Europe/Bucharest")
AT = "2026-11-14T08:21:07+04:00"


def codes(**given: object) -> list[str]:
    identifier, errors = clean_identifier({"type": "ip", "at": AT, "port": 443, **given})
    assert identifier, errors
    return [caution.code for caution in of_identifier(identifier, now=NOW, clocks=CLOCKS)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("185.220.101.7", []),
        ("2a02:ed8::1", []),
        ("10.0.0.7", ["private_address"]),
        ("100.64.0.1", ["private_address"]),
        ("127.0.0.1", ["private_address"]),
        ("169.254.1.1", ["private_address"]),
        ("224.0.1.1", ["private_address"]),
        ("255.255.255.255", ["private_address"]),
        ("0.0.0.0", ["private_address"]),  # noqa: S104
        ("fe80::1", ["private_address"]),
        ("fd00::1", ["private_address"]),
        ("::1", ["private_address"]),
        ("ff02::1", ["private_address"]),
        ("::ffff:10.0.0.7", ["private_address"]),
        ("192.0.2.1", ["documentation_address"]),
        ("198.51.100.4", ["documentation_address"]),
        ("203.0.113.9", ["documentation_address"]),
        ("2001:db8::7f3a", ["documentation_address"]),
        ("3fff::1", ["documentation_address"]),
    ],
)
def test_an_address_that_belongs_to_nobody(value: str, found: list[str]) -> None:
    assert codes(value=value) == found


def test_without_a_port_an_ipv4_address_may_be_that_of_many() -> None:
    assert codes(value="185.220.101.7", port=None) == ["port_missing"]
    assert codes(value="2a02:ed8::1", port=None) == []


@pytest.mark.parametrize(
    ("type_", "value", "found"),
    [
        ("url", "https://bank.example/x", []),
        ("url", "https://bank.example@other.example/x", ["url_user"]),
        ("url", "http://10.0.0.7/x", ["private_address"]),
        ("url", "http://[2001:db8::1]:8080/", ["documentation_address"]),
        ("url", "http://185.220.101.7/", []),
        ("phone", "+355692123456", []),
        ("phone", "+355000000000", ["number_unlikely"]),
        ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", []),
        ("wallet", "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV", ["wallet_unchecked"]),
    ],
)
def test_what_to_compare_with_the_source(type_: str, value: str, found: list[str]) -> None:
    assert codes(type=type_, value=value, port=None) == found


@pytest.mark.parametrize(
    ("at", "until", "found"),
    [
        (AT, "2026-11-14T09:00:00+04:00", []),
        ("2026-11-22T00:00:00Z", None, ["future_instant"]),
        (AT, "2027-01-01T00:00:00Z", ["future_instant"]),
        ("1989-12-31T23:59:59Z", None, ["early_instant"]),
        ("1970-01-01T00:00:00Z", None, ["early_instant"]),
        ("1990-01-01T00:00:00Z", None, []),
        # clocks in Romania went back from 04:00 to 03:00 that night
        ("2026-10-25T03:30:00+03:00", None, ["ambiguous_time"]),
        ("2026-10-25T03:30:00+02:00", None, ["ambiguous_time"]),
        ("2026-10-25T02:30:00+03:00", "2026-10-25T03:59:59+02:00", ["ambiguous_time"]),
        ("2026-10-25T02:59:59+03:00", None, []),
        ("2026-10-25T04:00:00+02:00", None, []),
        ("2026-10-25T01:30:00Z", None, []),
        # and forward from 03:00 to 04:00 that one
        ("2026-03-29T03:30:00+02:00", None, ["ambiguous_time"]),
        ("2026-03-29T03:30:00+04:00", None, []),
        # summer time where it is winter
        ("2026-11-14T08:21:07+03:00", None, ["ambiguous_time"]),
        ("2026-07-14T08:21:07+03:00", None, []),
    ],
)
def test_instants(at: str, until: str | None, found: list[str]) -> None:
    assert codes(value="2a02:ed8::1", at=at, until=until) == found


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-10-25T03:30:00+03:00", "twice: first with +03:00, then with +02:00. Check which is meant."),
        ("2026-10-25T03:30:00+02:00", "twice: first with +03:00, then with +02:00. Check which is meant."),
        ("2026-11-14T08:21:07-05:00", "neither country at 2026-11-14 08:21:07 (+02:00, +04:00)."),
    ],
)
def test_the_clock_is_named(written: str, said: str) -> None:
    assert said in ambiguity(parse_instant(written), CLOCKS)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_a_clock_showed_is_only_ever_warned_of_where_it_showed_it_twice(instant: datetime) -> None:
    local = parse_instant(instant.astimezone(ZoneInfo("Europe/Bucharest")).replace(microsecond=0))
    said = ambiguity(local, ("Europe/Bucharest",))
    before, after = (local + timedelta(hours=hours) for hours in (-2, 2))
    changed = len({one.astimezone(ZoneInfo("Europe/Bucharest")).utcoffset() for one in (before, after)}) == 2
    assert changed or not said
    assert "neither" not in said


def test_where_no_clock_is_known_nothing_is_said_of_any() -> None:
    assert ambiguity(parse_instant("2026-11-14T08:21:07-05:00"), ()) == ""
    given = GivenIdentifier(type="email", value="a@bank.example", at=parse_instant("2026-11-14T08:21:07-05:00"))
    assert of_identifier(given, now=NOW) == []


def test_what_holds_of_very_many_is_said_of_some_and_counted() -> None:
    rows = [GivenIdentifier(type="ip", value=f"185.220.101.{number}", at=parse_instant(AT)) for number in range(100)]
    found = of_identifiers(rows, now=NOW, clocks=CLOCKS)
    assert [one.code for one in found] == ["port_missing"] * 5
    assert found[-1].message.endswith("The same is to be said of 95 more.")


@given(st.sampled_from([case for case in CASES if case.kept]))
def test_whatever_is_kept_can_be_judged(case: Case) -> None:
    assert codes(type=case.type, value=case.kept, port=None) is not None
