"""A request, asked of a second country too."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Invalid, NotAllowed
from requests_app.access import get_request, require, sides_of
from requests_app.forms.copy import CopyForm
from requests_app.forms.focus import focus
from requests_app.forms.special import addressee_in
from requests_app.models import Request
from requests_app.selectors.addressees import authority_with
from requests_app.services.copies import Copied, refuse_uncopied, request_copy
from requests_app.states import Side
from requests_app.views.beside import beside
from requests_app.views.drafting_parts import crumbs_of
from requests_app.views.requests_common import reader_of, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_copied(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST makes the draft, once for each page that was shown, and opens it."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    if Side.REQUESTING not in sides_of(user, row):
        raise NotAllowed(_("Only the authority that made a request copies it."))
    refuse_uncopied(row)
    form = CopyForm(row, http_request.POST if http_request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(http_request, row, form)
    try:
        copied = request_copy(
            actor=user,
            request=row,
            requested_authority=authority_with(form.cleaned_data["requested_authority"]),
            client_token=form.cleaned_data["token"],
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, form)
    _tell(http_request, row, copied)
    return redirect("request", copied.request.pk)


def _tell(http_request: HttpRequest, row: Request, copied: Copied) -> None:
    names = {
        "new": copied.request.reference,
        "old": row.reference,
        "authority": copied.request.requested_authority.name,
        "left": "; ".join(copied.left_out),
    }
    messages.success(http_request, _("%(new)s to %(authority)s says what %(old)s says.") % names)
    if copied.left_out:
        messages.warning(
            http_request, _("It did not come along, for it belongs to the first request: %(left)s.") % names
        )


def _page(http_request: HttpRequest, row: Request, form: CopyForm) -> HttpResponse:
    focus(form["requested_authority"])
    context = {
        "row": row,
        "title": title_of(row, Side.REQUESTING),
        "crumbs": crumbs_of(row, _("Copy to another country")),
        "form": form,
        "beside": beside(addressee_in(form), now=timezone.now()),
    }
    return render(http_request, "requests/drafting/copy.html", context, status=400 if form.errors else 200)
