"""Shifts by the wall clock, holes and overlaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.roster import MAX_DAYS, Span, holes, overlaps, shifts_planned, wall_instant, week_before

BUCHAREST, TBILISI, APIA = ZoneInfo("Europe/Bucharest"), ZoneInfo("Asia/Tbilisi"), ZoneInfo("Pacific/Apia")
ZONES = st.sampled_from(
    ["Europe/Bucharest", "Asia/Tbilisi", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"]
).map(ZoneInfo)
DAYS = st.dates(date(2011, 1, 1), date(2040, 12, 31))
TIMES = st.times().map(lambda at: at.replace(microsecond=0))
CHANGES = st.sets(TIMES, min_size=1, max_size=6)
BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
HOURS = st.integers(0, 100)
SPANS = st.lists(st.tuples(HOURS, st.integers(1, 30)).map(lambda pair: _span(pair[0], pair[0] + pair[1])), max_size=12)


def _span(first: int, last: int) -> Span:
    return Span(BEGIN + timedelta(hours=first), BEGIN + timedelta(hours=last))


def _hours(spans: list[Span]) -> list[float]:
    return [(end - begin).total_seconds() / 3600 for begin, end in spans]


def test_two_shifts_a_day() -> None:
    spans = shifts_planned(date(2026, 11, 23), 7, [time(20), time(8)], TBILISI)
    assert len(spans) == 14
    assert spans[0] == Span(datetime(2026, 11, 23, 4, tzinfo=UTC), datetime(2026, 11, 23, 16, tzinfo=UTC))
    assert spans[-1].ends_at == datetime(2026, 11, 30, 4, tzinfo=UTC)


def test_one_change_a_day_makes_shifts_of_a_day() -> None:
    assert _hours(shifts_planned(date(2026, 11, 23), 3, [time(8)], TBILISI)) == [24, 24, 24]


def test_the_night_in_which_the_clocks_go_back_is_longer() -> None:
    assert _hours(shifts_planned(date(2026, 10, 24), 1, [time(8), time(20)], BUCHAREST)) == [12, 13]
    assert _hours(shifts_planned(date(2026, 10, 24), 1, [time(8)], BUCHAREST)) == [25]


def test_the_night_in_which_the_clocks_go_forward_is_shorter() -> None:
    assert _hours(shifts_planned(date(2026, 3, 28), 1, [time(8), time(20)], BUCHAREST)) == [12, 11]
    assert _hours(shifts_planned(date(2026, 3, 28), 1, [time(8)], BUCHAREST)) == [23]


def test_a_time_that_comes_twice_is_its_first_coming() -> None:
    # 04:00 becomes 03:00 on 25 October 2026 in Bucharest: 03:30 is at 00:30 UTC, and again at 01:30.
    assert wall_instant(date(2026, 10, 25), time(3, 30), BUCHAREST) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_is_left_out_is_the_moment_of_the_change() -> None:
    # 03:00 becomes 04:00 on 29 March 2026 in Bucharest, at 01:00 UTC.
    for minute in (0, 1, 30, 59):
        assert wall_instant(date(2026, 3, 29), time(3, minute), BUCHAREST) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_day_that_is_left_out_has_no_shift_of_its_own() -> None:
    # Samoa went from 29 to 31 December 2011.
    spans = shifts_planned(date(2011, 12, 29), 3, [time(8), time(20)], APIA)
    assert _hours(spans) == [12, 4, 8, 12, 12]


def test_shifts_within_the_hour_left_out_disappear() -> None:
    spans = shifts_planned(date(2026, 3, 29), 1, [time(0), time(3), time(3, 30), time(4), time(12)], BUCHAREST)
    assert _hours(spans) == [3, 8, 12]


@pytest.mark.parametrize(("days", "changes"), [(0, [time(8)]), (MAX_DAYS + 1, [time(8)]), (-1, [time(8)]), (7, [])])
def test_what_cannot_be_planned(days: int, changes: list[time]) -> None:
    with pytest.raises(ValueError, match="roster"):
        shifts_planned(date(2026, 11, 23), days, changes, TBILISI)


@given(DAYS, st.integers(1, MAX_DAYS), CHANGES, ZONES)
def test_planned_shifts_leave_no_hole_and_do_not_overlap(
    day: date, days: int, changes: set[time], zone: ZoneInfo
) -> None:
    spans = shifts_planned(day, days, changes, zone)
    first, last = wall_instant(day, min(changes), zone), wall_instant(day + timedelta(days=days), min(changes), zone)
    assert holes(spans, first, last) == []
    assert overlaps(spans) == []
    if spans:
        assert (spans[0].starts_at, spans[-1].ends_at) == (first, last)
    assert len(spans) <= days * len(changes)


@given(DAYS, CHANGES, ZONES)
def test_shifts_change_at_the_time_on_the_wall(day: date, changes: set[time], zone: ZoneInfo) -> None:
    for begin, _end in shifts_planned(day, 3, changes, zone):
        assert begin.astimezone(zone).time() in changes or _clocks_just_changed(begin, zone)


def _clocks_just_changed(instant: datetime, zone: ZoneInfo) -> bool:
    before = (instant - timedelta(seconds=1)).astimezone(zone)
    return before.utcoffset() != instant.astimezone(zone).utcoffset()


@given(DAYS, TIMES, TIMES, ZONES)
def test_a_later_time_is_never_an_earlier_instant(day: date, one: time, other: time, zone: ZoneInfo) -> None:
    early, late = sorted((one, other))
    assert wall_instant(day, early, zone) <= wall_instant(day, late, zone)
    assert wall_instant(day, late, zone) <= wall_instant(day + timedelta(days=1), early, zone)


@given(DAYS, TIMES, ZONES)
def test_a_week_before_is_at_the_same_time_on_the_wall(day: date, at: time, zone: ZoneInfo) -> None:
    instant = wall_instant(day, at, zone)
    if instant.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, at):
        assert week_before(instant, zone) == wall_instant(day - timedelta(days=7), at, zone)


def test_holes_of_a_roster() -> None:
    assert holes([], *_span(0, 24)) == [_span(0, 24)]
    assert holes([_span(0, 8), _span(12, 24)], *_span(0, 24)) == [_span(8, 12)]
    assert holes([_span(4, 8)], *_span(0, 24)) == [_span(0, 4), _span(8, 24)]
    assert holes([_span(-5, 40)], *_span(0, 24)) == []
    assert holes([_span(30, 40)], *_span(0, 24)) == [_span(0, 24)]


def test_overlaps_name_both() -> None:
    assert overlaps([_span(8, 16), _span(0, 9)]) == [(1, 0)]
    assert overlaps([_span(0, 24), _span(2, 4), _span(5, 6)]) == [(0, 1), (0, 2)]
    assert overlaps([_span(0, 8), _span(8, 16)]) == []


@given(SPANS)
def test_every_hour_is_covered_or_in_a_hole(spans: list[Span]) -> None:
    start, end = _span(10, 90)
    found = holes(spans, start, end)
    for hour in range(10, 90):
        at = BEGIN + timedelta(hours=hour)
        covered = any(begin <= at < finish for begin, finish in spans)
        assert covered != any(hole.starts_at <= at < hole.ends_at for hole in found)
    assert all(one.ends_at < other.starts_at for one, other in pairwise(found))


@given(SPANS)
def test_no_overlap_is_overlooked(spans: list[Span]) -> None:
    pairs = [
        (one, other)
        for place, one in enumerate(spans)
        for other in spans[place + 1 :]
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]
    assert bool(overlaps(spans)) == bool(pairs)
    for one, other in overlaps(spans):
        assert spans[one].starts_at <= spans[other].starts_at < spans[one].ends_at
