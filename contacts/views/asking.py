"""From the directory to a request: where it starts, and what o'clock it is there."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contacts.access import may_draft_to
from contacts.days import day_in
from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.ui.navigation import href_or_nothing
from mla_portal.ui.parts import Figure
from mla_portal.ui.times import span


def start_address(user: User, authority: Authority) -> str:
    """Where one's cases are listed, to choose the one that this authority shall be asked in; "" who may not ask it."""
    cases = href_or_nothing("cases")
    valid = authority.valid_on(day_in(authority.time_zone, timezone.now()))
    if not cases or not valid or not may_draft_to(user, authority):
        return ""
    return f"{cases}?{urlencode({'to': authority.code})}"


def local_time(zone: str, now: datetime) -> Figure:
    there = now.astimezone(ZoneInfo(zone))
    ahead = (there.utcoffset() or timedelta()) - (timezone.localtime(now).utcoffset() or timedelta())
    apart = _("%(day)s, the same as yours")
    if ahead:
        apart = _("%(day)s, %(span)s ahead of you") if ahead > timedelta() else _("%(day)s, %(span)s behind you")
    return Figure(
        label=_("Local time there"),
        value=f"{there:%H:%M}",
        note=apart % {"day": date_format(there, "l j F"), "span": _hours(abs(ahead))},
    )


def _hours(apart: timedelta) -> str:
    hours, minutes = divmod(int(apart.total_seconds()) // 60, 60)
    return _("%(hours)d h") % {"hours": hours} if not minutes else span(int(apart.total_seconds()))
