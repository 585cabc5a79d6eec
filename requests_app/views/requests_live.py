"""What the open page of a request asks every few seconds: has anything changed?"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from requests_app.access import get_request, sides_of
from requests_app.selectors.document_context import shown_document
from requests_app.selectors.papers import papers_of
from requests_app.selectors.timeline import pulse
from requests_app.states import Side, Status
from requests_app.views.requests_common import reader_of, shown_side
from requests_app.views.requests_parts import live_parts


def request_live(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """204 while all is as it was (`seen` is the pulse that the page has), else the parts that change."""
    user, now = reader_of(http_request), timezone.now()
    row = get_request(user, pk)
    side = shown_side(sides_of(user, row))
    if pulse(row, side, now=now) == http_request.GET.get("seen"):
        return HttpResponse(status=204)
    if row.status == Status.DRAFT:
        # It went back to its author: another page altogether.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    shown = shown_document(row, now=now)
    parts = live_parts(user, row, side, shown=shown, papers=papers_of(user, row), now=now)
    news = next((moment for moment in parts["moments"] if not moment.future), None)
    return render(
        http_request,
        "requests/work/live.html",
        {"row": row, "own": side is Side.REQUESTING, "live": True, "news": news, **parts},
    )
