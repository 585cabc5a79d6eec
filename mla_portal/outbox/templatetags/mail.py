"""What a mail template needs to speak about time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def instant(value: datetime | str) -> str:
    """An instant (or its ISO 8601 text with an offset) in the reader's zone, with UTC in brackets beside it.

    Both are needed: the two sides of a request, and the legal texts, count in different zones.
    """
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if timezone.is_naive(moment):
        raise ValueError(f"The instant {value} has no offset")
    here, utc = timezone.localtime(moment), moment.astimezone(UTC)
    if here.utcoffset() == utc.utcoffset():
        return _text(utc, "j F Y, H:i \\U\\T\\C")
    beside = "H:i \\U\\T\\C" if here.date() == utc.date() else "j F Y, H:i \\U\\T\\C"
    return f"{_text(here, 'j F Y, H:i T')} ({_text(utc, beside)})"


def _text(moment: datetime, form: str) -> str:
    return formats.date_format(moment, form, use_l10n=False)


@register.filter
def clock_in(value: str, zone: str) -> str:
    """The same instant by the clock of the other side: `19:30 in Bucharest`, with the day where that is another.

    In UTC for a zone that is not known.
    """
    try:
        clock = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        clock, zone = ZoneInfo("UTC"), "UTC"
    there = datetime.fromisoformat(value).astimezone(clock)
    here = timezone.localtime(there)
    form = "H:i" if here.date() == there.date() else "j F Y, H:i"
    place = zone.rsplit("/", 1)[-1].replace("_", " ")
    return _("%(time)s in %(place)s") % {"time": _text(there, form), "place": place}
