"""One authority: what it is, how to reach it now, and what to do next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.access import may_draft_to
from contacts.models import Authority, Channel, ContactPoint
from contacts.selectors.directory import authority_get
from contacts.selectors.people import colleagues_at
from mla_portal.accounts.models import User
from mla_portal.ui.navigation import href_or_nothing
from mla_portal.ui.parts import Crumb, Figure
from mla_portal.ui.times import span


@require_safe
def authority(request: HttpRequest, code: str) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    entry = authority_get(code)
    desks = list(entry.contact_points.all())
    valid = entry.valid_on(timezone.localdate(now))
    may_start = valid and may_draft_to(user, entry)
    return render(
        request,
        "contacts/authority.html",
        {
            "authority": entry,
            "desks": desks,
            "valid": valid,
            "figures": [_local_time(entry, now), _answers(desks, entry), _reached(entry), _order(desks)],
            "colleagues": colleagues_at(entry, reader=user),
            "start_url": _start_address(entry) if may_start else "",
            "crumbs": [Crumb(label=_("Directory"), href=reverse("directory")), Crumb(label=entry.code)],
        },
    )


def _start_address(entry: Authority) -> str:
    """Where one's cases are listed, to choose the one that this authority shall be asked in."""
    cases = href_or_nothing("cases")
    return cases and f"{cases}?{urlencode({'to': entry.code})}"


def _local_time(entry: Authority, now: datetime) -> Figure:
    there = now.astimezone(ZoneInfo(entry.time_zone))
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


def _answers(desks: list[ContactPoint], entry: Authority) -> Figure:
    if any(desk.round_the_clock for desk in desks):
        return Figure(label=_("Answers"), value=_("Day and night"), note=_("Every day of the year"), tone="good")
    return Figure(label=_("Answers"), value=_("In office hours"), note=entry.office_hours or _("Hours are not given"))


def _order(desks: list[ContactPoint]) -> Figure:
    return Figure(
        label=_("Contact points"),
        value=len(desks),
        note=_("Asked in the order in which they stand here") if len(desks) > 1 else "",
        tone="" if desks else "wait",
    )


def _reached(entry: Authority) -> Figure:
    channel = Channel(entry.channel)
    if entry.member:
        return Figure(label=_("Reached by"), value=channel.label, note=_("Requests appear in its inbox at once"))
    return Figure(
        label=_("Reached by"),
        value=channel.label,
        note=_("Does not work in this portal: you send the document and record the answer"),
        tone="wait",
    )
