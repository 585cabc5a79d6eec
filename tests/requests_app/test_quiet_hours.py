"""When the night ends, in the zone of the reader."""

from __future__ import annotations

from datetime import datetime

import pytest

from requests_app.quiet_hours import morning_after

TABLE = [
    # by day, to the minute
    ("Asia/Tbilisi", "2026-11-14T07:00:00+04:00", None),
    ("Asia/Tbilisi", "2026-11-14T19:59:59+04:00", None),
    # before and after midnight
    ("Asia/Tbilisi", "2026-11-14T20:00:00+04:00", "2026-11-15T07:00:00+04:00"),
    ("Asia/Tbilisi", "2026-11-15T00:00:00+04:00", "2026-11-15T07:00:00+04:00"),
    ("Asia/Tbilisi", "2026-11-15T06:59:59+04:00", "2026-11-15T07:00:00+04:00"),
    # what counts is the hour there, not that of the instant as it is given
    ("America/New_York", "2026-11-14T12:00:00+04:00", "2026-11-14T07:00:00-05:00"),
    ("America/New_York", "2026-11-14T20:00:00+04:00", None),
    ("Asia/Kathmandu", "2026-11-14T14:15:00+00:00", "2026-11-15T07:00:00+05:45"),
    # the clock goes forward that night, and back that night
    ("Europe/Bucharest", "2026-03-28T22:00:00+02:00", "2026-03-29T07:00:00+03:00"),
    ("Europe/Bucharest", "2026-10-24T22:00:00+03:00", "2026-10-25T07:00:00+02:00"),
    # both times that 03:30 comes in the night of autumn
    ("Europe/Bucharest", "2026-10-25T03:30:00+03:00", "2026-10-25T07:00:00+02:00"),
    ("Europe/Bucharest", "2026-10-25T03:30:00+02:00", "2026-10-25T07:00:00+02:00"),
    ("Europe/Bucharest", "2026-12-31T23:00:00+02:00", "2027-01-01T07:00:00+02:00"),
    ("Nowhere/Known", "2026-11-14T23:00:00+00:00", None),
    ("", "2026-11-14T23:00:00+00:00", None),
]


@pytest.mark.parametrize(("zone", "now", "morning"), TABLE)
def test_the_night_ends_at_seven_there(zone: str, now: str, morning: str | None) -> None:
    expected = datetime.fromisoformat(morning) if morning else None
    assert morning_after(datetime.fromisoformat(now), zone) == expected
