"""The dashboard of those who supervise: what waits where, and how long acknowledgements take."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mla_portal.accounts.models import User
from mla_portal.errors import NotAllowed
from mla_portal.ui.forms import PortalForm
from requests_app.access import emergencies_supervised
from requests_app.selectors.dashboard import (
    acknowledged_by,
    speed,
    speed_by_counterpart,
    speed_by_month,
    standing,
    workload,
)
from requests_app.selectors.emergencies import AWAITING
from requests_app.selectors.incidents import count_open_incidents
from requests_app.selectors.kept import count_kept, first_kept
from requests_app.selectors.lists import supervised
from requests_app.selectors.pressure import pressure_on
from requests_app.states import Side
from requests_app.views.dashboard_shown import bars_of, figures_of, people_of, pressure_of, speed_figures
from requests_app.views.requests_common import reader_of

PERIODS = (
    ("7", gettext_lazy("Last 7 days")),
    ("30", gettext_lazy("Last 30 days")),
    ("90", gettext_lazy("Last 90 days")),
    ("365", gettext_lazy("Last 12 months")),
)
GROUPS = (("counterpart", gettext_lazy("By authority")), ("month", gettext_lazy("By month")))


class PeriodForm(PortalForm):
    days = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIODS, required=False, initial="30")
    by = forms.ChoiceField(label=gettext_lazy("Chart"), choices=GROUPS, required=False, initial="counterpart")


def dashboard(http_request: HttpRequest) -> HttpResponse:
    user, now = reader_of(http_request), timezone.now()
    authorities = list(supervised(user))
    if not authorities:
        raise NotAllowed(_("The dashboard is for those who supervise an authority. Your own work is on the home page."))
    form = PeriodForm({"days": "30", "by": "counterpart", **http_request.GET.dict()})
    chosen = form.cleaned_data if form.is_valid() else {}
    days = int(chosen.get("days") or 30)
    since = now - timedelta(days=days)
    found, kept_number = standing(user, now=now), count_kept(user)
    context: dict[str, Any] = {
        "form": form,
        "authorities": authorities,
        "own_figures": figures_of(found, Side.REQUESTING),
        "received_figures": figures_of(found, Side.REQUESTED),
        "directions": [_direction(user, side, chosen.get("by", ""), since=since, now=now) for side in Side],
        "load": workload(user, now=now),
        "pressure": pressure_of(pressure_on(user, now=now)),
        "incidents": count_open_incidents(user),
        "kept": first_kept(user) if kept_number else [],
        "kept_number": kept_number,
        "unreviewed": emergencies_supervised(user).filter(AWAITING).count(),
        "now": now,
        "people": people_of(acknowledged_by(user, since=since)),
    }
    return render(http_request, "dashboard.html", context)


def _direction(user: User, side: Side, by: str, *, since: datetime, now: datetime) -> dict[str, Any]:
    by_month = by == "month"
    rows = speed_by_month(user, side, since=since) if by_month else speed_by_counterpart(user, side, since=since)
    own = side is Side.REQUESTING
    return {
        "title": _("How fast others acknowledge us") if own else _("How fast we acknowledge others"),
        "caption": _("Median by month, in hours") if by_month else _("Median by authority, in hours"),
        "figures": speed_figures(speed(user, side, since=since, now=now)),
        "bars": bars_of(rows, side),
    }
