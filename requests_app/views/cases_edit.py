"""A case opened, and changed later: its own questions and the rows of its offences."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.errors import Invalid, NotAllowed
from requests_app.access import get_case, require
from requests_app.forms.entries import case_entry, case_entry_as_typed
from requests_app.forms.entry import Entry
from requests_app.forms.offences import PREFIX, changed_rows
from requests_app.models import Case
from requests_app.selectors.cases import same_case
from requests_app.selectors.catalogue import catalogue_answer
from requests_app.selectors.shown_answers import shown_case
from requests_app.services.case_editing import case_save
from requests_app.services.cases import case_open
from requests_app.services.overlaps import Overlap
from requests_app.views.cases_form import case_form_page, catalogue_authorities, overlap_page
from requests_app.views.requests_common import reader_of


@require_http_methods(["GET", "HEAD", "POST"])
def case_new(http_request: HttpRequest) -> HttpResponse:
    user = reader_of(http_request)
    authorities = list(authorities_where(user, Permission.DRAFT).order_by("name"))
    if not authorities:
        raise NotAllowed(_("Your role does not let you open cases. Ask your supervisor."))
    if http_request.method != "POST":
        return case_form_page(http_request, case_entry({}, authorities=authorities))
    rows = _rows(http_request)
    if rows is not None:
        return case_form_page(
            http_request, case_entry_as_typed(http_request.POST, rows, authorities=authorities), focus=PREFIX
        )
    entry = case_entry({}, http_request.POST, authorities=authorities)
    if entry.is_valid():
        try:
            row = case_open(actor=user, authority=_chosen(entry, authorities), answers=entry.answers())
        except Invalid as refusal:
            twin = same_case(user, entry.answers())
            if twin:
                return redirect("case", twin.pk)
            entry.add_refusal(refusal)
        else:
            return redirect("case", row.pk)
    return case_form_page(http_request, entry, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
def case_edit(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_case(user, pk)
    require(user, Permission.DRAFT, row.authority)
    if http_request.method != "POST":
        return case_form_page(http_request, case_entry(shown_case(row)), case=row)
    rows = _rows(http_request, row)
    if rows is not None:
        return case_form_page(http_request, case_entry_as_typed(http_request.POST, rows), case=row, focus=PREFIX)
    entry = case_entry(shown_case(row), http_request.POST)
    if entry.is_valid():
        try:
            case_save(actor=user, case=row, typed=entry.answers(), seen=entry.form.seen())
        except Overlap as overlap:
            return overlap_page(http_request, row, overlap)
        except Invalid as refusal:
            entry.add_refusal(refusal)
        else:
            return redirect("case", row.pk)
    return case_form_page(http_request, entry, case=row, status=400)


def _rows(http_request: HttpRequest, case: Case | None = None) -> list[dict[str, Any]] | None:
    return changed_rows(http_request.POST, partial(catalogue_answer, catalogue_authorities(http_request, case)))


def _chosen(entry: Entry, authorities: list[Authority]) -> Authority:
    code = entry.form.cleaned_data.get("authority", authorities[0].code)
    return next(authority for authority in authorities if authority.code == code)
