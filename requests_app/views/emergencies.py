"""The emergency lane beside the move itself: the call before it, the review after it, and the list of supervisors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.paging import page
from requests_app.access import get_request, require
from requests_app.forms.emergency import OralForm, ReviewForm
from requests_app.models import Request, Urgency
from requests_app.selectors.contract import not_here, own_request
from requests_app.selectors.emergencies import awaiting, emergencies_listed, emergency_of, may_review, uses_since
from requests_app.selectors.lists import supervises
from requests_app.selectors.recipients import desks_today
from requests_app.services.emergencies import emergency_review
from requests_app.services.oral_requests import oral_request_record
from requests_app.states import UNSENT, Side
from requests_app.views.requests_common import pages_of, reader_of, title_of

LINES = 50
PERIOD = timedelta(days=365)


@require_safe
def emergencies(http_request: HttpRequest) -> HttpResponse:
    """For those who supervise: what waits for a review, and how often the lane was used in a year, and by whom."""
    user, now = reader_of(http_request), timezone.now()
    if not supervises(user):
        raise NotAllowed(_("Emergency sendings are reviewed by those who supervise an authority."))
    lines = page(emergencies_listed(user), cursor=http_request.GET.get("cursor"), size=LINES, order="-sent_at")
    context = {
        "mine": set(awaiting(user).values_list("pk", flat=True)),
        "uses": uses_since(user, now - PERIOD),
        "lines": lines,
        "pages": pages_of(http_request, lines),
    }
    return render(http_request, "requests/emergency/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def request_emergency(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its facts, the calls before it, and the review: read by the own side, decided by a supervisor."""
    user = reader_of(http_request)
    row = own_request(user, get_request(user, pk))
    sending = emergency_of(row)
    if sending is None:
        raise not_here()
    form = ReviewForm(http_request.POST if http_request.method == "POST" else None)
    if http_request.method == "POST":
        require(user, Permission.SUPERVISE, row.requesting_authority)
        try:
            if form.is_valid():
                emergency_review(actor=user, request=row, **form.cleaned_data)
                messages.success(http_request, _("The review is recorded."))
                return redirect("request", row.pk)
        except Invalid as refusal:
            form.add_refusal(refusal)
    context = _about(user, row) | {"sending": sending, "form": form, "may": may_review(user, row)}
    return render(http_request, "requests/emergency/review.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def oral_request_new(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = own_request(user, get_request(user, pk))
    require(user, Permission.SEND, row.requesting_authority)
    if row.urgency != Urgency.EMERGENCY or row.status not in UNSENT:
        raise Conflict(
            _("A call is recorded of an emergency that is still to be sent. This was sent, or is no emergency.")
        )
    form = OralForm(
        http_request.POST if http_request.method == "POST" else None,
        initial={"caller": user.name, "said_at": timezone.localtime().replace(microsecond=0)},
    )
    if form.is_bound and form.is_valid():
        try:
            oral_request_record(actor=user, request=row, answers=form.answers())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The call is recorded. Now send it in writing: the time for that runs."))
            return redirect("request", row.pk)
    context = _about(user, row) | {"form": form, "desks": desks_today(row.requested_authority, now=timezone.now())}
    return render(http_request, "requests/emergency/oral.html", context, status=400 if form.errors else 200)


def _about(user: User, row: Request) -> dict[str, Any]:
    return {
        "row": row,
        "own": True,
        "matter": title_of(row, Side.REQUESTING),
        "orals": list(row.oral_requests.select_related("by")),
    }
