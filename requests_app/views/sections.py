"""One section of a draft: shown, typed, saved."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.access import get_request, require
from requests_app.forms.entries import section_entry, section_entry_as_typed
from requests_app.forms.offences import PREFIX, changed_rows, offences_as_typed
from requests_app.forms.passages import BUTTON, inserted
from requests_app.kinds import Section
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.catalogue import catalogue_answer
from requests_app.selectors.shelves import texts_by_field
from requests_app.services.overlaps import Overlap
from requests_app.services.presence import editing_end
from requests_app.services.sections import section_save
from requests_app.states import EDITABLE
from requests_app.views.drafting_parts import section_after, section_href
from requests_app.views.requests_common import reader_of
from requests_app.views.sections_late import late_page
from requests_app.views.sections_page import overlap_page, section_page


@require_http_methods(["GET", "HEAD", "POST"])
def request_section(http_request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    """GET shows the form; POST saves it and goes on. A draft that is none any more is refused with what was typed."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    section = section_or_refusal(row, slug)
    if row.status not in EDITABLE and http_request.method != "POST":
        return redirect("request", row.pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    if not section.fields:
        return redirect(section_href(row, section))
    if http_request.method == "POST":
        return _post(http_request, row, section)
    focus = http_request.GET.get("field", "")
    return section_page(http_request, row, section, section_entry(row, section), focus=focus)


def section_or_refusal(request: Request, slug: str) -> Section:
    section = kind_of(request).section(slug)
    if section is None:
        raise NotFound(_("This kind of request has no such section."))
    return section


def _post(http_request: HttpRequest, row: Request, section: Section) -> HttpResponse:
    if row.status not in EDITABLE:
        return late_page(http_request, row, section)
    rows = changed_rows(http_request.POST, partial(catalogue_answer, [row.requesting_authority]))
    if rows is not None:
        entry = section_entry_as_typed(row, section, http_request.POST, rows)
        return section_page(http_request, row, section, entry, focus=PREFIX)
    typed = inserted(http_request.POST, texts_by_field(row.requesting_authority))
    if typed is not None:
        entry = section_entry_as_typed(row, section, typed, offences_as_typed(typed))
        return section_page(http_request, row, section, entry, focus=str(typed[BUTTON]))
    entry = section_entry(row, section, http_request.POST)
    if not entry.is_valid():
        return section_page(http_request, row, section, entry, status=400)
    user, answers = reader_of(http_request), entry.answers()
    try:
        section_save(actor=user, request=row, section=section, typed=answers, seen=entry.form.seen())
    except Overlap as overlap:
        return overlap_page(http_request, row, section, overlap)
    except Conflict:
        row.refresh_from_db(fields=["status"])
        return late_page(http_request, row, section)
    except Invalid as refusal:
        entry.add_refusal(refusal)
        return section_page(http_request, row, section, entry, status=400)
    editing_end(actor=user, request=row, section=section)
    return redirect(_next(http_request, row, section))


def _next(http_request: HttpRequest, row: Request, section: Section) -> str:
    if http_request.POST.get("then") == "list":
        return reverse("request", args=[row.pk])
    following = section_after(kind_of(row), section)
    return section_href(row, following) if following else reverse("request_check", args=[row.pk])
