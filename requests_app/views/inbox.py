"""The inbox: what arrived, from whom, how urgent, how long is left. One press acknowledges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contacts.access import authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.paging import page
from requests_app.models import Request
from requests_app.selectors.kept import count_kept
from requests_app.selectors.lists import acknowledged, received_requests, unacknowledged
from requests_app.selectors.messages import unread_counts
from requests_app.views.requests_common import pages_of, reader_of
from requests_app.views.requests_filters import InboxFilter

LINES = 25


def inbox(http_request: HttpRequest) -> HttpResponse:
    """Two lists, each with pages of its own: what is still to be acknowledged, by its time; the rest, newest first."""
    user, now = reader_of(http_request), timezone.now()
    form = InboxFilter(http_request.GET, user=user)
    state = form.given("state")
    received = received_requests(user, form.wanted(), now=now)
    # The pagers name the state with the cursor; together both lists show their first page.
    cursor = http_request.GET.get("cursor") if state else None
    context: dict[str, Any] = {
        "form": form,
        "kept": count_kept(user),
        "may": set(authorities_where(user, Permission.ACKNOWLEDGE).values_list("pk", flat=True)),
    }
    if state != form.DONE:
        waiting = page(unacknowledged(received, now=now), cursor=cursor, size=LINES, order="due_first")
        context |= {"waiting": waiting, "waiting_pages": pages_of(http_request, waiting, state=state or form.OPEN)}
        _mark_unread(user, waiting.items)
    if state in ("", form.DONE):
        earlier = page(acknowledged(received), cursor=cursor, size=LINES, order="-sent_at")
        _mark_unread(user, earlier.items)
        context |= {"earlier": earlier, "earlier_pages": pages_of(http_request, earlier, state=form.DONE)}
    return render(http_request, "inbox.html", context)


def _mark_unread(user: User, rows: Sequence[Request]) -> None:
    counts = unread_counts(user, rows)
    for row in rows:
        row.unread = counts.get(row.pk, 0)  # type: ignore[attr-defined]  # for the template
