"""Whence a request came on, where it went, and the record of how it went on outside the portal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.downloads import file_response
from mla_portal.storage.services import file_open
from requests_app.access import get_request, sides_of
from requests_app.forms.forwarding import ForwardingForm
from requests_app.models import Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.forwardings import came_from, forwarding_of, recordable, went_to
from requests_app.selectors.preservations import may_execute
from requests_app.services.forwardings import forwarding_record
from requests_app.services.measures import require_executing
from requests_app.states import Outcome, Side
from requests_app.views.requests_common import reader_of, shown_side, title_of


def passed_on(user: User, request: Request, side: Side) -> dict[str, Any] | None:
    """For the page of the request; None of most, at the cost of nothing."""
    if request.forwarded_from_id is None and request.outcome != Outcome.MISDIRECTED:
        return None
    return {
        "came_from": came_from(request, side),
        "went_to": went_to(request, side),
        "outside": forwarding_of(request),
        "records": may_execute(user, request) and recordable(request),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def request_forwarding(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    require_executing(user, row)
    if not recordable(row):
        raise Conflict(_("This is for a request that ended as misdirected, and was not passed on or recorded yet."))
    is_post = http_request.method == "POST"
    form = ForwardingForm(
        http_request.POST if is_post else None,
        http_request.FILES if is_post else None,
        initial={"happened_at": timezone.localtime().replace(microsecond=0)},
    )
    if form.is_bound and form.is_valid():
        try:
            forwarding_record(actor=user, request=row, **form.answers())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("It is on record. The other side reads where it went."))
            return redirect("request", row.pk)
    side = shown_side(sides_of(user, row))
    context = {"row": row, "own": side is Side.REQUESTING, "matter": title_of(row, side), "form": form}
    return render(http_request, "requests/forwarding/form.html", context, status=400 if form.errors else 200)


@require_safe
def forwarding_file(http_request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What shows that it went on: for both sides."""
    user = reader_of(http_request)
    found = forwarding_of(get_request(user, pk))
    if found is None or found.file is None:
        raise not_here()
    return file_response(found.file, file_open(actor=user, file=found.file))
