"""What no view should have to think of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.utils.translation import gettext as _

from mla_portal.errors import TooLarge
from mla_portal.ui.pages import refused

GetResponse = Callable[[HttpRequest], HttpResponse]


class PageMethods:
    """A page is read, or sent a form. The contract under /api/ says itself what it answers."""

    known = ("GET", "HEAD", "OPTIONS", "POST")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in self.known or request.path.startswith("/api/"):
            return self.get_response(request)
        return HttpResponseNotAllowed(self.known)


View = TypeVar("View", bound=Callable[..., HttpResponse])


def takes_at_most(size: int) -> Callable[[View], View]:
    """Mark a view that is sent files: what is longer is refused before a byte of it is read."""

    def mark(view: View) -> View:
        view.body_limit = size  # type: ignore[attr-defined]
        return view

    return mark


class BodyLimit:
    """Holds to `takes_at_most`. It stands before what reads the body in search of a token."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> HttpResponse | None:
        limit, length = getattr(view, "body_limit", None), request.META.get("CONTENT_LENGTH") or "0"
        if limit is None or not length.isdecimal() or int(length) <= limit:
            return None
        message = _("This file is too large: %(size)d MB is the most that is taken here.") % {"size": limit // 1024**2}
        return refused(request, TooLarge(message))


class NoNul:
    """Refuses a NUL in an address or a form: nobody types one, and no text of the database can hold one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        typed = request.POST if request.content_type == "application/x-www-form-urlencoded" else QueryDict()
        texts = [value for source in (request.GET, typed) for _name, values in source.lists() for value in values]
        if any("\0" in str(text) for text in [request.path, *texts]):
            raise BadRequest("A NUL was sent")
