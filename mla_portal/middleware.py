"""What no view should have to think of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

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
