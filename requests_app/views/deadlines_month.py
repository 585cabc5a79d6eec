"""Deadlines as a calendar: one month, by the clock of the reader."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app.models import Deadline
from requests_app.selectors.deadlines import concerning, open_deadlines
from requests_app.selectors.month import month_span, weeks_of
from requests_app.views.requests_common import reader_of

# A month with more than that is no calendar any more; the list shows them all.
LIMIT = 500


@require_safe
def deadlines_month(http_request: HttpRequest) -> HttpResponse:
    user, zone = reader_of(http_request), timezone.get_current_timezone()
    today = timezone.localdate()
    first = _month(http_request.GET.get("month", ""), today)
    everything = http_request.GET.get("all") == "on"
    begin, end = month_span(first, zone)
    found = open_deadlines(user)
    # What is due at the midnight that ends the last day belongs to it.
    shown = (found if everything else concerning(found, user)).filter(due_at__gt=begin, due_at__lte=end)
    rows: list[Deadline] = list(shown.order_by("due_at", "pk")[: LIMIT + 1])
    context = {
        "first": first,
        "weeks": weeks_of(first, rows[:LIMIT], zone=zone, today=today),
        "more": len(rows) > LIMIT,
        "none": not rows,
        "everything": everything,
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{first + timedelta(days=31):%Y-%m}",
        "now": timezone.now(),
    }
    return render(http_request, "deadlines_month.html", context)


def _month(text: str, today: date) -> date:
    """The first of a month given as 2026-11; of the present one where that is none."""
    try:
        given = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return given if 1970 < given.year < 2200 else today.replace(day=1)
