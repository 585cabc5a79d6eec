"""When the rungs of a ladder are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ladder import Ladder, Rung

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


def shares(*percents: int) -> list[Rung]:
    return [Rung(index=index, percent=percent) for index, percent in enumerate(percents)]


URGENT = Ladder(starts_at=START, due_at=START + timedelta(hours=4), rungs=shares(50, 100, 150))


@pytest.mark.parametrize(
    ("number", "hours"), [(0, 2), (1, 4), (2, 6), (3, 10), (4, 14)], ids=["half", "due", "past", "again", "and again"]
)
def test_rungs_of_four_hours(number: int, hours: int) -> None:
    assert URGENT.rung_at(number) == START + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("hours", "number"), [(0, None), (1.9, None), (2, 0), (3.9, 0), (4, 1), (6, 2), (9.9, 2), (10, 3), (54, 14)]
)
def test_the_newest_rung(hours: float, number: int | None) -> None:
    assert URGENT.newest_rung(START + timedelta(hours=hours)) == number


@given(
    percents=st.lists(st.integers(1, 300), min_size=1, max_size=6, unique=True).map(sorted),
    repeat=st.integers(10, 400),
    minutes=st.integers(0, 100_000),
)
def test_the_newest_rung_has_come_and_the_next_has_not(percents: list[int], repeat: int, minutes: int) -> None:
    ladder = Ladder(starts_at=START, due_at=START + timedelta(hours=24), rungs=shares(*percents), repeat_percent=repeat)
    now = START + timedelta(minutes=minutes)
    newest = ladder.newest_rung(now)
    if newest is None:
        assert now < ladder.rung_at(0)
    else:
        assert ladder.rung_at(newest) <= now < ladder.rung_at(newest + 1)
