"""The one way in which a request changes its status: compare-and-set, with the event in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict
from mla_portal.values import JSON
from requests_app.access import require
from requests_app.models import Request, Urgency
from requests_app.selectors.actions import acting_authority, allowed_actions, needed_permission
from requests_app.services.deadlines import deadlines_lock
from requests_app.states import Action, Move, find_move

_VERBS = {
    Action.SUBMIT: Verb.REQUEST_SUBMITTED,
    Action.RETURN: Verb.REQUEST_RETURNED,
    Action.APPROVE: Verb.REQUEST_APPROVED,
    Action.SEND: Verb.REQUEST_SENT,
    Action.SEND_AT_ONCE: Verb.REQUEST_SENT,
    Action.ACKNOWLEDGE: Verb.REQUEST_ACKNOWLEDGED,
    Action.START: Verb.REQUEST_STARTED,
    Action.REFUSE: Verb.REQUEST_REFUSED,
    Action.REDIRECT: Verb.REQUEST_REDIRECTED,
    Action.POSTPONE: Verb.REQUEST_POSTPONED,
    Action.RESUME: Verb.REQUEST_RESUMED,
    Action.COMPLETE: Verb.REQUEST_COMPLETED,
    Action.CLOSE: Verb.REQUEST_CLOSED,
    Action.WITHDRAW: Verb.REQUEST_WITHDRAWN,
}


def move_checked(*, actor: User, request: Request, action: Action) -> Move:
    """The move this action makes now. Raises Conflict where it does not fit, NotAllowed where the role does not."""
    move = find_move(request.status, action)
    if move is None:
        raise does_not_fit(actor, request, action)
    require(actor, needed_permission(request, move), acting_authority(request, move))
    if action is Action.SEND_AT_ONCE and request.urgency != Urgency.EMERGENCY:
        raise Conflict(
            _(
                "Only an emergency is sent without approval: a significant and imminent risk to the life or safety of a"
                " person. This request is marked “%(urgency)s”. Submit it for approval."
            )
            % {"urgency": request.get_urgency_display()},
            allowed_actions=[str(one) for one in allowed_actions(actor, request)],
        )
    return move


def move_make(
    *,
    actor: User | None,
    request: Request,
    move: Move,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    data: Mapping[str, JSON] | None = None,
) -> None:
    """Set the new status if the old one still stands, and write the event. In the caller's transaction.

    Raises Conflict when somebody was first. `actor` is None for somebody of an authority outside, on its link.
    """
    deadlines_lock(request)
    changes = {**(changes or {}), "status": move.target, "updated_at": now}
    won = Request.objects.filter(pk=request.pk, status=move.source).update(**changes)
    if not won:
        request.refresh_from_db()
        raise does_not_fit(actor, request, move.action)
    for name, value in changes.items():
        setattr(request, name, value)
    event_record(
        chain=f"request:{request.pk}",
        verb=_VERBS[move.action],
        actor=actor,
        data={"from": move.source.value, "to": move.target.value, **(data or {})},
        at=now,
    )


def does_not_fit(actor: User | None, request: Request, action: Action) -> Conflict:
    allowed = allowed_actions(actor, request) if actor else []
    return Conflict(
        _("“%(action)s” does not fit any more: the request is now “%(status)s”. Somebody may have been first.")
        % {"action": Action(action).label, "status": request.get_status_display()},
        allowed_actions=[str(one) for one in allowed],
        request_id=str(request.pk),
    )
