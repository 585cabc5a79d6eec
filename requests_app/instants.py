"""Points in time as people give them: always with an offset, kept as typed, compared in UTC. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def parse_instant(raw: Any) -> datetime:
    """An aware datetime with the fixed offset that was written, from ISO 8601 text or a datetime.

    Raises ValueError with a sentence for the person. An instant without an offset is refused, never guessed.
    """
    if isinstance(raw, datetime):
        instant = raw
    elif isinstance(raw, str) and len(raw) <= 40:
        try:
            instant = datetime.fromisoformat(raw.strip())
        except ValueError:
            raise ValueError(_not_an_instant()) from None
    else:
        raise ValueError(_not_an_instant())
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError(
            _("Give the offset from UTC too, such as +04:00 or Z: without it the instant cannot be known.")
        )
    if offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        raise ValueError(_("The offset from UTC must be between -14:00 and +14:00, in hours and minutes."))
    try:
        in_range = EARLIEST <= instant < LATEST
        fixed = instant.astimezone(timezone(offset))
    except OverflowError:
        in_range = False
    if not in_range:
        raise ValueError(_("The year must be between 1970 and 2099."))
    return fixed


def _not_an_instant() -> str:
    return _("Enter a date and time that exist, with the offset from UTC, such as 2026-11-14T08:21:07+04:00.")


def offset_minutes(instant: datetime) -> int:
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError("naive instant")
    return int(offset.total_seconds() // 60)


def with_offset(instant: datetime, minutes: int) -> datetime:
    """The same instant, shown with the offset it was given with."""
    return instant.astimezone(timezone(timedelta(minutes=minutes)))


def offsets_at(zone: ZoneInfo, wall: datetime) -> tuple[timedelta, ...]:
    """How far from UTC the clocks of a zone were when they showed `wall`, which has no offset of its own.

    One offset; two, the earlier instant first, in the hour that clocks show twice when they are put back; none in the
    hour that they leave out when they are put forward.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    if first == second:
        return (first,)
    return (first, second) if first > second else ()


def written_offset(offset: timedelta) -> str:
    """+04:00 for four hours east."""
    return datetime(2000, 1, 1, tzinfo=timezone(offset)).isoformat()[19:]


def as_utc_text(instant: datetime) -> str:
    """ISO 8601 in UTC with Z, as the HTTP contract answers."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
