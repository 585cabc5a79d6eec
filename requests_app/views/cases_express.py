"""A request for one identifier, from a case to the check in one step."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Invalid
from requests_app.access import get_case, require
from requests_app.answer_texts import offence_text
from requests_app.forms.express import ExpressEntry
from requests_app.forms.offences import PREFIX, changed_rows
from requests_app.forms.passages import BUTTON, inserted
from requests_app.forms.special import addressee_in
from requests_app.models import Case, Urgency
from requests_app.selectors.catalogue import catalogue, catalogue_answer
from requests_app.selectors.habits import usual_answers
from requests_app.selectors.shelves import texts_by_field
from requests_app.selectors.shown_answers import offences_as_answers
from requests_app.services.express import request_draft_at_once
from requests_app.views.beside import beside
from requests_app.views.cases_parts import case_crumbs
from requests_app.views.requests_common import reader_of


@require_http_methods(["GET", "HEAD", "POST"])
def case_express(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST makes the draft, once for each page that was shown: a complete one leads to the check. With the button
    "draft" what is there is kept, complete or not, and leads to the sections.
    """
    user = reader_of(http_request)
    row = get_case(user, pk)
    require(user, Permission.DRAFT, row.authority)
    if http_request.method != "POST":
        return _page(http_request, row, asked=http_request.GET.get("to", ""))
    return _post(http_request, row, complete=http_request.POST.get("then") != "draft")


def _post(http_request: HttpRequest, row: Case, *, complete: bool) -> HttpResponse:
    user = reader_of(http_request)
    rows = changed_rows(http_request.POST, partial(catalogue_answer, [row.authority]))
    if rows is not None:
        return _page(http_request, row, entry=ExpressEntry.as_typed(user, row, http_request.POST, rows), at=PREFIX)
    typed = inserted(http_request.POST, texts_by_field(row.authority))
    if typed is not None:
        return _page(http_request, row, entry=ExpressEntry.as_typed(user, row, typed), at=str(typed[BUTTON]))
    entry = ExpressEntry(user, row, start={}, data=http_request.POST)
    if not entry.is_valid(complete=complete):
        return _page(http_request, row, entry=entry)
    try:
        draft = request_draft_at_once(actor=user, case=row, kind=entry.kind.code, complete=complete, **entry.given())
    except Invalid as refusal:
        entry.add_refusal(refusal)
        return _page(http_request, row, entry=entry)
    return redirect("request_check" if complete else "request", draft.pk)


def _page(
    http_request: HttpRequest, row: Case, *, asked: str = "", entry: ExpressEntry | None = None, at: str = ""
) -> HttpResponse:
    """`at` is the answer in which the cursor shall stand."""
    start, source = usual_answers(reader_of(http_request), row.authority)
    entry = entry or ExpressEntry(reader_of(http_request), row, start=start, asked=asked)
    entry.set_focus(at)
    form = entry.form
    shown = form.blocks(texts_by_field(row.authority))
    context = {
        "case": row,
        "crumbs": case_crumbs(row, _("Short form")),
        "kind": entry.kind,
        "form": form,
        "identifier": entry.identifier,
        "formset": entry.offences,
        "catalogue": catalogue([row.authority]) if entry.offences is not None else [],
        "forms": [entry.identifier],
        "offences": [offence_text(one) for one in offences_as_answers(row)],
        "source": source,
        **shown,
        "grounds_open": form["urgency"].value() != Urgency.NORMAL or any(block.open for block in shown["grounds"]),
        "facts_open": not row.facts or bool(form["facts"].errors),
        "house_open": any(control.errors for block in shown["house"] for control in block.controls),
        "beside": beside(addressee_in(form), now=timezone.now()),
    }
    return render(http_request, "cases/express.html", context, status=400 if entry.wrong else 200)
