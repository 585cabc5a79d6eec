"""What a request says of itself: from where it comes, which page made it, and what kind of answer it can use."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client; behind our proxy, the last hop of X-Forwarded-For, the one the proxy wrote itself."""
    if settings.BEHIND_PROXY:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        if hops[-1].strip():
            return hops[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser vouches that a page of this portal made the request. No word from it counts as no.

    A script cannot set these headers, so another site cannot pretend.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    if "Origin" in request.headers:
        return _is_ours(request, request.headers["Origin"])
    if "Referer" in request.headers:
        return _is_ours(request, request.headers["Referer"])
    return "Sec-Fetch-Site" in request.headers


def referring_path(request: HttpRequest) -> str:
    """Path and query of the page of ours that made the request, or an empty text."""
    referer = request.headers.get("Referer", "")
    if not referer or not _is_ours(request, referer):
        return ""
    parts = urlsplit(referer)
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def wants_page(request: HttpRequest) -> bool:
    """False for a script that would not show a page to anyone."""
    if "HX-Request" in request.headers or "X-Autosave" in request.headers:
        return False
    accept = request.headers.get("Accept", "")
    return "text/html" in accept or "application/json" not in accept


def _is_ours(request: HttpRequest, address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS
