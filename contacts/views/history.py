"""How an authority's entry, or all entries of a country, came to say what they say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.access import changes_known_to
from contacts.selectors.changes import Owner, changes_applied, changes_waiting, shown_changes
from contacts.selectors.directory import authority_get, jurisdiction_get
from contacts.views.duty_common import reader_of
from contacts.views.lists import pages_of
from mla_portal.paging import page
from mla_portal.ui.parts import Crumb


@require_safe
def authority_history(request: HttpRequest, code: str) -> HttpResponse:
    entry = authority_get(code)
    return _page(request, entry, reverse("authority", args=[entry.code]))


@require_safe
def country_history(request: HttpRequest, code: str) -> HttpResponse:
    place = jurisdiction_get(code)
    return _page(request, place, reverse("country", args=[place.code]))


def _page(request: HttpRequest, owner: Owner, href: str) -> HttpResponse:
    user = reader_of(request)
    found = page(changes_applied(owner), cursor=request.GET.get("cursor"), order="-applied_at")
    known = changes_known_to(user).filter(pk__in=[change.pk for change in found.items])
    context = {
        "name": owner.name,
        "shown": shown_changes(found.items),
        "known": set(known.values_list("pk", flat=True)),
        "waiting": changes_waiting(user, owner),
        "pages": pages_of(request, found),
        "crumbs": [
            Crumb(label=_("Directory"), href=reverse("directory")),
            Crumb(label=owner.name, href=href),
            Crumb(label=_("History")),
        ],
    }
    return render(request, "contacts/changes/history.html", context)
