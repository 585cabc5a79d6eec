"""Instants and time left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.safestring import SafeString

from mla_portal.ui import times
from mla_portal.ui.components.library import draw, library


@library.simple_tag
def instant(
    value: datetime | None, tz: str | tzinfo | None = None, seconds: bool = False, short: bool = False
) -> SafeString:
    """An instant in the reader's zone, with UTC (and the counterpart's zone, `tz`) in small."""
    if value is None:
        return SafeString("")
    own = times.zone_of(None)
    others = [UTC, times.zone_of(tz)] if tz else [UTC]
    drawn = draw(
        "instant",
        iso=_iso(value),
        offset=(value.astimezone(own).utcoffset() or timedelta()) // timedelta(minutes=1),
        text=times.written(value, own, seconds=seconds),
        zone=times.zone_label(own, value),
        others=[] if short else _in_other_zones(value, own, others, seconds),
    )
    # A comma may follow: nothing stands between.
    return SafeString(drawn.strip())


@library.simple_tag
def countdown(due: datetime | None, start: datetime | None = None, now: datetime | None = None) -> SafeString:
    """Time left or overdue; the scripts keep it true while the page is open. `start` decides when it turns amber."""
    if due is None:
        return SafeString("")
    now = now or timezone.now()
    return draw(
        "countdown",
        iso=_iso(due),
        text=times.time_left(due, now),
        state=times.urgency_of_time(due, now, start),
        soon=int(times.soon_after(due, start).total_seconds()),
    )


def _iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _in_other_zones(value: datetime, own: tzinfo, zones: Iterable[tzinfo], seconds: bool) -> list[str]:
    shown = {value.astimezone(own).utcoffset()}
    texts = []
    for zone in zones:
        there = value.astimezone(zone)
        if there.utcoffset() in shown:
            continue
        shown.add(there.utcoffset())
        other_day = there.date() != value.astimezone(own).date()
        texts.append(f"{times.written(value, zone, seconds=seconds, day=other_day)} {times.zone_label(zone, value)}")
    return texts
