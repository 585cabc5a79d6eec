"""What the answers of the requested authority do to the clocks of the request, and to those of what it follows."""

from __future__ import annotations

from datetime import datetime

from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.models import DeadlineKind, Decision, Request
from requests_app.selectors.answers import kind_of
from requests_app.services.clocks import postponed_review_start
from requests_app.services.deadlines import deadline_close, deadlines_close, deadlines_pause, deadlines_resume
from requests_app.services.life_clocks import preservations_before
from requests_app.services.preservation_clock import CLOCKS, mla_decided
from requests_app.services.preservations import extension_answer, preservation_report
from requests_app.states import Action, Move, Side, Status


def clocks_at_answer(*, request: Request, move: Move, decision: Decision, now: datetime) -> None:
    """While it is postponed what waits for the requested side stands still; its answer ends what was waited for."""
    if move.action is Action.POSTPONE and decision.until:
        deadlines_pause(request=request, owed_by=Side.REQUESTED, now=now)
        postponed_review_start(request=request, until=decision.until, now=now)
    elif move.action is Action.RESUME:
        deadline_close(request=request, kind=DeadlineKind.POSTPONED_REVIEW, reason="resumed", now=now)
        if not request.questions.filter(closed_at__isnull=True).exists():
            deadlines_resume(request=request, owed_by=Side.REQUESTED, now=now)
    elif move.target is Status.COMPLETED:
        # What is preserved by now goes on being watched, and what was handed over under conditions.
        stays = (*CLOCKS, DeadlineKind.HELD_WATCH, DeadlineKind.CONDITIONS_ANSWER)
        kinds = [kind for kind in DeadlineKind if kind not in stays]
        deadlines_close(request=request, reason=decision.outcome, now=now, kinds=kinds)
        _after_the_answer(request, move, decision, now)
    elif move.target is Status.CLOSED:
        deadlines_close(request=request, reason="closed", now=now, kinds=[DeadlineKind.CONDITIONS_ANSWER])


def _after_the_answer(request: Request, move: Move, decision: Decision, now: datetime) -> None:
    kind = kind_of(request)
    if request.kind in KINDS_OF_IT:
        for preservation in preservations_before(request):
            mla_decided(preservation=preservation, now=now)
    elif kind.must_follow and kind.preserves and move.action is not Action.REDIRECT:
        extension_answer(actor=decision.by, extension=request, until=decision.preserved_until, now=now)
    elif decision.preserved_from and decision.preserved_until:
        preservation_report(actor=decision.by, request=request, decision=decision, now=now)
