"""What follows from a request: one page to say to whom, then the draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.access import get_request, require
from requests_app.forms.focus import focus
from requests_app.forms.follow import FollowForm
from requests_app.forms.special import addressee_in
from requests_app.kinds import KINDS, Kind
from requests_app.models import Request
from requests_app.selectors.addressees import authority_with
from requests_app.selectors.contract import own_request
from requests_app.selectors.following import refusal_of
from requests_app.services.chain import request_follow
from requests_app.states import Side
from requests_app.views.beside import beside
from requests_app.views.drafting_parts import crumbs_of
from requests_app.views.requests_common import reader_of, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_following(http_request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """POST makes the draft, once for each page that was shown, and opens it. The side that was asked gets 404."""
    user = reader_of(http_request)
    row = own_request(user, get_request(user, pk))
    require(user, Permission.DRAFT, row.requesting_authority)
    chosen = KINDS.get(kind)
    if chosen is None:
        raise NotFound(_("There is no such kind of request."))
    refusal = refusal_of(chosen, row)
    if refusal:
        raise Conflict(refusal, back=reverse("request", args=[row.pk]))
    form = FollowForm(row, chosen, http_request.POST if http_request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(http_request, row, chosen, form)
    try:
        draft = request_follow(
            actor=user,
            request=row,
            kind=chosen.code,
            requested_authority=authority_with(form.cleaned_data["requested_authority"]),
            client_token=form.cleaned_data["token"],
        )
    except Invalid as wrong:
        form.add_refusal(wrong)
        return _page(http_request, row, chosen, form)
    names = {"new": draft.reference, "old": row.reference}
    messages.success(http_request, _("%(new)s follows from %(old)s. Check what came along.") % names)
    return redirect("request", draft.pk)


def _page(http_request: HttpRequest, row: Request, kind: Kind, form: FollowForm) -> HttpResponse:
    focus(form["requested_authority"])
    context = {
        "row": row,
        "kind": kind,
        "title": title_of(row, Side.REQUESTING),
        "crumbs": crumbs_of(row, str(kind.short_title)),
        "form": form,
        "beside": beside(addressee_in(form), now=timezone.now()),
    }
    return render(http_request, "requests/drafting/follow.html", context, status=400 if form.errors else 200)
