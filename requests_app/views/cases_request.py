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
from requests_app.forms.new_request import ASKED, NewRequestForm
from requests_app.forms.special import ADDRESSEE, addressee_in
from requests_app.models import Case
from requests_app.services.drafts import request_draft
from requests_app.views.beside import beside
from requests_app.views.cases_parts import case_crumbs
from requests_app.views.requests_common import reader_of

# What an address may choose in advance: ?kind=extension&follows=ID, or ?to=RO-247 as the directory writes it.
_IN_ADVANCE = ("kind", "follows", ADDRESSEE, "urgency")


@require_http_methods(["GET", "HEAD", "POST"])
def request_new(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST makes the draft, once for each page that was shown, and opens it."""
    user = reader_of(http_request)
    row = get_case(user, pk)
    require(user, Permission.DRAFT, row.authority)
    now = timezone.now()
    if http_request.method != "POST":
        form = NewRequestForm(row, begun=_begun(http_request), now=now)
        if not http_request.htmx:  # type: ignore[attr-defined]
            focus(form[ADDRESSEE])
        return _page(http_request, row, form)
    form = NewRequestForm(row, http_request.POST, begun={}, now=now)
    if not form.is_valid():
        return _page(http_request, row, form)
    try:
        draft = request_draft(
            actor=user,
            case=row,
            kind=form.cleaned_data["kind"],
            requested_authority=Authority.objects.get(code=form.cleaned_data[ADDRESSEE]),
            urgency=form.cleaned_data["urgency"],
            follows=form.cleaned_data["follows"],
            client_token=form.cleaned_data["token"],
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, form)
    return redirect("request", draft.pk)


def _begun(http_request: HttpRequest) -> dict[str, str]:
    given = {name: http_request.GET[name] for name in _IN_ADVANCE if http_request.GET.get(name)}
    return given | ({ADDRESSEE: http_request.GET["to"]} if http_request.GET.get("to") else {})


def _page(http_request: HttpRequest, row: Case, form: NewRequestForm) -> HttpResponse:
    focus_first_error(form)
    context = {
        "case": row,
        "crumbs": case_crumbs(row, _("New request")),
        "form": form,
        "asked": ASKED,
        "beside": beside(addressee_in(form), now=timezone.now()),
    }
    return render(http_request, "cases/request_new.html", context, status=400 if form.errors else 200)
