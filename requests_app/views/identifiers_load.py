"""Many identifiers at once: a list is pasted or loaded, its wrong lines are mended, all of it is taken or none."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Conflict, Invalid
from requests_app.access import get_request, require
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.identifier_list import ListForm, MendForm, list_form, mend_form, mended_text
from requests_app.identifiers.loaded import Loaded
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers
from requests_app.selectors.clocks import clocks_of
from requests_app.services.identifiers import identifiers_add
from requests_app.states import EDITABLE
from requests_app.views.drafting_parts import crumbs_of
from requests_app.views.identifiers_said import tell_added
from requests_app.views.requests_common import reader_of
from requests_app.views.sections_late import typed_page


@require_http_methods(["GET", "HEAD", "POST"])
def identifier_load(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST of `lines` or `file` brings a list, of `text` the same list with its wrong lines mended.

    Of the latter, the button `whole` shows all of the text, `without_twins` leaves out what is there twice.
    """
    user = reader_of(http_request)
    row = get_request(user, pk)
    if row.status not in EDITABLE and http_request.method != "POST":
        return redirect("request", row.pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    if http_request.method != "POST":
        form = ListForm(clocks=clocks_of(row))
        focus(form["lines"])
        return _page(http_request, row, form)
    if "text" in http_request.POST:
        return _mended(http_request, row)
    return _brought(http_request, row)


def _brought(http_request: HttpRequest, row: Request) -> HttpResponse:
    form = ListForm(http_request.POST, http_request.FILES, clocks=clocks_of(row))
    valid = form.is_valid()
    loaded = form.loaded(form.text, given_identifiers(row))
    if row.status not in EDITABLE:
        return _late(http_request, row, loaded)
    return _take(http_request, row, loaded) if valid else _page(http_request, row, form)


def _mended(http_request: HttpRequest, row: Request) -> HttpResponse:
    form = MendForm(http_request.POST, clocks=clocks_of(row))
    form.is_valid()
    before = form.loaded(form.cleaned_data["text"], given_identifiers(row))
    loaded = replace(before, text=mended_text(before, http_request.POST))
    if row.status not in EDITABLE:
        return _late(http_request, row, loaded)
    if "whole" in http_request.POST:
        return _page(http_request, row, list_form(loaded, clocks=clocks_of(row)), status=200)
    if "without_twins" in http_request.POST:
        loaded = replace(loaded, text=loaded.without_twins())
    return _take(http_request, row, loaded)


def _take(http_request: HttpRequest, row: Request, loaded: Loaded) -> HttpResponse:
    if loaded.problem or loaded.wrong:
        return _wrong(http_request, row, loaded)
    rows = loaded.rows
    try:
        added = identifiers_add(actor=reader_of(http_request), request=row, rows=rows, lines=loaded.numbers)
    except Invalid:
        # A colleague added some of them meanwhile.
        return _wrong(http_request, row, replace(loaded, kept=given_identifiers(row)))
    except Conflict:
        row.refresh_from_db(fields=["status"])
        return _late(http_request, row, loaded)
    tell_added(http_request, rows, added)
    return redirect("identifier_list", row.pk)


def _wrong(http_request: HttpRequest, row: Request, loaded: Loaded) -> HttpResponse:
    clocks = clocks_of(row)
    if loaded.problem:
        return _page(http_request, row, list_form(loaded, clocks=clocks, problem=loaded.problem))
    return _page(http_request, row, mend_form(loaded, clocks=clocks), loaded)


def _late(http_request: HttpRequest, row: Request, loaded: Loaded) -> HttpResponse:
    return typed_page(http_request, row, _("Several identifiers"), list_form(loaded, clocks=()).visible_fields())


def _page(
    http_request: HttpRequest, row: Request, form: ListForm | MendForm, loaded: Loaded | None = None, status: int = 0
) -> HttpResponse:
    focus_first_error(form)
    here = _("Several identifiers")
    context = {
        "row": row,
        "here": here,
        "crumbs": crumbs_of(row, here),
        "form": form,
        "wrong": _count(loaded) if loaded else "",
    }
    return render(http_request, "requests/drafting/identifier_load.html", context, status=status or _status(form))


def _status(form: ListForm | MendForm) -> int:
    return 400 if form.errors else 200


def _count(loaded: Loaded) -> str:
    wrong, lines = len(loaded.wrong), len(loaded.lines)
    return ngettext(
        "%(wrong)d of %(lines)d lines is to be mended. None was taken yet.",
        "%(wrong)d of %(lines)d lines are to be mended. None was taken yet.",
        wrong,
    ) % {"wrong": wrong, "lines": lines}
