"""What the lists of the directory share: addresses of pages, and whether a script asks for the part that changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mla_portal.paging import Page


def pages_of(request: HttpRequest, page: Page[Any]) -> dict[str, str]:
    """Where the next page of this list is, as it is filtered now, and the first."""
    return {
        "next": _address(request, page.next_cursor) if page.next_cursor else "",
        "first": _address(request, None) if page.previous_cursor else "",
    }


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks, to put the answer into the page; not when it draws a page of the history anew."""
    asked: Any = request.htmx  # type: ignore[attr-defined]
    return bool(asked) and not asked.history_restore_request


def _address(request: HttpRequest, cursor: str | None) -> str:
    query = request.GET.copy()
    query.pop("cursor", None)
    if cursor:
        query["cursor"] = cursor
    return f"?{query.urlencode()}" if query else request.path
