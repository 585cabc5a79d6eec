"""The bell: what one was reminded of; opening the list marks it as read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from requests_app.selectors.bell import reminders_told, seen_until
from requests_app.services.attention import bell_seen
from requests_app.views.requests_common import reader_of

LINES = 50


@require_http_methods(["GET", "HEAD", "POST"])
def bell(http_request: HttpRequest) -> HttpResponse:
    """A press marks all as read, and nothing else does: a browser that looks ahead must not."""
    user, now = reader_of(http_request), timezone.now()
    if http_request.method == "POST":
        bell_seen(actor=user, now=now)
        return redirect("bell")
    seen = seen_until(user)
    rows = list(reminders_told(user, now=now)[:LINES])
    context = {
        "lines": [(row, seen is None or row.created_at > seen) for row in rows],
        "unread": any(seen is None or row.created_at > seen for row in rows),
        "now": now,
    }
    return render(http_request, "bell.html", context)
