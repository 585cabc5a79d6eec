"""The family of a request on a page of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.access import Held, may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import get_request, sides_of
from requests_app.models import Request
from requests_app.selectors.family import family_of
from requests_app.selectors.following import Following, following
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, shown_side, title_of


@require_safe
def request_family(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    side = shown_side(sides_of(user, row))
    context = {
        "row": row,
        "own": side is Side.REQUESTING,
        "title": title_of(row, side),
        "here": _("Family"),
        "family": family_of(user, row),
        "following": following_shown(user, row, side),
    }
    return render(http_request, "requests/work/family.html", context)


def following_shown(user: User, request: Request, side: Side, held: Held | None = None) -> list[Following]:
    """What the reader may begin from here; nothing for the other side, nor for whoever may not draft."""
    if side is not Side.REQUESTING or not may(user, Permission.DRAFT, request.requesting_authority, held):
        return []
    return following(request)
