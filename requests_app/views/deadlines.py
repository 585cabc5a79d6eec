"""The deadlines that are open: what is overdue first, then what comes next."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.paging import page
from requests_app.models import Deadline
from requests_app.selectors.deadlines import (
    concerning,
    due_next,
    of_own_side,
    open_deadlines,
    overdue,
    owed_by,
    owed_by_reader,
    where_supervised,
)
from requests_app.views.requests_common import pages_of, reader_of
from requests_app.views.requests_filters import DeadlineFilter

LINES = 50


def deadlines(http_request: HttpRequest) -> HttpResponse:
    user, now = reader_of(http_request), timezone.now()
    form = DeadlineFilter(http_request.GET, user=user)
    found = _narrowed(open_deadlines(user), form, user, now)
    lines = page(found, cursor=http_request.GET.get("cursor"), size=LINES, order="due_at")
    context = {
        "form": form,
        "lines": lines,
        "own": of_own_side(user, lines.items),
        "owed": owed_by_reader(user, lines.items),
        "pages": pages_of(http_request, lines),
    }
    return render(http_request, "deadlines.html", context)


def _narrowed(found: QuerySet[Deadline], form: DeadlineFilter, user: User, now: datetime) -> QuerySet[Deadline]:
    if form.given("state") == form.OVERDUE:
        found = overdue(found, now=now)
    elif form.given("state") == form.NEXT:
        found = due_next(found, now=now)
    if form.given("owed"):
        found = owed_by(found, user, form.given("owed"))
    if form.given("mine"):
        found = concerning(found, user)
    return where_supervised(found, user) if form.given("supervised") else found
