"""What every request of a page passes: is the session still good, who is it, and may strangers see this."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mla_portal.accounts import kept
from mla_portal.accounts.models import User
from mla_portal.accounts.session import session_continue
from mla_portal.accounts.views.sign_in import SignIn
from mla_portal.http import is_same_origin, wants_page

GetResponse = Callable[[HttpRequest], HttpResponse]


class SessionLife:
    """Ends a session when its time is over, and keeps it from ending while its person is at work."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            session_continue(request)
        return self.get_response(request)


class ReadersTerms:
    """Shows times in the zone and words in the language of the person who reads."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            with timezone.override(settings.DEFAULT_USER_TIME_ZONE):
                return self.get_response(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(user.time_zone):
            return self.get_response(request)


class SignInRequired(LoginRequiredMiddleware):
    """Every view is for people who are signed in, unless it says `login_not_required`.

    A form that was sent after the session had ended leads to the sign-in page, which carries along what was typed.
    That page has status 403: nothing was done.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if not wants_page(request):
            return _signed_out(request)
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        if is_same_origin(request):
            return SignIn.page(request, kept.keep(request))
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))


class NotStored:
    """No answer stays in a browser or on the way: after the sign-out, the back button shows nothing of a case."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _signed_out(request: HttpRequest) -> HttpResponse:
    """For a script: it must not lead the window away from a form in which somebody is typing."""
    address = resolve_url(settings.LOGIN_URL)
    message = _("Your session has ended. Send the form: after signing in you go on with what you typed.")
    response = JsonResponse({"message": message, "code": "signed_out", "sign_in": address}, status=403)
    response["HX-Trigger"] = json.dumps({"signed-out": {"message": message, "sign_in": address}})
    if "HX-Boosted" in request.headers and request.method == "GET":
        response["HX-Redirect"] = redirect_to_login(request.get_full_path(), address).url
    return response
