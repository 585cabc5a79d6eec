"""How instants and time left are written. The script countdown.js repeats `time_left` word for word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone as django_timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86400


def time_left(due: datetime, now: datetime) -> str:
    """`2 h 14 min left`, `35 min overdue`. Whole minutes, rounded down: no time is promised that is not there."""
    seconds = int((due - now).total_seconds())
    template = _("%(span)s left") if due >= now else _("%(span)s overdue")
    return template % {"span": span(abs(seconds))}


def span(seconds: int) -> str:
    """A length of time in its two largest units."""
    days, hours, minutes = seconds // DAY, seconds % DAY // HOUR, seconds % HOUR // MINUTE
    parts = {"days": days, "hours": hours, "minutes": minutes}
    if days:
        return _("%(days)s d %(hours)s h") % parts
    if hours:
        return _("%(hours)s h %(minutes)s min") % parts
    if minutes:
        return _("%(minutes)s min") % parts
    return _("less than 1 min")


def urgency_of_time(due: datetime, now: datetime, start: datetime | None = None) -> str:
    """`overdue`, `soon` (the last quarter, or the last hour when the start is not known) or `calm`."""
    if due < now:
        return "overdue"
    return "soon" if due - now <= soon_after(due, start) else "calm"


def soon_after(due: datetime, start: datetime | None) -> timedelta:
    return (due - start) / 4 if start else timedelta(hours=1)


def zone_of(given: str | tzinfo | None) -> tzinfo:
    """The zone to show: a name, a zone, or the reader's own."""
    if isinstance(given, str) and given:
        return ZoneInfo(given)
    return given if isinstance(given, tzinfo) else django_timezone.get_current_timezone()


def zone_label(zone: tzinfo, at: datetime) -> str:
    """`Tbilisi` for Asia/Tbilisi, `UTC`, or `UTC+04:00` for a bare offset."""
    key = getattr(zone, "key", "")
    if key:
        return str(key).rsplit("/", 1)[-1].replace("_", " ")
    if zone is UTC or at.astimezone(zone).utcoffset() == timedelta(0):
        return "UTC"
    return str(timezone(at.astimezone(zone).utcoffset() or timedelta(0)))


def written(at: datetime, zone: tzinfo, *, seconds: bool = False, day: bool = True) -> str:
    """`21 Nov 2026, 14:03` in the zone, without its name."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    return f"{date_format(local, 'j M Y')}, {clock}" if day else clock
