"""Nobody is written to at night without need. Pure; all instants aware."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVENING, MORNING = time(20), time(7)


def morning_after(now: datetime, time_zone: str) -> datetime | None:
    """When the night that it is now in `time_zone` ends, in UTC; None by day.

    A zone that is not known holds nothing back: a mail at night does less harm than one too late.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        return None
    here = now.astimezone(zone)
    if MORNING <= here.time() < EVENING:
        return None
    day = here.date() + timedelta(days=1) if here.time() >= EVENING else here.date()
    # By the wall clock of that morning: the night may be an hour longer or shorter than others.
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
