"""One authority: what it is, how to reach it now, and what to do next."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.days import day_in
from contacts.models import Authority, Channel, ContactPoint
from contacts.selectors.directory import authority_get
from contacts.selectors.duty import DutyState, OnDuty, on_duty_at
from contacts.selectors.people import colleagues_at
from contacts.views.asking import local_time, start_address
from contacts.views.country_figures import on_duty_now
from contacts.views.upkeep_shown import upkeep_of
from mla_portal.accounts.models import User
from mla_portal.ui.parts import Crumb, Figure


@require_safe
def authority(request: HttpRequest, code: str) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    entry = authority_get(code)
    today = day_in(entry.time_zone, now)
    desks = [desk for desk in entry.contact_points.all() if desk.valid_on(today)]
    duties = on_duty_at(desks, now)
    return render(
        request,
        "contacts/authority.html",
        {
            "authority": entry,
            "desks": [(desk, duties[desk.pk]) for desk in desks],
            "valid": entry.valid_on(today),
            "today": today,
            "figures": [
                local_time(entry.time_zone, now),
                _answers([duties[desk.pk] for desk in desks], entry),
                _reached(entry),
                _order(desks),
            ],
            "upkeep": upkeep_of(user, entry, desks),
            "colleagues": colleagues_at(entry, reader=user),
            "start_url": start_address(user, entry),
            "crumbs": [Crumb(label=_("Directory"), href=reverse("directory")), Crumb(label=entry.code)],
        },
    )


def _answers(duties: list[OnDuty], entry: Authority) -> Figure:
    """At the first desk of which it is known whether somebody is there at this hour."""
    duty = next((one for one in duties if one.desk.round_the_clock or one.state is not DutyState.NO_ROSTER), None)
    if duty:
        return on_duty_now(duty)
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
