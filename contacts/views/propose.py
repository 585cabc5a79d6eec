"""An authority's directory manager proposes what its entry and its desks shall say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.entries import ENTRY_TYPES
from contacts.models import Authority, ContactPoint
from contacts.models.authorities import desk_code
from contacts.selectors.directory import authority_get
from contacts.selectors.rosters import desk_get
from contacts.services.changes import day_at
from contacts.views.duty_common import reader_of
from contacts.views.propose_page import Proposal, code_typed, keeper_required, proposal_page
from mla_portal.errors import NotFound
from mla_portal.ui.parts import Crumb

_AUTHORITY, _DESK = ENTRY_TYPES["authority"], ENTRY_TYPES["contact_point"]
_DESK_FIELDS = tuple(name for name in _DESK.fields if name not in _DESK.fixed)


@require_http_methods(["GET", "HEAD", "POST"])
def authority_edit(request: HttpRequest, code: str) -> HttpResponse:
    entry = _kept(request, code)
    return proposal_page(
        request,
        Proposal(
            entry_type=_AUTHORITY,
            code=entry.code,
            heading=_("Propose a change of the entry"),
            names=[name for name in _AUTHORITY.fields if name in _AUTHORITY.proposable],
            stands=_AUTHORITY.as_text(entry),
            **_place(entry, _("Change")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def desk_new(request: HttpRequest, code: str) -> HttpResponse:
    entry = _kept(request, code)
    last = max((desk.order for desk in entry.contact_points.all() if desk.valid_until is None), default=0)
    return proposal_page(
        request,
        Proposal(
            entry_type=_DESK,
            code=code_typed(request, desk_code()),
            heading=_("Propose another contact point"),
            names=_DESK_FIELDS,
            stands={**_DESK.as_text(ContactPoint()), "order": str(last + 1)},
            fixed={"authority": entry.code},
            **_place(entry, _("New contact point")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def desk_edit(request: HttpRequest, code: str, desk: str) -> HttpResponse:
    entry = _kept(request, code)
    row = _desk(code, desk)
    return proposal_page(
        request,
        Proposal(
            entry_type=_DESK,
            code=row.code,
            heading=_("Propose a change of %(desk)s") % {"desk": row.name},
            names=_DESK_FIELDS,
            stands=_DESK.as_text(row),
            **_place(entry, row.name),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def desk_end(request: HttpRequest, code: str, desk: str) -> HttpResponse:
    """A desk is not deleted: it ends, and requests that it received still name it."""
    entry = _kept(request, code)
    row = _desk(code, desk)
    today = day_at(entry).isoformat()
    return proposal_page(
        request,
        Proposal(
            entry_type=_DESK,
            code=row.code,
            heading=_("Propose the end of %(desk)s") % {"desk": row.name},
            names=["valid_until"],
            stands={"valid_until": _DESK.text(row, "valid_until") or today},
            demanded={"valid_until": _("First day on which it is not asked any more")},
            dated=False,
            **_place(entry, row.name),
        ),
    )


def _kept(request: HttpRequest, code: str) -> Authority:
    entry = authority_get(code)
    keeper_required(reader_of(request), entry)
    return entry


def _desk(code: str, desk: str) -> ContactPoint:
    found = desk_get(code, desk)
    if found is None:
        raise NotFound(_("This authority has no such contact point."))
    return found


def _place(entry: Authority, here: str) -> dict[str, Any]:
    back = reverse("authority", args=[entry.code])
    crumbs = [
        Crumb(label=_("Directory"), href=reverse("directory")),
        Crumb(label=entry.code, href=back),
        Crumb(label=here),
    ]
    return {"owner": entry, "caption": entry.name, "back": back, "crumbs": crumbs}
