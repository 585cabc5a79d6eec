"""The result as it was handed over, part by part; one part more; the answer to its conditions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.downloads import file_response
from mla_portal.storage.services import refusal_to_open
from requests_app.access import get_request, sides_of
from requests_app.forms.disclosure import DisclosureForm
from requests_app.models import Disclosure, DisclosureAction, DisclosureState, MaterialMark, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.disclosed_paths import Leads, leads_to, path_of, request_after, withholding_of
from requests_app.selectors.disclosures import (
    actions_on,
    custody_of,
    disclosures_of,
    files_offered,
    get_disclosure,
    get_part,
    hands_over,
    may_hand_over,
    may_open,
    refusal_to_disclose,
)
from requests_app.selectors.domestic_tasks import task_of
from requests_app.selectors.incidents import incidents_of, side_recording
from requests_app.selectors.material import marks_of, withheld
from requests_app.selectors.refusals import article_of, grounds_of_path
from requests_app.services.disclosures import disclosure_act, disclosure_make, disclosure_open, disclosures_read
from requests_app.services.measures import require_executing
from requests_app.states import Side
from requests_app.views.media import MEDIA_TONES
from requests_app.views.requests_common import reader_of, shown_side, title_of


@require_safe
def request_disclosures(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    return _page(http_request, user, row)


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_new(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    require_executing(user, row)
    refusal = refusal_to_disclose(row)
    if refusal:
        raise Conflict(refusal)
    form = DisclosureForm(
        http_request.POST if http_request.method == "POST" else None,
        files=files_offered(user, row),
        traces=kind_of(row).preserves,
        withholds=[(one.ground, article_of(row, one)) for one in grounds_of_path(row)],
        recorded=not (row.is_registered or row.requested_authority.member),
    )
    if form.is_bound and form.is_valid():
        token = form.cleaned_data["client_token"]
        try:
            disclosure_make(actor=user, request=row, answers=form.answers(), client_token=token)
        except Invalid as wrong:
            form.add_refusal(wrong)
        else:
            messages.success(http_request, _("The delivery is on record. The other side is told by e-mail."))
            return redirect("request_disclosures", row.pk)
    context = _about(user, row) | {"form": form, "here": _("Hand over a part of the result")}
    return render(http_request, "requests/results/form.html", context, status=400 if form.errors else 200)


@require_POST
def disclosure_decided(http_request: HttpRequest, pk: UUID, disclosure: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_disclosure(user, row, disclosure)
    action, reason = http_request.POST.get("action", ""), http_request.POST.get("reason", "")
    try:
        disclosure_act(actor=user, request=row, disclosure=found, action=action, reason=reason)
    except Invalid as wrong:
        return _page(http_request, user, row, wrong={found.pk: (wrong.message, reason)})
    messages.success(http_request, _("It is on record, and the other side is told."))
    return redirect("request_disclosures", row.pk)


@require_GET
def disclosure_file(http_request: HttpRequest, pk: UUID, disclosure: UUID, part: UUID) -> HttpResponseBase:
    """The bytes; each time they are handed out is an event that both sides see."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_disclosure(user, row, disclosure)
    one = get_part(found, part)
    return file_response(one.file, disclosure_open(actor=user, request=row, disclosure=found, part=one))


def _page(
    http_request: HttpRequest, user: User, row: Request, *, wrong: dict[UUID, tuple[str, str]] | None = None
) -> HttpResponse:
    custody, sides = custody_of(row), sides_of(user, row)
    found, marks = list(disclosures_of(user, row)), marks_of(row)
    if Side.REQUESTING in sides:
        disclosures_read(actor=user, request=row, disclosures=found)
    context = _about(user, row) | {
        "here": _("Results"),
        "refusal": refusal_to_disclose(row),
        "incidents": incidents_of(user, row),
        "reports": side_recording(user, row) is not None,
        "lines": [_line(user, sides, row, one, custody, marks) | {"wrong": (wrong or {}).get(one.pk)} for one in found],
    }
    return render(http_request, "requests/results/list.html", context, status=400 if wrong else 200)


def _about(user: User, row: Request) -> dict[str, Any]:
    sides = sides_of(user, row)
    side = shown_side(sides)
    return {
        "row": row,
        "own": side is Side.REQUESTING,
        "matter": title_of(row, side),
        "gives": hands_over(sides, row),
        "may": may_hand_over(user, row),
        "drafts": side is Side.REQUESTING and may(user, Permission.DRAFT, row.requesting_authority),
    }


def _line(
    user: User,
    sides: set[Side],
    row: Request,
    one: Disclosure,
    custody: dict[str, list[dict[str, Any]]],
    marks: list[MaterialMark],
) -> dict[str, Any]:
    one.request = row
    opens = may_open(sides, one)
    actions = actions_on(user, one)
    return {
        "one": one,
        "opens": opens,
        "tone": _TONES[one.state],
        "files": [
            {"part": part, "refusal": refusal_to_open(part.file), "withheld": withheld(user, part, marks)}
            for part in one.parts.all()
        ],
        "media": [{"state": medium.state, "tone": MEDIA_TONES[medium.state]} for medium in one.media.all()],
        "marks": [mark for mark in marks if mark.disclosure_id == one.pk],
        "steps": list(one.steps.all()),
        "actions": [{"value": each.value, "label": each.label, "plain": each in _QUIET} for each in actions],
        "path": _path(row, one) if opens else None,
        "withholding": withholding_of(one),
        "custody": custody.get(str(one.pk), []),
    }


def _path(row: Request, one: Disclosure) -> dict[str, Any] | None:
    """Where it leads, and the request that was begun because of it."""
    path = path_of(one)
    if path is None:
        return None
    leads = leads_to(path, row, now=timezone.now())
    task = task_of(path) if leads is Leads.HOME else None
    return {"one": path, "leads": leads, "begun": request_after(path, row), "task": task}


_TONES = {
    DisclosureState.OPEN: "good",
    DisclosureState.OFFERED: "wait",
    DisclosureState.ACCEPTED: "good",
    DisclosureState.DECLINED: "wait",
    DisclosureState.GIVEN: "good",
    DisclosureState.TAKEN_BACK: "neutral",
}
_QUIET = (DisclosureAction.DECLINE, DisclosureAction.TAKE_BACK)
