"""The directory: all authorities by country, found by name, code or country."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contacts.forms import DirectoryFilter
from contacts.selectors.directory import ORDER, authorities_found
from mla_portal.paging import page


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    form = DirectoryFilter(request.GET)
    form.is_valid()
    text, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("kind", "")
    found = page(authorities_found(text=text, kind=kind), cursor=request.GET.get("cursor"), order=ORDER)
    return render(
        request,
        "contacts/directory.html",
        {
            "form": form,
            "page": found,
            "is_filtered": bool(text or kind),
            "next": _address(request, found.next_cursor) if found.next_cursor else "",
            "first": _address(request, None) if found.previous_cursor else "",
        },
    )


def _address(request: HttpRequest, cursor: str | None) -> str:
    """This list as it is filtered now, from `cursor` on."""
    query = request.GET.copy()
    query.pop("cursor", None)
    if cursor:
        query["cursor"] = cursor
    return f"?{query.urlencode()}" if query else request.path
