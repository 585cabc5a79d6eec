"""The page of a step that came too late or twice: what is true now, who did it, and what can be done."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict
from requests_app.access import get_request, sides_of
from requests_app.models import Request
from requests_app.selectors.actions import allowed_moves
from requests_app.selectors.timeline import last_move
from requests_app.selectors.timeline_words import moment_of
from requests_app.states import MOVES, Action, Side, find_move
from requests_app.views.actions_base import ActionForm
from requests_app.views.requests_common import shown_side
from requests_app.views.requests_parts import choices_of


def conflict_page(
    http_request: HttpRequest,
    user: User,
    row: Request,
    action: Action,
    refusal: Conflict,
    *,
    form: ActionForm | None = None,
) -> HttpResponse:
    """Status 409. Nothing that was typed is lost: it is shown to be copied."""
    row = get_request(user, row.pk)
    side = shown_side(sides_of(user, row))
    last = last_move(row, side)
    still_fits = find_move(row.status, action) is not None
    context = {
        "row": row,
        "own": side is Side.REQUESTING,
        "message": refusal.message,
        "last": moment_of(last, row, side) if last else None,
        "done_by_reader": not still_fits and is_own_doing(user, action, last),
        "choices": choices_of(row, allowed_moves(user, row)),
        "typed": _typed(form),
    }
    return render(http_request, "requests/work/conflict.html", context, status=409)


def is_own_doing(user: User, action: Action, last: Event | None) -> bool:
    """Whether this person has just made this very move: a second press of the button."""
    if last is None or last.actor_id != user.pk:
        return False
    made = json.loads(last.data)
    return any(move.action is action and (move.source, move.target) == (made["from"], made["to"]) for move in MOVES)


def _typed(form: ActionForm | None) -> list[tuple[str, str]]:
    if form is None:
        return []
    given = [(str(field.label), field.value()) for field in form]
    return [(label, text.strip()) for label, text in given if isinstance(text, str) and text.strip()]
