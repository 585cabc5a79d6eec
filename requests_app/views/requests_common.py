"""What the pages of the work share."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.paging import Page, Row
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.states import Side


def reader_of(http_request: HttpRequest) -> User:
    """The person signed in: no page of the work opens to anybody else."""
    return cast(User, http_request.user)


def shown_side(sides: set[Side]) -> Side:
    """Whose view a person gets who may see the request: that of the own side, if it is theirs, shows more."""
    return Side.REQUESTING if Side.REQUESTING in sides else Side.REQUESTED


def title_of(request: Request, side: Side) -> str:
    """The kind, and for the own side the case: its title is never shown to the other one."""
    kind = kind_of(request)
    if side is Side.REQUESTED:
        return str(kind.title)
    return _("%(kind)s: %(case)s") % {"kind": kind.short_title, "case": request.own_case.title}


def address_with(http_request: HttpRequest, **changes: str) -> str:
    """This address with other parameters; an empty one is left out."""
    parameters = http_request.GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value:
            parameters[name] = value
    query = parameters.urlencode()
    return f"{http_request.path}?{query}" if query else http_request.path


def pages_of(http_request: HttpRequest, page: Page[Row], **changes: str) -> dict[str, str]:
    """{"next", "first"} for the pager; empty where there is no such page."""
    next_href = address_with(http_request, **changes, cursor=page.next_cursor) if page.next_cursor else ""
    first_href = address_with(http_request, cursor="") if http_request.GET.get("cursor") else ""
    return {"next": next_href, "first": first_href}
