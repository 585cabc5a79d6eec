"""settings.CSRF_FAILURE_VIEW: mostly a page that stood open while its person signed in again in another tab."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _

from mla_portal.accounts import kept
from mla_portal.accounts.readers import reader_of_page
from mla_portal.accounts.views.sign_in import SignIn, kept_page, others_words
from mla_portal.errors import NotAllowed
from mla_portal.http import is_same_origin, wants_page
from mla_portal.ui.pages import refused


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed is offered again, to be sent with one press; a form of another site is refused and forgotten."""
    if not is_same_origin(request):
        message = _("This form did not come from a page of this portal, so nothing was done. Begin on our own page.")
        return refused(request, NotAllowed(message))
    if not wants_page(request):
        return _stale(request)
    if request.path == reverse("sign_in"):
        return _sign_in_again(request)
    held = kept.keep(request)
    if not request.user.is_authenticated and _is_for_members(request):
        return SignIn.page(request, held)
    if _is_anothers(request):
        return refused(request, NotAllowed(others_words()))
    if held is None:
        message = _("This page was older than your session, so nothing was done. Open it again and repeat the step.")
        return refused(request, NotAllowed(message))
    return kept_page(request, held, status=403)


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    held = kept.read(request.POST.get("held", ""))
    if not request.user.is_authenticated:
        return SignIn.page(request, held, message=_("This page had stood open for long. Sign in once more."))
    view = SignIn()
    view.setup(request)
    return view.go_on()


def _is_anothers(request: HttpRequest) -> bool:
    """Whether the page was made for somebody else than who is signed in now, as far as that can be told."""
    return _is_for_members(request) and reader_of_page(request) != str(request.user.pk)


def _is_for_members(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or getattr(match.func, "login_required", True)


def _stale(request: HttpRequest) -> HttpResponse:
    """For a script, which may try again with the token it is given: if the person is still the same."""
    if request.user.is_authenticated and _is_anothers(request):
        refusal = NotAllowed(others_words())
        return JsonResponse(refusal.body(), status=refusal.status)
    message = _("This page is older than your session. Send the form: you go on with what you typed.")
    answer = {"message": message, "code": "stale", "csrf_token": get_token(request)}
    response = JsonResponse(answer, status=403)
    response["HX-Trigger"] = json.dumps({"stale": answer})
    return response
