"""What a mail template needs to speak about time; of a blank it is said when that is filled in (`outbox.wording`)."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone, translation

from mla_portal.outbox.blanks import Blank
from mla_portal.outbox.instants import instants_in

register = template.Library()


@register.filter
def instant(value: datetime | str) -> str:
    """An instant (or its ISO 8601 text with an offset) in the reader's zone, with UTC in brackets beside it."""
    if isinstance(value, Blank):
        return value.through("instant")
    text = value if isinstance(value, str) else value.isoformat()
    return instants_in(translation.get_language()).in_zone(text, timezone.get_current_timezone())


@register.filter
def clock_in(value: str, zone: str) -> str:
    """The same instant by the clock of the other side: `19:30 in Bucharest`."""
    if isinstance(value, Blank) and isinstance(zone, Blank):
        return value.through("clock_in", zone)
    return instants_in(translation.get_language()).by_clock_of(value, zone, timezone.get_current_timezone())
