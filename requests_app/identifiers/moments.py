"""Instants as logs write them, brought to ISO 8601; the offset is that of the line, or of the clock that was chosen."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mla_portal.accounts.time_zones import time_zone_names
from requests_app.identifiers.errors import Unreadable
from requests_app.instants import EARLIEST, LATEST, offsets_at, written_offset

OFFSET = r"(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|Z|UTC|GMT"
DATE = r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
_ZONE = r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+)*"
ZONE = rf"\s+{_ZONE}|\s*\[{_ZONE}\]"
MOMENT = rf"(?:{DATE})(?:T|\s+){CLOCK}(?:\s*(?:{OFFSET}))?(?:{ZONE})?"
_PARTS = re.compile(rf"({DATE})(?:T|\s+)({CLOCK})(?:\s*({OFFSET}))?({ZONE})?", re.IGNORECASE)


def is_moment(text: str) -> bool:
    return bool(_PARTS.fullmatch(text))


def iso(text: str, clock: str = "") -> str:
    """The moment `text` in ISO 8601; without an offset where neither it nor `clock` has one.

    `clock` is an offset or the name of a time zone, for moments that have neither. Raises Unreadable where a clock
    of the zone showed this time twice, or never.
    """
    parts = _PARTS.fullmatch(text)
    if not parts:
        raise Unreadable(_("“%(text)s” is no instant such as 2026-11-14T08:21:07+04:00.") % {"text": text[:60]})
    day, hours, offset, zone = parts.groups()
    written = f"{_day(day)}T{_hours(hours)}"
    zone = zone.strip(" \t[]") if zone else ""
    if not (offset or zone):
        offset, zone = ("", clock) if "/" in clock else (clock, "")
    if zone:
        return written + _of_zone(written, zone, _offset(offset or ""))
    return written + _offset(offset or "")


def _day(text: str) -> str:
    if "." not in text:
        return text
    day, month, year = text.split(".")
    return f"{year}-{month:0>2}-{day:0>2}"


def _hours(text: str) -> str:
    return text.replace(",", ".") if text[2] == ":" else f"0{text.replace(',', '.')}"


def _offset(text: str) -> str:
    bare = text.upper().removeprefix("UTC").removeprefix("GMT").removeprefix("Z")
    if not bare:
        return "+00:00" if text else ""
    digits = bare[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{bare[0]}{hours:0>2}:{minutes}"


def _of_zone(written: str, zone: str, offset: str) -> str:
    """The offset that clocks of the zone had then; the one that is written has to be among those that fit.

    What is no day, or out of all range, is left for `parse_instant` to refuse.
    """
    if zone not in time_zone_names() or "/" not in zone:
        raise Unreadable(
            _("“%(zone)s” is no time zone that is known everywhere. Write the offset, as +04:00, or Asia/Tbilisi.")
            % {"zone": zone[:60]}
        )
    try:
        wall = datetime.fromisoformat(written)
    except ValueError:
        return offset
    if not EARLIEST.year <= wall.year < LATEST.year:
        return offset or "+00:00"
    fitting = [written_offset(one) for one in offsets_at(ZoneInfo(zone), wall)]
    names = {"time": f"{wall:%Y-%m-%d %H:%M:%S}", "zone": zone, "offsets": ", ".join(fitting)}
    if offset in fitting:
        return offset
    if not fitting:
        raise Unreadable(
            _("In %(zone)s no clock showed %(time)s: they were put forward over it. Check the time.") % names
        )
    if offset:
        raise Unreadable(_("In %(zone)s the offset was %(offsets)s at %(time)s. Correct one of the two.") % names)
    if len(fitting) > 1:
        raise Unreadable(
            _("In %(zone)s clocks showed %(time)s twice that night. Write which: %(offsets)s, the first or the second.")
            % names
        )
    return fitting[0]
