"""Instants in logs: the offset is written, or chosen, or that of a clock which can be told; it is never guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.identifiers.errors import Unreadable
from requests_app.identifiers.moments import is_moment, iso
from requests_app.instants import offsets_at, parse_instant

ZONES = st.sampled_from(
    ["Asia/Tbilisi", "Europe/Bucharest", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-14T08:21:07+04:00", "2026-11-14T08:21:07+04:00"),
        ("2026-11-14 08:21:07 +04:00", "2026-11-14T08:21:07+04:00"),
        ("2026-11-14t08:21:07z", "2026-11-14T08:21:07+00:00"),
        ("2026-11-14 8:21 UTC", "2026-11-14T08:21+00:00"),
        ("2026-11-14 08:21:07+0400", "2026-11-14T08:21:07+04:00"),
        ("2026-11-14 08:21:07 +4", "2026-11-14T08:21:07+04:00"),
        ("2026-11-14 08:21:07 GMT-03:30", "2026-11-14T08:21:07-03:30"),
        ("2026-11-14 08:21:07,250 Z", "2026-11-14T08:21:07.250+00:00"),
        ("14.11.2026 08:21:07 +04:00", "2026-11-14T08:21:07+04:00"),
        ("4.1.2026 8:21 +04:00", "2026-01-04T08:21+04:00"),
        ("2026-11-14 08:21:07 Asia/Tbilisi", "2026-11-14T08:21:07+04:00"),
        ("2026-07-14 08:21:07 Europe/Bucharest", "2026-07-14T08:21:07+03:00"),
        ("2026-11-14 08:21:07 Europe/Bucharest", "2026-11-14T08:21:07+02:00"),
        ("2026-11-14T08:21:07+02:00[Europe/Bucharest]", "2026-11-14T08:21:07+02:00"),
        ("2026-10-25T03:30:00+03:00 Europe/Bucharest", "2026-10-25T03:30:00+03:00"),
        ("2026-11-14 08:21:07", "2026-11-14T08:21:07"),
    ],
)
def test_an_instant_is_read(written: str, read: str) -> None:
    assert is_moment(written)
    assert iso(written) == read


@pytest.mark.parametrize(
    ("clock", "read"),
    [
        ("", "2026-07-14T08:21:07"),
        ("+02:00", "2026-07-14T08:21:07+02:00"),
        ("Europe/Bucharest", "2026-07-14T08:21:07+03:00"),
    ],
)
def test_the_chosen_clock_is_for_instants_without_an_offset(clock: str, read: str) -> None:
    assert iso("2026-07-14 08:21:07", clock) == read
    assert iso("2026-07-14 08:21:07 +04:00", clock) == "2026-07-14T08:21:07+04:00"
    assert iso("2026-07-14 08:21:07 Asia/Tbilisi", clock) == "2026-07-14T08:21:07+04:00"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (
            "2026-10-25 03:30:00 Europe/Bucharest",
            "In Europe/Bucharest clocks showed 2026-10-25 03:30:00 twice that night.",
        ),
        ("2026-03-29 03:30:00 Europe/Bucharest", "In Europe/Bucharest no clock showed 2026-03-29 03:30:00"),
        ("2026-11-14 08:21:07 +03:00 Europe/Bucharest", "In Europe/Bucharest the offset was +02:00"),
        ("2026-11-14 08:21:07 CET", "“CET” is no time zone that is known everywhere."),
        ("2026-11-14 08:21:07 Europe/Nowhere", "“Europe/Nowhere” is no time zone"),
        ("2026-11-14 08:21:07 foo", "“foo” is no time zone"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(written: str, why: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        iso(written)
    assert str(refusal.value).startswith(why)


def test_an_hour_that_clocks_show_twice_asks_for_one_of_two_offsets() -> None:
    with pytest.raises(Unreadable, match=r"Write which: \+03:00, \+02:00, the first or the second\."):
        iso("2026-10-25 03:30:00", "Europe/Bucharest")


@pytest.mark.parametrize("text", ["", "14/11/2026 08:21", "2026-11-14", "08:21:07", "1763108467", "port 443"])
def test_what_is_no_instant(text: str) -> None:
    assert not is_moment(text)


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31", "1812-06-24"])
def test_a_day_that_is_none_is_left_to_the_judge_of_instants(day: str) -> None:
    with pytest.raises(ValueError, match=r"that exist|between 1970 and 2099"):
        parse_instant(iso(f"{day} 08:21:07 Asia/Tbilisi") or "none")


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), ZONES)  # noqa: DTZ001
def test_a_clock_has_one_offset_but_where_it_is_changed(wall: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    offsets = offsets_at(zone, wall)
    assert len(offsets) <= 2
    for offset in offsets:
        instant = wall.replace(tzinfo=timezone(offset))
        assert instant.astimezone(zone).replace(tzinfo=None) == wall
    assert len(offsets) == 1 or offsets_at(zone, wall - timedelta(days=1)) != offsets_at(zone, wall + timedelta(days=1))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), ZONES)  # noqa: DTZ001
def test_every_instant_is_among_those_that_its_clock_may_mean(instant: datetime, name: str) -> None:
    local = instant.astimezone(ZoneInfo(name))
    assert local.utcoffset() in offsets_at(ZoneInfo(name), local.replace(tzinfo=None))


@given(st.datetimes(datetime(1971, 1, 1), datetime(2098, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_what_is_written_is_what_is_read(wall: datetime, minutes: int) -> None:
    instant = wall.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    for written in (instant.isoformat(), instant.isoformat(sep=" "), instant.strftime("%d.%m.%Y %H:%M:%S.%f %z")):
        assert parse_instant(iso(written)) == instant
