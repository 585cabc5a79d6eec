"""Doubting that a request is genuine, and the call back that ends it. The requested side's alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotAllowed
from requests_app.access import get_request, sides_of
from requests_app.forms.suspicion import CallBackForm, DoubtForm
from requests_app.models import Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.doubts import may_clear, may_doubt, numbers_of, suspicion_of
from requests_app.services.suspicions import suspicion_clear, suspicion_raise
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_suspicion(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST of `act` raises the mark, or clears it with the call."""
    user, now = reader_of(http_request), timezone.now()
    row = get_request(user, pk)
    if Side.REQUESTED not in sides_of(user, row) or not row.requested_authority.member:
        raise not_here()
    if not may_doubt(user, row):
        raise NotAllowed(_("Your role lets you read this, and not write here. Ask your supervisor."))
    clearing = http_request.POST.get("act") == "clear" if http_request.method == "POST" else bool(suspicion_of(row))
    data = http_request.POST if http_request.method == "POST" else None
    called_at = timezone.localtime(now).replace(microsecond=0)
    form = (
        CallBackForm(data, numbers=numbers_of(row, now=now), initial={"called_at": called_at})
        if clearing
        else DoubtForm(data)
    )
    if form.is_bound and form.is_valid():
        try:
            said = _done(user, row, form)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, said)
            return redirect("request", row.pk)
    context = _about(user, row) | {"form": form, "clearing": clearing}
    return render(http_request, "requests/suspicion/page.html", context, status=400 if form.errors else 200)


def _done(user: User, row: Request, form: CallBackForm | DoubtForm) -> str:
    if isinstance(form, CallBackForm):
        suspicion_clear(actor=user, request=row, answers=form.cleaned_data)
        return _("The call is recorded, and the doubt is cleared.")
    suspicion_raise(actor=user, request=row, reason=form.cleaned_data["reason"])
    return _("Nothing is disclosed for this request until somebody has called back. The other side is told nothing.")


def _about(user: User, row: Request) -> dict[str, Any]:
    standing = suspicion_of(row)
    return {
        "row": row,
        "own": False,
        "matter": title_of(row, Side.REQUESTED),
        "standing": standing,
        "clears": standing is not None and may_clear(user, row, standing),
        "earlier": row.suspicions.filter(cleared_at__isnull=False).select_related("raised_by", "cleared_by"),
    }
