"""The parts of the request page that change while it is open: drawn once with the page, then again by the live view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from requests_app.access import sending_side
from requests_app.models import DeadlineKind, NoticeOwed, Question, Request
from requests_app.selectors.actions import allowed_moves, held_at
from requests_app.selectors.approvals import is_being_made
from requests_app.selectors.closed_moves import closed_moves
from requests_app.selectors.copies_owed import copy_owed
from requests_app.selectors.doubts import numbers_at
from requests_app.selectors.doubts_outside import doubt_outside
from requests_app.selectors.next_step import next_step
from requests_app.selectors.next_step_after import NextStep
from requests_app.selectors.notice_ways import notices_unsent
from requests_app.selectors.other_channels import way_out
from requests_app.selectors.papers import Paper, notice_name, of_the_request, papers_awaited
from requests_app.selectors.preservations import may_execute, preservations_of
from requests_app.selectors.questions import askable, may_answer, questions_of
from requests_app.selectors.reminders import open_deadlines_of
from requests_app.selectors.timeline import pulse, timeline_of
from requests_app.states import Action, Move, Side
from requests_app.views.assignments_shown import responsible_shown
from requests_app.views.requests_common import title_of
from requests_app.views.requests_doubt import doubt_shown
from requests_app.views.requests_figures import figures_of
from requests_app.views.requests_ways import ways_elsewhere
from templates_app.context import RequestDocument

_KINDS = {
    Action.RETURN: "secondary",
    Action.SEND_AT_ONCE: "secondary",
    Action.POSTPONE: "secondary",
    Action.REDIRECT: "quiet",
    Action.REFUSE: "quiet",
    Action.WITHDRAW: "quiet",
}
# One press does it, without a page in between: nothing is asked, and it can be taken on from there.
_AT_ONCE = (Action.START, Action.RESUME)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A button. `at_once`: one press does it, without a page in between."""

    action: str
    label: str | Promise
    href: str
    kind: str = ""
    at_once: bool = False

    @property
    def id(self) -> str:
        return f"do-{self.action}-at-once" if self.at_once else f"do-{self.action}"


def live_parts(
    user: User, request: Request, side: Side, *, shown: RequestDocument, papers: list[Paper], now: datetime
) -> dict[str, Any]:
    clocks = open_deadlines_of(request, side)
    clock = next((one for one in clocks if one.kind == DeadlineKind.ACKNOWLEDGEMENT), None)
    held = held_at(user, request)
    moves = allowed_moves(user, request, held)
    questions, answers = list(questions_of(request)), may_answer(user, request, held)
    if is_being_made(request):
        moves = [move for move in moves if move.action is not Action.APPROVE]
    return {
        "held": held,
        "confidential": shown.confidential,
        "doubt": doubt_shown(user, request, side),
        "title": title_of(request, side),
        "responsible": responsible_shown(user, request, side, held),
        "step": asked_first(request, questions, answers)
        or next_step(user, request, side, moves=moves, clock=clock, now=now),
        "choices": choices_of(request, moves),
        "questions": questions,
        "ask": askable(request) if may_execute(user, request, held) else [],
        "answers": answers,
        "kept": list(preservations_of(request)),
        "measuring": request.acknowledged_at is not None,
        "closed": closed_moves(request, side, allowed=moves),
        "figures": figures_of(request, side, shown=shown, documents=of_the_request(papers, request), clock=clock),
        "papers": papers,
        "translates": may_execute(user, request, held) and side is Side.REQUESTED,
        "awaited": named_awaited(user, request),
        "moments": timeline_of(request, side, clocks=clocks),
        "clocks": clocks,
        "copy_owed": copy_owed(request, now=now) if side is Side.REQUESTING and request.sent_at else None,
        **_doubted(request, side, now=now),
        "unsent": notices_unsent(request, now=now) if side is sending_side(request) else [],
        "way_out": way_out(request, side, now=now) if side is Side.REQUESTING else None,
        "elsewhere": ways_elsewhere(request, clock, side, now=now),
        "pulse": pulse(request, side, now=now),
    }


def _doubted(request: Request, side: Side, *, now: datetime) -> dict[str, Any]:
    """What an authority outside said on its link, and where to call it back."""
    outside = side is Side.REQUESTING and request.sent_at and not request.requested_authority.member
    doubt = doubt_outside(request) if outside else None
    numbers = numbers_at(request.requested_authority, now=now) if doubt else []
    return {"doubted": doubt, "numbers": numbers}


def asked_first(request: Request, questions: list[Question], answers: bool) -> NextStep | None:
    """Where a question is open, that is what comes next for whoever may answer it."""
    if not answers or all(one.closed_at for one in questions):
        return None
    names = {"authority": request.requested_authority.name}
    return NextStep(text=_("%(authority)s asks, and waits: answer under “Questions”.") % names, tone="wait")


def choices_of(request: Request, moves: list[Move]) -> list[Choice]:
    """The buttons, the one that leads on first."""
    choices = []
    rank = {action: number for number, action in enumerate(_KINDS, start=1)}
    for move in sorted(moves, key=lambda move: rank.get(move.action, 0)):
        href = reverse("request_action", args=[request.pk, move.action])
        if move.action is Action.ACKNOWLEDGE:
            choices += _acknowledging(request, href)
        else:
            choices.append(
                Choice(
                    action=move.action,
                    label=label_of(request, move),
                    href=href,
                    kind=_KINDS.get(move.action, ""),
                    at_once=move.action in _AT_ONCE,
                )
            )
    return choices


def label_of(request: Request, move: Move) -> str:
    """Of an authority outside the portal, what it did or says is recorded."""
    if request.is_registered and move.action is Action.WITHDRAW:
        return _("Record the withdrawal")
    if move.side is Side.REQUESTED and not request.requested_authority.member:
        return _("Record: %(action)s") % {"action": move.action.label}
    return str(move.action.label)


def _acknowledging(request: Request, href: str) -> list[Choice]:
    if not request.requested_authority.member:
        return [Choice(action=Action.ACKNOWLEDGE, label=_("Record the acknowledgement"), href=href)]
    return [
        Choice(action=Action.ACKNOWLEDGE, label=_("Acknowledge"), href=href, at_once=True),
        Choice(action=Action.ACKNOWLEDGE, label=_("Acknowledge with your reference"), href=href, kind="secondary"),
    ]


def named_awaited(user: User, request: Request) -> list[tuple[str, NoticeOwed]]:
    return [(notice_name(one.kind), one) for one in papers_awaited(user, request)]
