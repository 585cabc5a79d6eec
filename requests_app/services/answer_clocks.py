"""What the answers of the requested authority do to the clocks of the request, and to those of what it follows."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from requests_app.clocks.preservation import Holding
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.kinds.time_warnings import PRESERVATIONS
from requests_app.models import DeadlineKind, Decision, Request
from requests_app.services.clocks import postponed_review_start
from requests_app.services.deadlines import deadline_close, deadlines_close, deadlines_pause, deadlines_resume
from requests_app.services.life_clocks import preservations_before
from requests_app.services.preservation_clock import mla_decided, preservation_clock_set
from requests_app.states import Action, Move, Side, Status


def clocks_at_answer(*, request: Request, move: Move, decision: Decision, now: datetime) -> None:
    """While it is postponed what waits for the requested side stands still; its answer ends what was waited for."""
    if move.action is Action.POSTPONE and decision.until:
        deadlines_pause(request=request, owed_by=Side.REQUESTED, now=now)
        postponed_review_start(request=request, until=decision.until, now=now)
    elif move.action is Action.RESUME:
        deadline_close(request=request, kind=DeadlineKind.POSTPONED_REVIEW, reason="resumed", now=now)
        deadlines_resume(request=request, owed_by=Side.REQUESTED, now=now)
    elif move.target is Status.COMPLETED:
        deadlines_close(request=request, reason=decision.outcome, now=now)
        _after_the_answer(request, decision, now)


def _after_the_answer(request: Request, decision: Decision, now: datetime) -> None:
    if request.kind in KINDS_OF_IT:
        for preservation in preservations_before(request):
            mla_decided(preservation=preservation, now=now)
    if request.kind in PRESERVATIONS and decision.preserved_from:
        zone = ZoneInfo(request.requested_authority.jurisdiction.time_zone)
        holding = Holding(
            custodian=(request.content.get("custodian") or {}).get("name", ""),
            effected_at=datetime.combine(decision.preserved_from, time(12), zone),
            until=decision.preserved_until,
        )
        preservation_clock_set(request=request, holdings=[holding], now=now)
