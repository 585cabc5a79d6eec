"""A new request from a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.errors import Invalid
from requests_app.access import get_case, require
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.new_request import NewRequestForm
from requests_app.forms.special import addressee_in
from requests_app.kinds import KINDS, Kind
from requests_app.models import Case
from requests_app.services.drafts import request_draft
from requests_app.views.beside import beside
from requests_app.views.cases_parts import case_crumbs
from requests_app.views.requests_common import reader_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST makes the draft, once for each page that was shown, and opens it."""
    user = reader_of(http_request)
    row = get_case(user, pk)
    require(user, Permission.DRAFT, row.authority)
    kind = next(iter(KINDS.values()))
    if http_request.method != "POST":
        form = NewRequestForm(row, kind, asked=http_request.GET.get("to", ""))
        focus(form["requested_authority"])
        return _page(http_request, row, kind, form)
    form = NewRequestForm(row, kind, http_request.POST)
    if not form.is_valid():
        return _page(http_request, row, kind, form)
    try:
        draft = request_draft(
            actor=user,
            case=row,
            kind=form.cleaned_data.get("kind", kind.code),
            requested_authority=Authority.objects.get(code=form.cleaned_data["requested_authority"]),
            urgency=form.cleaned_data["urgency"],
            client_token=form.cleaned_data["token"],
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, kind, form)
    return redirect("request", draft.pk)


def _page(http_request: HttpRequest, row: Case, kind: Kind, form: NewRequestForm) -> HttpResponse:
    focus_first_error(form)
    context = {
        "case": row,
        "crumbs": case_crumbs(row, _("New request")),
        "kind": kind,
        "form": form,
        "beside": beside(addressee_in(form), now=timezone.now()),
    }
    return render(http_request, "cases/request_new.html", context, status=400 if form.errors else 200)
