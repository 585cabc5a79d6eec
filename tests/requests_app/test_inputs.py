"""Days that come with a move."""

from __future__ import annotations

from datetime import date

import pytest

from mla_portal.errors import Invalid
from requests_app.services.inputs import optional_day


def test_a_day_or_an_instant_on_a_day_there() -> None:
    assert optional_day("2026-12-01", "until", "UTC") == date(2026, 12, 1)
    assert optional_day(date(2026, 12, 1), "until", "UTC") == date(2026, 12, 1)
    assert optional_day("2026-11-30T22:30:00Z", "until", "Europe/Bucharest") == date(2026, 12, 1)
    assert optional_day("", "until", "UTC") is None


@pytest.mark.parametrize("raw", ["9999-12-31", "0001-01-01", date.max, date.min])
def test_a_year_that_nothing_can_be_reckoned_from_is_refused(raw: object) -> None:
    with pytest.raises(Invalid, match="between 1970 and 2099"):
        optional_day(raw, "until", "UTC")


@pytest.mark.parametrize("raw", ["2026-02-30", "tomorrow", 5, True, [], {}])
def test_what_is_no_day_is_refused(raw: object) -> None:
    with pytest.raises(Invalid, match="day that exists"):
        optional_day(raw, "until", "UTC")
