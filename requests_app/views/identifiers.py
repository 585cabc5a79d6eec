"""The identifiers of a draft: what is there, and one more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotFound
from mla_portal.paging import page
from mla_portal.ui.forms.offsets import write_offset
from requests_app.access import get_request, require
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.identifier_list import ListForm
from requests_app.forms.identifiers import IdentifierForm
from requests_app.kinds import Section
from requests_app.models import Identifier, Request
from requests_app.selectors.answers import given_identifier, kind_of
from requests_app.selectors.clocks import clocks_of
from requests_app.selectors.comments import comments_beside
from requests_app.services.identifiers import identifiers_add
from requests_app.states import EDITABLE
from requests_app.views.drafting_parts import crumbs_of, progress_of, section_after, section_href
from requests_app.views.identifiers_said import tell_added
from requests_app.views.identifiers_shown import shown_identifiers
from requests_app.views.requests_common import pages_of, reader_of
from requests_app.views.sections_late import typed_page


@require_http_methods(["GET", "HEAD", "POST"])
def identifier_list(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST adds one identifier."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if row.status not in EDITABLE and http_request.method != "POST":
        return redirect("request", row.pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    if http_request.method != "POST":
        add = IdentifierForm(initial=_offered(row))
        focus(add["value"])
        return identifiers_page(http_request, row, add=add)
    add = IdentifierForm(http_request.POST)
    return _add(http_request, user, row, add) or identifiers_page(http_request, row, add=add)


def identifiers_section(request: Request) -> Section:
    for section in kind_of(request).sections:
        if "identifiers" in section.covers:
            return section
    raise NotFound(_("This kind of request has no identifiers."))


def _add(http_request: HttpRequest, user: User, row: Request, form: IdentifierForm) -> HttpResponse | None:
    """None when the page has to be shown again, with what is wrong."""
    if row.status not in EDITABLE:
        return typed_page(http_request, row, str(identifiers_section(row).title), form.visible_fields())
    if not form.is_valid():
        focus_first_error(form)
        return None
    rows = [form.row()]
    try:
        added = identifiers_add(actor=user, request=row, rows=rows)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return None
    except Conflict:
        row.refresh_from_db(fields=["status"])
        return typed_page(http_request, row, str(identifiers_section(row).title), form.visible_fields())
    tell_added(http_request, rows, added)
    return redirect("identifier_list", row.pk)


def _offered(request: Request) -> dict[str, Any]:
    """What the next one will probably share with the last one: its type, and the offset of the same log."""
    last = request.identifiers.order_by("-id").first()
    if last is None:
        return {"type": Identifier.Type.IP}
    at = given_identifier(last).at
    offset = ["", "", write_offset(at.utcoffset() or timedelta()) if at else ""]
    return {"type": last.type, "at": offset, "until": offset}


def identifiers_page(http_request: HttpRequest, row: Request, *, add: IdentifierForm) -> HttpResponse:
    kind, section = kind_of(row), identifiers_section(row)
    following = section_after(kind, section)
    now = timezone.now()
    found = page(row.identifiers.all(), cursor=http_request.GET.get("cursor"), order="id")
    context = {
        "row": row,
        "section": section,
        "crumbs": crumbs_of(row, str(section.title)),
        "number": kind.sections.index(section) + 1,
        "count": len(kind.sections),
        "form": add,
        "list_form": ListForm(clocks=clocks_of(row)),
        "identifiers": shown_identifiers(row, found.items, now=now),
        "total": row.identifiers.count(),
        "pages": pages_of(http_request, found),
        "comments": comments_beside(reader_of(http_request), row, section.code),
        "progress": progress_of(reader_of(http_request), row, now=now),
        "next": section_href(row, following) if following else "",
    }
    status = 400 if add.errors else 200
    return render(http_request, "requests/drafting/identifiers.html", context, status=status)
