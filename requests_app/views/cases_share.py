"""Naming a colleague on a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Invalid
from requests_app.access import get_case, require
from requests_app.forms.share import ShareForm
from requests_app.services.cases import case_share as share
from requests_app.views.cases import case_page
from requests_app.views.requests_common import reader_of


@require_http_methods(["GET", "HEAD", "POST"])
def case_share(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form stands on the page of the case; GET leads there."""
    user = reader_of(http_request)
    row = get_case(user, pk)
    require(user, Permission.DRAFT, row.authority)
    if http_request.method != "POST":
        return redirect("case", row.pk)
    form = ShareForm(row, http_request.POST)
    if not form.is_valid():
        return case_page(http_request, row, share=form)
    colleague = form.cleaned_data["colleague"]
    try:
        share(actor=user, case=row, colleague=colleague)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return case_page(http_request, row, share=form)
    messages.success(http_request, _("The case opens for %(name)s.") % {"name": colleague.name})
    return redirect("case", row.pk)
