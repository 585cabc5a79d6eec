"""The door of the directory: countries, authorities, providers and treaties, found while one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.forms import DirectorySearch
from contacts.selectors.directory import ORDER, authorities_found
from contacts.views.found import found_under, said
from contacts.views.lists import pages_of, wants_part
from mla_portal.paging import SIZE_DEFAULT, page

AUTHORITIES = 20


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    form, today = DirectorySearch(request.GET), timezone.localdate()
    text, kind = form.given("q").strip(), form.given("kind")
    wanted = authorities_found(text=text, kind=kind)
    size = AUTHORITIES if text else SIZE_DEFAULT
    authorities = page(wanted, cursor=request.GET.get("cursor"), size=size, order=ORDER)
    # A kind is one of authorities, and a second page is one of theirs.
    found = found_under(text, on=today) if text and not kind and not authorities.previous_cursor else None
    context = {
        "form": form,
        "found": found,
        "authorities": authorities.items,
        "is_filtered": bool(text or kind),
        "text": text,
        "today": today,
        "said": said(wanted.count(), found) if text or kind else "",
        "pages": pages_of(request, authorities),
    }
    part = wants_part(request)
    return render(
        request, "contacts/directory_found.html" if part else "contacts/directory.html", context | {"part": part}
    )
