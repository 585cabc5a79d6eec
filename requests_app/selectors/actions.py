"""What this person may do with this request now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from contacts.access import Held, permissions_at
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import Request, Urgency
from requests_app.selectors.answers import kind_of
from requests_app.selectors.doubts import HELD_BACK, unsure_of
from requests_app.selectors.silence import unanswered
from requests_app.states import Action, Move, Side, Status, moves_from


def acting_authority(request: Request, move: Move) -> Authority:
    """The authority at which the permission is needed.

    Of an authority outside the portal nobody can press anything: the requesting officer records its answer, and of a
    request that was registered the requested one records what the sender says.
    """
    if request.is_registered:
        return request.requested_authority
    if move.side is Side.REQUESTED and request.requested_authority.member:
        return request.requested_authority
    return request.requesting_authority


def needed_permission(request: Request, move: Move) -> Permission:
    if request.is_registered:
        return move.permission if move.side is Side.REQUESTED else Permission.ACKNOWLEDGE
    if move.side is Side.REQUESTED and not request.requested_authority.member:
        return Permission.SEND
    return move.permission


def allowed_actions(user: User, request: Request) -> list[Action]:
    return [move.action for move in allowed_moves(user, request)]


def allowed_moves(user: User, request: Request, held: Held | None = None) -> list[Move]:
    """`held` as of `held_at`, where the page has asked for it already."""
    return _moves(user, request, held_at(user, request) if held is None else held, _closed([request]))


def held_at(user: User, request: Request) -> Held:
    """What the person holds at the authorities of the two sides."""
    return permissions_at(user, _authorities([request]))


def allowed_actions_each(user: User, requests: Sequence[Request]) -> dict[UUID, list[Action]]:
    """{key of request: what the person may do with it}, for a whole list with a few queries."""
    held, closed = permissions_at(user, _authorities(requests)), _closed(requests)
    return {one.pk: [move.action for move in _moves(user, one, held, closed)] for one in requests}


@dataclass(frozen=True, kw_only=True)
class _Closed:
    """What closes moves that the table has: `unsure` who asks; all but the `silent` wait for their last reminder."""

    unsure: Collection[UUID]
    silent: Collection[UUID]


def _closed(requests: Sequence[Request]) -> _Closed:
    return _Closed(unsure=unsure_of(requests), silent=unanswered(requests))


def _moves(user: User, request: Request, held: Held, closed: _Closed) -> list[Move]:
    return [
        move
        for move in moves_from(request.status)
        if needed_permission(request, move) in held[acting_authority(request, move).pk]
        and not (move.action is Action.SEND_AT_ONCE and request.urgency != Urgency.EMERGENCY)
        and not (move.action is Action.CLOSE and request.status == Status.SENT and request.pk not in closed.silent)
        and not (move.action is Action.APPROVE and user.pk in {request.author_id, request.submitted_by_id})
        and not (move.action in HELD_BACK and request.pk in closed.unsure)
        and not (move.action is Action.REFUSE and not kind_of(request).refusals)
    ]


def _authorities(requests: Iterable[Request]) -> set[int]:
    return {pk for request in requests for pk in (request.requesting_authority_id, request.requested_authority_id)}
