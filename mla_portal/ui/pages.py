"""How the product says no on a page: the error handlers, and the page of a refusal raised by a service."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from mla_portal.errors import Refusal
from mla_portal.http import wants_page


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal, with its status, what may be done now and the way back."""
    actions = [str(action) for action in refusal.details.get("allowed_actions", ())]
    return _page(request, refusal.status, refusal.message, actions=actions, back_href=_back(request, refusal))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 400, _("The address or the form you sent is not what this page expects. Go back and try again.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("You may see this, but your role does not allow this step. Ask a supervisor of your authority."),
        back_href=_back(request),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("This page does not exist, or it is not open to you. Check the address, or start again from the home page."),
    )


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request's context: whatever broke must not break this page too."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)


class RefusalMiddleware:
    """Turns a `Refusal` that a page's view did not catch into its page, or into JSON for a script.

    The HTTP contract answers its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if not wants_page(request):
            return JsonResponse(exception.body(), status=exception.status)
        return refused(request, exception)


def _page(request: HttpRequest, status: int, message: str, *, template: str = "", **context: Any) -> HttpResponse:
    titles = {
        400: _("That cannot be done like this"),
        403: _("You may not do this"),
        404: _("Page not found"),
        409: _("This has changed in the meantime"),
        413: _("This is too large"),
    }
    context |= {
        "title": titles.get(status, HTTPStatus(status).phrase),
        "caption": _("Error %(status)d") % {"status": status},
        "message": message,
    }
    return render(request, template or f"errors/{status}.html", context, status=status)


def _back(request: HttpRequest, refusal: Refusal | None = None) -> str:
    """Where the person came from, when that is a page of ours; a refusal may name a better place as `back`."""
    named = str(refusal.details.get("back", "")) if refusal else ""
    came_from = named or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if safe else ""
