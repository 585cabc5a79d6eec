"""The form of a case, also where two people wrote in the same place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from requests_app.access import get_case
from requests_app.answer_texts import offence_text, texts_of
from requests_app.case_answers import CASE_FIELDS
from requests_app.forms.blocks import theirs_of, with_theirs
from requests_app.forms.entries import case_entry
from requests_app.forms.entry import Entry, rebased
from requests_app.forms.offences import PREFIX
from requests_app.models import Case
from requests_app.selectors.catalogue import catalogue
from requests_app.selectors.shown_answers import shown_case
from requests_app.services.overlaps import Overlap
from requests_app.views.cases_parts import case_crumbs
from requests_app.views.requests_common import reader_of


def case_form_page(
    http_request: HttpRequest,
    entry: Entry,
    *,
    case: Case | None = None,
    status: int = 200,
    focus: str = "",
    overlap: Overlap | None = None,
) -> HttpResponse:
    """`case` is None for one that is being opened."""
    theirs = theirs_of(overlap, lambda name: _lines(name, entry.form.saved[name]))
    entry.set_focus(focus)
    context = {
        "case": case,
        "crumbs": case_crumbs(case, _("Edit") if case else _("New case")),
        "form": entry.form,
        "formset": entry.offences,
        "catalogue": catalogue(catalogue_authorities(http_request, case)),
        "blocks": with_theirs(entry.form.blocks(), theirs),
        "overlap": overlap,
        "theirs": theirs.get(PREFIX),
    }
    return render(http_request, "cases/form.html", context, status=status)


def catalogue_authorities(http_request: HttpRequest, case: Case | None) -> list[Authority]:
    """Whose offences are offered: while a case is being opened, those of all that it may become one of."""
    return [case.authority] if case else list(authorities_where(reader_of(http_request), Permission.DRAFT))


def overlap_page(http_request: HttpRequest, row: Case, overlap: Overlap) -> HttpResponse:
    """What was typed and, beside it, what is saved."""
    fresh = get_case(reader_of(http_request), row.pk)
    saved = shown_case(fresh)
    typed = case_entry(saved, http_request.POST)
    typed.is_valid()
    entry = case_entry(saved, rebased(typed=typed, saved=case_entry(saved), data=http_request.POST))
    entry.is_valid()
    return case_form_page(http_request, entry, case=fresh, status=409, focus=min(overlap.names), overlap=overlap)


def _lines(name: str, value: Any) -> list[str]:
    if name == PREFIX:
        return [offence_text(offence) for offence in value]
    return texts_of(CASE_FIELDS[name], value)
