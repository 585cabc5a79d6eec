"""Writing down what the requested authority decided, in the transaction of the move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mla_portal.accounts.models import User
from mla_portal.values import JSON
from requests_app.models import Decision, Request
from requests_app.services import notices
from requests_app.services.answer_clocks import clocks_at_answer
from requests_app.services.moves import move_make
from requests_app.services.owed_notices import decision_owe
from requests_app.services.questions_end import questions_overtake
from requests_app.states import Move, Side, Status


def decision_make(
    *,
    actor: User,
    request: Request,
    move: Move,
    now: datetime,
    words: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    data: Mapping[str, JSON] | None = None,
) -> None:
    """Make a move that comes after the acknowledgement, keep its words, and tell the other side.

    `words` are the fields of the `Decision`; without them none is kept. The trail holds its key, never its text. Raises
    Conflict when somebody was first.
    """
    recorded = move.side is Side.REQUESTED and not request.requested_authority.member
    decision = Decision(request=request, action=move.action, recorded=recorded, by=actor, at=now, **(words or {}))
    told: dict[str, JSON] = {"recorded_by_requesting": recorded, **(data or {})}
    changed: dict[str, Any] = dict(changes or {})
    if words is not None:
        told["decision"] = str(decision.pk)
    if move.target is Status.COMPLETED:
        changed |= {"outcome": decision.outcome, "completed_at": now}
        told["outcome"] = decision.outcome
    move_make(actor=actor, request=request, move=move, now=now, changes=changed, data=told)
    if words is not None:
        decision.save(force_insert=True)
    if move.target is Status.COMPLETED:
        questions_overtake(request=request, now=now)
    clocks_at_answer(request=request, move=move, decision=decision, now=now)
    if words is not None:
        # What it says of the preservations is what they have become by it.
        decision_owe(decision)
    notices.cancel(request=request, now=now)
    notices.moved(request=request, move=move, by=actor, now=now)
