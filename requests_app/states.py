"""The life of a request: one table of moves. Pure; services, pages, contract and the database trigger read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.roles import Permission


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    """How it ended; apart from `status`, which says where it is."""

    WITHDRAWN = "withdrawn", _("Withdrawn")


class Action(models.TextChoices):
    SUBMIT = "submit", _("Submit for approval")
    RETURN = "return", _("Return to the author")
    APPROVE = "approve", _("Approve")
    SEND = "send", _("Send")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    WITHDRAW = "withdraw", _("Withdraw")


class Side(models.TextChoices):
    REQUESTING = "requesting", _("requesting authority")
    REQUESTED = "requested", _("requested authority")


@dataclass(frozen=True, slots=True)
class Move:
    """From a status, by an action, to a status; who may do it: a permission held at the authority of one side."""

    source: Status
    action: Action
    target: Status
    side: Side
    permission: Permission


MOVES: tuple[Move, ...] = (
    Move(Status.DRAFT, Action.SUBMIT, Status.IN_REVIEW, Side.REQUESTING, Permission.DRAFT),
    Move(Status.IN_REVIEW, Action.RETURN, Status.DRAFT, Side.REQUESTING, Permission.APPROVE),
    Move(Status.IN_REVIEW, Action.APPROVE, Status.APPROVED, Side.REQUESTING, Permission.APPROVE),
    # What was approved can still be wrong when the envelope is closed: until it is sent, it can go back.
    Move(Status.APPROVED, Action.RETURN, Status.DRAFT, Side.REQUESTING, Permission.SEND),
    Move(Status.APPROVED, Action.SEND, Status.SENT, Side.REQUESTING, Permission.SEND),
    Move(Status.SENT, Action.ACKNOWLEDGE, Status.ACKNOWLEDGED, Side.REQUESTED, Permission.ACKNOWLEDGE),
    Move(Status.SENT, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING, Permission.SEND),
    Move(Status.ACKNOWLEDGED, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING, Permission.SEND),
)

_BY_SOURCE_AND_ACTION = {(move.source, move.action): move for move in MOVES}

# From sending on the requested authority sees the request; before, nobody outside the requesting authority does.
SENT_ONWARDS = (Status.SENT, Status.ACKNOWLEDGED, Status.WITHDRAWN)
# What may still be edited.
EDITABLE = (Status.DRAFT,)


def find_move(status: str, action: str) -> Move | None:
    """The move that `action` makes from `status`, or None when there is none."""
    try:
        return _BY_SOURCE_AND_ACTION.get((Status(status), Action(action)))
    except ValueError:
        return None


def moves_from(status: str) -> list[Move]:
    return [move for move in MOVES if move.source == status]


def transitions() -> list[tuple[str, str]]:
    """The pairs of statuses that the database trigger lets through."""
    return sorted({(str(move.source.value), str(move.target.value)) for move in MOVES})
