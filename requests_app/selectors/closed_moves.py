"""Why the other moves are not open now: beside what a person may do stands what they may not, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.models import Request
from requests_app.selectors.actions import acting_authority, needed_permission
from requests_app.selectors.answers import kind_of
from requests_app.selectors.doubts import HELD_BACK, withheld
from requests_app.selectors.silence import too_soon
from requests_app.states import ENDED, UNSENT, Action, Move, Side, Status, find_move

# What each side does once a request is sent, in the order in which it is done.
_OF_SIDE = {
    Side.REQUESTED: (
        Action.ACKNOWLEDGE,
        Action.START,
        Action.POSTPONE,
        Action.RESUME,
        Action.COMPLETE,
        Action.REDIRECT,
        Action.REFUSE,
    ),
    Side.REQUESTING: (Action.WITHDRAW, Action.CLOSE),
}
# Of what is not postponed nobody asks why it cannot be resumed.
_UNSAID = {(status, Action.RESUME) for status in Status if status is not Status.POSTPONED}


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Moves that are closed for one reason, which is a whole sentence."""

    labels: tuple[str, ...]
    why: str


def closed_moves(request: Request, side: Side, *, allowed: Iterable[Move]) -> list[Closed]:
    """Of the side's own moves those that are not `allowed` (`allowed_moves`), those with one reason together.

    Nothing before it is sent, where the next step says it, nor once nothing can follow any more.
    """
    status = Status(request.status)
    if status in UNSENT or status in (Status.CLOSED, Status.WITHDRAWN):
        return []
    open_now = {move.action for move in allowed}
    reasons: dict[str, list[str]] = {}
    for action in _actions(request, side):
        if action not in open_now and (status, action) not in _UNSAID:
            reasons.setdefault(_why(request, status, action, open_now), []).append(str(action.label))
    return [Closed(labels=tuple(labels), why=why) for why, labels in reasons.items()]


def _actions(request: Request, side: Side) -> tuple[Action, ...]:
    """Where the other authority is outside the portal, its moves are recorded by this one."""
    if side is Side.REQUESTING and not request.requested_authority.member:
        return _OF_SIDE[Side.REQUESTED] + _OF_SIDE[Side.REQUESTING]
    return _OF_SIDE[side]


def _why(request: Request, status: Status, action: Action, open_now: Collection[Action]) -> str:
    move = find_move(status, action)
    if action is Action.REFUSE and not kind_of(request).refusals:
        return _("A notice asks for nothing that could be refused.")
    if action is Action.CLOSE and status is Status.SENT and Action.WITHDRAW in open_now:
        # Who may withdraw may close, too: it is not the role.
        return too_soon()
    if action in HELD_BACK and move is not None and (refusal := withheld(request)):
        return refusal
    if move is not None:
        return _("Your role at %(authority)s does not let you do this: %(permission)s. Ask your supervisor.") % {
            "authority": acting_authority(request, move).name,
            "permission": needed_permission(request, move).label,
        }
    return by_status(status, action)


def undecided() -> str:
    return _("The requesting authority has yet to decide whether to proceed (Art. 29(6)). Wait for its decision.")


def by_status(status: Status, action: Action) -> str:
    """Why `action` does not fit where the request stands. Pure."""
    if action is Action.CLOSE:
        return _("It can be closed once it has been answered.")
    if status in ENDED:
        return _("It has been answered: the answer stands. What comes to light later is told in a message.")
    if status is Status.POSTPONED:
        return _("It is postponed: resume it first.")
    if action is Action.ACKNOWLEDGE:
        return _("Receipt has been acknowledged.")
    if status is Status.SENT:
        return _("Acknowledge receipt first.")
    if action is Action.START:
        return _("It has been begun.")
    return _("Start the execution first.")
