"""Preservations that nobody followed with a request: the list of the requested side, and what it does with one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotFound
from mla_portal.paging import page
from mla_portal.ui.forms import PortalForm
from requests_app.access import get_request
from requests_app.forms.kept import KeptAskForm, KeptReleaseForm
from requests_app.models import Preservation, Request
from requests_app.selectors.kept import count_kept, get_kept, kept_without_request
from requests_app.selectors.messages import is_heard
from requests_app.selectors.preservations import may_execute
from requests_app.services.kept import kept_ask, kept_release
from requests_app.services.measures import require_executing
from requests_app.states import Side
from requests_app.views.requests_common import pages_of, reader_of, title_of

LINES = 50
_FORMS: dict[str, type[PortalForm]] = {"ask": KeptAskForm, "release": KeptReleaseForm}


@require_safe
def kept(http_request: HttpRequest) -> HttpResponse:
    """The earliest end first."""
    user = reader_of(http_request)
    lines = page(kept_without_request(user), cursor=http_request.GET.get("cursor"), size=LINES, order="until")
    for one in lines.items:
        zone = one.request.requested_authority.jurisdiction.time_zone
        one.is_over = one.over_on(day_in(zone, timezone.now()))  # type: ignore[attr-defined]  # for the template
    context = {"lines": lines, "pages": pages_of(http_request, lines), "number": count_kept(user)}
    return render(http_request, "requests/kept/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kept_one(http_request: HttpRequest, pk: UUID, preservation: UUID) -> HttpResponse:
    """POST says with `act` what is done: ask the other side, or release."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_kept(row, preservation)
    if http_request.method != "POST":
        return _page(http_request, user, row, found)
    require_executing(user, row)
    act = http_request.POST.get("act", "")
    if act not in _FORMS:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    form = _FORMS[act](http_request.POST, auto_id=f"id_{act}_%s")
    try:
        if not form.is_valid():
            return _page(http_request, user, row, found, wrong=form)
        _done(http_request, user, row, found, act, form)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, user, row, found, wrong=form)
    return redirect("kept")


def _done(http_request: HttpRequest, user: User, row: Request, found: Preservation, act: str, form: PortalForm) -> None:
    given = form.cleaned_data
    if act == "ask":
        kept_ask(actor=user, request=row, preservation=found, text=given["text"])
        messages.success(http_request, _("The other side is asked. Its answer has a deadline."))
    else:
        kept_release(actor=user, request=row, preservation=found, **given)
        messages.success(http_request, _("It is released, and the other side is told. Tell the custodian."))


def _page(
    http_request: HttpRequest, user: User, row: Request, found: Preservation, *, wrong: PortalForm | None = None
) -> HttpResponse:
    may = may_execute(user, row) and not found.released_on
    forms: dict[str, PortalForm] = {}
    if may:
        first = {"ask": {"text": _question(row, found)}, "release": {}}
        forms = {act: kind(initial=first[act], auto_id=f"id_{act}_%s") for act, kind in _FORMS.items()}
        forms |= {act: wrong for act, kind in _FORMS.items() if isinstance(wrong, kind)}
    context = {
        "row": row,
        "kept": found,
        "own": False,
        "matter": title_of(row, Side.REQUESTED),
        "here": _("Kept without a request"),
        "heard": is_heard(row, Side.REQUESTED),
        "forms": forms,
        "wrong": wrong,
    }
    return render(http_request, "requests/kept/one.html", context, status=400 if wrong else 200)


def _question(row: Request, found: Preservation) -> str:
    names = {
        "custodian": found.custodian,
        "reference": row.reference,
        "from": date_format(found.effected_on, "j F Y"),
        "until": date_format(found.until, "j F Y"),
    }
    return (
        _(
            "For your request %(reference)s, %(custodian)s has preserved the data since %(from)s, until %(until)s."
            " We have received no request for them. Are they still needed? If so, when will the request arrive, and do"
            " you ask for an extension? If not, please say so, and the data will be released."
        )
        % names
    )
