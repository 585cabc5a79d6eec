"""One identifier of a draft: corrected, or taken out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.access import get_request, require
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.identifiers import IdentifierForm, shown_row
from requests_app.models import Identifier, Request
from requests_app.selectors.clocks import clocks_of
from requests_app.services.identifiers import identifier_change as change
from requests_app.services.identifiers import identifier_digest
from requests_app.services.identifiers import identifier_remove as remove
from requests_app.states import EDITABLE
from requests_app.views.drafting_parts import crumbs_of
from requests_app.views.identifiers import identifiers_page
from requests_app.views.identifiers_said import tell_written
from requests_app.views.identifiers_shown import shown_identifier
from requests_app.views.requests_common import reader_of
from requests_app.views.sections_late import typed_page


@require_http_methods(["GET", "HEAD", "POST"])
def identifier_change(http_request: HttpRequest, pk: UUID, identifier: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    one = row.identifiers.filter(pk=identifier).first()
    if http_request.method == "POST":
        return _save(http_request, row, one)
    if row.status not in EDITABLE:
        return redirect("request", row.pk)
    if one is None:
        raise NotFound(_gone())
    form = IdentifierForm(initial=shown_row(one))
    focus(form["value"])
    return _page(http_request, row, one, form)


@require_http_methods(["GET", "HEAD", "POST"])
def identifier_remove(http_request: HttpRequest, pk: UUID, identifier: UUID) -> HttpResponse:
    """GET asks once more; POST takes it out. Taken out already, it is not missed."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    if http_request.method == "POST":
        remove(actor=user, request=row, pk=identifier)
        messages.success(http_request, _("The identifier is removed."))
        return redirect("identifier_list", row.pk)
    one = row.identifiers.filter(pk=identifier).first()
    if one is None:
        raise NotFound(_gone())
    return render(http_request, "requests/drafting/identifier_remove.html", _context(row, one, _("Remove")))


def _save(http_request: HttpRequest, row: Request, one: Identifier | None) -> HttpResponse:
    form = IdentifierForm(http_request.POST)
    valid = form.is_valid()
    if row.status not in EDITABLE:
        return typed_page(http_request, row, _("Change an identifier"), form.visible_fields())
    if one is None:
        form.add_error(None, _("A colleague removed this identifier while you were typing. Add it again, or leave it."))
        return identifiers_page(http_request, row, add=form)
    if not valid:
        return _page(http_request, row, one, form, status=400)
    try:
        saved = change(
            actor=reader_of(http_request),
            request=row,
            pk=one.pk,
            answers=form.row(),
            seen=form.cleaned_data["version"],
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, one, form, status=400)
    except Conflict as refusal:
        return _compare(http_request, row, one, refusal)
    messages.success(http_request, _("%(value)s is saved.") % {"value": saved.value})
    typed = form.cleaned_data["value"]
    tell_written(http_request, [(typed, saved.value)] if typed != saved.value else [])
    return redirect("identifier_list", row.pk)


def _compare(http_request: HttpRequest, row: Request, one: Identifier, refusal: Conflict) -> HttpResponse:
    """What was typed, beside what a colleague saved; the next save keeps what was typed."""
    row.refresh_from_db(fields=["status"])
    if row.status not in EDITABLE:
        form = IdentifierForm(http_request.POST)
        return typed_page(http_request, row, _("Change an identifier"), form.visible_fields())
    one.refresh_from_db()
    data = http_request.POST.copy()
    data["version"] = identifier_digest(one)
    return _page(http_request, row, one, IdentifierForm(data), status=409, overlap=refusal)


def _page(
    http_request: HttpRequest,
    row: Request,
    one: Identifier,
    form: IdentifierForm,
    *,
    status: int = 200,
    overlap: Conflict | None = None,
) -> HttpResponse:
    focus_first_error(form)
    context = {**_context(row, one, _("Change an identifier")), "form": form, "overlap": overlap}
    return render(http_request, "requests/drafting/identifier_change.html", context, status=status)


def _context(row: Request, one: Identifier, here: str) -> dict[str, object]:
    return {
        "row": row,
        "here": here,
        "crumbs": crumbs_of(row, here),
        "saved_rows": [shown_identifier(row, one, now=timezone.now(), clocks=clocks_of(row))],
    }


def _gone() -> str:
    return _("This identifier is not there any more. A colleague may have removed it.")
