"""Nobody is written to at night without need. Pure; all instants aware."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from mla_portal.zones import zone_named

EVENING, MORNING = time(20), time(7)


def morning_after(
    now: datetime, time_zone: str, *, evening: time = EVENING, morning: time = MORNING
) -> datetime | None:
    """When the quiet hours that it is now in `time_zone` end, in UTC; None outside them.

    They may run over midnight or not; where both ends are the same there are none. A zone that is not known holds
    nothing back: a mail at night does less harm than one too late.
    """
    try:
        zone = zone_named(time_zone)
    except LookupError:
        return None
    here = now.astimezone(zone)
    over_midnight = evening > morning
    late = here.time() >= evening
    quiet = (late or here.time() < morning) if over_midnight else evening <= here.time() < morning
    if not quiet:
        return None
    day = here.date() + timedelta(days=1) if over_midnight and late else here.date()
    # By the wall clock of that morning: the night may be an hour longer or shorter than others.
    return datetime.combine(day, morning, zone).astimezone(UTC)
