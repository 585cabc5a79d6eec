"""The media of a delivery: sent, received, compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotFound
from requests_app.access import get_request, sides_of
from requests_app.forms.media import CheckForm, ReceiveForm, SendForm
from requests_app.models import Disclosure, Medium, MediumState, Request
from requests_app.selectors.disclosure_uses import require_key
from requests_app.selectors.disclosures import get_disclosure, may_answer, may_hand_over
from requests_app.services.disclosure_uses import require_part
from requests_app.services.media import medium_check, medium_receive, medium_send
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, shown_side, title_of

MEDIA_TONES = {
    MediumState.UNDER_WAY: "wait",
    MediumState.RECEIVED: "wait",
    MediumState.MATCH: "good",
    MediumState.MISMATCH: "bad",
}
_DONE: dict[str, Callable[..., Medium]] = {"send": medium_send, "receive": medium_receive, "check": medium_check}
# A form, and the medium that it is about; None of a new one.
Wrong = tuple[str, Medium | None, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_media(http_request: HttpRequest, pk: UUID, disclosure: UUID) -> HttpResponse:
    """POST says with `act` what is done: send, or of a `medium` receive and check."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_disclosure(user, row, disclosure)
    if http_request.method != "POST":
        return _page(http_request, user, row, found)
    require_part(user, row)
    act = http_request.POST.get("act", "")
    if act not in _DONE:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    medium = None if act == "send" else _medium(found, http_request.POST.get("medium", ""))
    form = _form(act, medium, http_request.POST)
    about: dict[str, Any] = {"actor": user, "request": row, "disclosure": found}
    try:
        if not form.is_valid():
            return _page(http_request, user, row, found, wrong=(act, medium, form))
        made = _DONE[act](**about, **({"medium": medium.pk} if medium else {}), **form.answers())
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, user, row, found, wrong=(act, medium, form))
    if made.state is MediumState.MISMATCH:
        messages.warning(http_request, _("The hash differs. It is on record, and the other side is asked."))
    else:
        messages.success(http_request, _("It is on record, and both sides see it."))
    return redirect("disclosure_media", row.pk, found.pk)


def _medium(found: Disclosure, raw: str) -> Medium:
    medium = found.media.filter(pk=require_key(raw)).first()
    if medium is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return medium


def _form(act: str, medium: Medium | None, data: Any = None) -> Any:
    name = f"id_{act}_{medium.pk if medium else ''}_%s"
    if medium is None:
        return SendForm(data, auto_id=name)
    return ReceiveForm(data, medium=medium, auto_id=name) if act == "receive" else CheckForm(data, auto_id=name)


def _page(
    http_request: HttpRequest, user: User, row: Request, found: Disclosure, *, wrong: Wrong | None = None
) -> HttpResponse:
    receives, gives = may_answer(user, row), may_hand_over(user, row)
    side = shown_side(sides_of(user, row))
    media = found.media.select_related("by", "received_by", "computed_by").order_by("id")
    context = {
        "row": row,
        "one": found,
        "own": side is Side.REQUESTING,
        "matter": title_of(row, side),
        "here": _("Media of delivery %(number)d") % {"number": found.number},
        "lines": [_line(one, wrong, receives=receives) for one in media],
        "sending": (wrong[2] if wrong and wrong[0] == "send" else _form("send", None)) if gives else None,
        "wrong": wrong[2] if wrong else None,
    }
    return render(http_request, "requests/results/media.html", context, status=400 if wrong else 200)


def _line(one: Medium, wrong: Wrong | None, *, receives: bool) -> dict[str, Any]:
    act = {MediumState.UNDER_WAY: "receive", MediumState.RECEIVED: "check"}.get(one.state, "")
    form = _form(act, one) if act and receives else None
    if wrong and wrong[1] == one and wrong[0] == act:
        form = wrong[2]
    return {"one": one, "tone": MEDIA_TONES[one.state], "act": act, "form": form}
