"""Making a move: a page that says what it will do, and the doing of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.access import get_request, sides_of
from requests_app.forms.proving import Proving
from requests_app.models import Request
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.approvals import is_being_made
from requests_app.services.acknowledgements import transmission_received
from requests_app.services.actions import action_perform
from requests_app.services.approvals import approval_ask, is_large
from requests_app.services.moves import move_checked
from requests_app.services.proofs import proofs_record
from requests_app.services.transmissions import Cautioned
from requests_app.states import Action, Side
from requests_app.views.actions_base import ActionForm
from requests_app.views.actions_conflict import conflict_page
from requests_app.views.actions_forms import FORMS
from requests_app.views.actions_said import being_made, said
from requests_app.views.actions_shown import shown_beside
from requests_app.views.requests_common import reader_of, shown_side, title_of
from templates_app.signing.problems import CannotSign

# Of a proof; a note of an acknowledgement may be longer.
NOTE_LIMIT = 500
# Where an act may have begun, so that it leads back there.
BACK = {"inbox": "inbox", "home": "home"}


@require_http_methods(["GET", "HEAD", "POST"])
def request_action(http_request: HttpRequest, pk: UUID, action: str) -> HttpResponse:
    """GET says what the move will do and asks what it needs; POST makes it, once."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if action not in Action.values:
        raise NotFound(_("There is no such step. Go back to the request."))
    chosen = Action(action)
    if http_request.method == "POST":
        return _perform(http_request, user, row, chosen)
    try:
        check_open(user, row, chosen)
    except Conflict as refusal:
        return conflict_page(http_request, user, row, chosen, refusal)
    if chosen is Action.APPROVE and is_being_made(row):
        return redirect("request", row.pk)
    if chosen is Action.SUBMIT:
        return redirect("request_check", row.pk)
    return action_page(http_request, user, row, chosen, FORMS[chosen](request=row))


def check_open(user: User, row: Request, action: Action) -> None:
    """Raises Conflict where the move does not fit now, NotAllowed where this person may not make it."""
    move_checked(actor=user, request=row, action=action)
    if action not in allowed_actions(user, row):
        raise NotAllowed(_("Another person than the author has to approve this request. Ask a colleague."))


def action_page(
    http_request: HttpRequest, user: User, row: Request, action: Action, form: ActionForm, *, status: int = 200
) -> HttpResponse:
    sides = sides_of(user, row)
    context: dict[str, Any] = {
        "row": row,
        "own": Side.REQUESTING in sides,
        "matter": title_of(row, shown_side(sides)),
        "action": action,
        "form": form,
        "back": http_request.POST.get("back", ""),
        **shown_beside(row, action, channel=form.cleaned_data.get("channel", "") if form.is_bound else ""),
    }
    return render(http_request, f"requests/work/actions/{action.value}.html", context, status=status)


def _perform(http_request: HttpRequest, user: User, row: Request, action: Action) -> HttpResponse:
    form = FORMS[action](http_request.POST, http_request.FILES, request=row)
    try:
        if not form.is_valid():
            # Where the step does not fit any more, that is what the person has to know first.
            check_open(user, row, action)
            return action_page(http_request, user, row, action, form, status=400)
        answers = _answers(http_request, action, form)
        if action is Action.APPROVE and is_large(row):
            approval_ask(actor=user, request=row, seen=answers["seen"])
            messages.info(http_request, being_made(row))
            return redirect("request", row.pk)
        _act(user, row, action, form, answers)
    except Cautioned:
        return _read_first(http_request, user, row, action)
    except CannotSign as refusal:
        messages.error(http_request, refusal.message)
        return action_page(http_request, user, row, action, form, status=409)
    except Conflict as refusal:
        return conflict_page(http_request, user, row, action, refusal, form=form)
    except Invalid as refusal:
        if action is Action.SUBMIT:
            messages.error(http_request, refusal.message)
            return redirect("request_check", row.pk)
        form.add_refusal(refusal)
        return action_page(http_request, user, row, action, form, status=400)
    messages.success(http_request, said(row, action))
    back = BACK.get(http_request.POST.get("back", ""))
    return redirect(reverse(back) if back else reverse("request", args=[row.pk]))


def _act(user: User, row: Request, action: Action, form: ActionForm, answers: dict[str, Any]) -> None:
    """The move, and the proofs that came with it: both or neither."""
    given = form.given_proofs() if isinstance(form, Proving) else None
    try:
        with transaction.atomic():
            action_perform(actor=user, request=row, action=action.value, answers=answers)
            transmission = transmission_received(row) if given else None
            if given and transmission:
                note = str(answers.get("note") or "")[:NOTE_LIMIT]
                proofs_record(actor=user, transmission=transmission, given=given, note=note)
    except Invalid:
        # What the move had changed is taken back, and so is the row that the page is drawn from.
        row.refresh_from_db()
        raise


def _read_first(http_request: HttpRequest, user: User, row: Request, action: Action) -> HttpResponse:
    """The page again with what the directory says now. What was ticked before is not ticked: it was for less."""
    typed = http_request.POST.copy()
    typed.pop("despite", None)
    form = FORMS[action](typed, request=row)
    form.add_error("despite", _("Read what the directory says now. Then tick the box, or return the request."))
    return action_page(http_request, user, row, action, form, status=409)


def _answers(http_request: HttpRequest, action: Action, form: ActionForm) -> dict[str, Any]:
    answers = form.answers()
    if action is Action.APPROVE:
        answers["seen"] = http_request.POST.get("seen", "")
    if action is Action.SEND:
        answers["despite"] = http_request.POST.getlist("shown") if answers["despite"] else []
    return answers
