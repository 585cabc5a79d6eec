"""A desk is tested, and answers. The page of the answer opens without a sign-in and says nothing to anybody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.selectors.reachability import reachability_test_of
from contacts.selectors.rosters import desk_get
from contacts.services.reachability import reachability_test_answer, reachability_test_send
from contacts.views.duty_common import reader_of
from mla_portal.counters import count_up
from mla_portal.errors import Conflict, NotFound
from mla_portal.http import client_address

# Tokens cannot be guessed; this keeps whoever tries from keeping the portal busy.
_CALLS, _WINDOW_SECONDS = 60, 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def desk_test(request: HttpRequest, code: str, desk: str) -> HttpResponse:
    """The button stands on the page of the authority; GET leads there."""
    row = desk_get(code, desk)
    if row is None:
        raise NotFound(_("This authority has no such contact point."))
    back = reverse("authority", args=[row.authority.code])
    if request.method == "POST":
        try:
            reachability_test_send(actor=reader_of(request), desk=row)
        except Conflict as refusal:
            raise Conflict(refusal.message, back=back) from refusal
        messages.success(request, _("The test is on its way. Whether it was answered will stand beside the desk."))
    return redirect(back)


@login_not_required
# The token is what allows the answer, not a session: no other site knows it. Browsers that are told to name no referrer
# send no origin either, so that Django's own check would refuse them.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: HttpRequest, token: str) -> HttpResponse:
    """Mail scanners open links but press no buttons, so only POST answers."""
    if count_up(f"reach:{client_address(request)}", window=_WINDOW_SECONDS).number > _CALLS:
        return _page(request, "later", status=429)
    if request.method == "POST":
        try:
            return _page(request, "answered", test=reachability_test_answer(token=token))
        except NotFound:
            return _page(request, "gone", status=404)
    test = reachability_test_of(token, now=timezone.now())
    if test is None:
        return _page(request, "gone", status=404)
    return _page(request, "answered" if test.answered_at else "ask", test=test)


def _page(request: HttpRequest, state: str, *, status: int = 200, **context: Any) -> HttpResponse:
    response = render(request, "contacts/upkeep/reach.html", {"state": state, **context}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
