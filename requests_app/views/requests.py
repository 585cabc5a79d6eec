"""The page of one request, and the list of those that one's own authority wrote."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contacts.access import may
from contacts.roles import Permission
from mla_portal.paging import page
from requests_app.access import get_request, sending_side, sides_of
from requests_app.selectors.answers import kind_of
from requests_app.selectors.document_context import shown_document
from requests_app.selectors.family import family_of, members
from requests_app.selectors.lists import counterparts, own_requests
from requests_app.selectors.messages import beside_of
from requests_app.selectors.papers import papers_of
from requests_app.services.readings import reading_record
from requests_app.states import Side, Status
from requests_app.views.drafting import draft_page
from requests_app.views.forwardings import passed_on
from requests_app.views.requests_around import around
from requests_app.views.requests_common import pages_of, reader_of, shown_side
from requests_app.views.requests_content import content_of
from requests_app.views.requests_emergency import emergency_shown
from requests_app.views.requests_family import following_shown
from requests_app.views.requests_filters import OwnFilter
from requests_app.views.requests_parts import live_parts
from requests_app.views.requests_sendings import formal_shown, sendings_shown
from requests_app.views.results_shown import mark_results

LINES = 50


def request(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """A draft opens for its own side as the form; everything else as the overview of its side."""
    user, now = reader_of(http_request), timezone.now()
    row = get_request(user, pk)
    sides = sides_of(user, row)
    side = shown_side(sides)
    if side is Side.REQUESTING and row.status == Status.DRAFT:
        return draft_page(http_request, row)
    if Side.REQUESTED in sides:
        reading_record(actor=user, request=row)
    shown = shown_document(row, now=now)
    parts = live_parts(user, row, side, shown=shown, papers=papers_of(user, row), now=now)
    own = side is Side.REQUESTING
    copies = (
        own and not kind_of(row).must_follow and may(user, Permission.DRAFT, row.requesting_authority, parts["held"])
    )
    context = {"row": row, "own": own, "copies": copies, "content": content_of(shown), **parts}
    context |= around(user, row, now=now)
    context |= {"sendings": sendings_shown(row, now=now) if side is sending_side(row) else []}
    context |= {"formal": formal_shown(row)}
    context |= {"beside": beside_of(user, row), "emergency": emergency_shown(user, row, side)}
    context |= {"passed": passed_on(user, row, side)}
    family = family_of(user, row)
    kin = {one.request.pk for one in members(family)}
    context |= {"family": family, "following": following_shown(user, row, side, parts["held"])}
    # That what follows from a request looks for the same is no news.
    context |= {"shared": [one for one in context["shared"] if one.request.pk not in kin]}
    return render(http_request, "requests/work/request.html", context)


def requests(http_request: HttpRequest) -> HttpResponse:
    """What the reader's own authorities wrote, newest first; the figures of the dashboard lead here."""
    user = reader_of(http_request)
    form = OwnFilter(http_request.GET, user=user, counterparts=counterparts(user))
    found = own_requests(user, form.wanted(), now=timezone.now())
    lines = page(found, cursor=http_request.GET.get("cursor"), size=LINES, order="-id")
    mark_results(lines.items)
    context = {"form": form, "lines": lines, "pages": pages_of(http_request, lines)}
    return render(http_request, "requests/work/requests.html", context)
