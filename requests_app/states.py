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
    IN_EXECUTION = "in_execution", _("Being executed")
    POSTPONED = "postponed", _("Postponed")
    COMPLETED = "completed", _("Answered")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.TextChoices):
    """How it ended; apart from `status`, which says where it is."""

    EXECUTED = "executed", _("Executed")
    PARTLY = "partly", _("Partly executed")
    REFUSED = "refused", _("Refused")
    NO_DATA = "no_data", _("No data")
    DATA_DELETED = "data_deleted", _("Data already deleted")
    WRONG_CUSTODIAN = "wrong_custodian", _("Wrong custodian")
    MISDIRECTED = "misdirected", _("Sent to the wrong authority")
    INCOMPLETE = "incomplete", _("Too incomplete to execute")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NO_REPLY = "no_reply", _("No reply")
    LAPSED = "lapsed", _("Lapsed")


class Ground(models.TextChoices):
    """Why a request is refused; which of them an article allows is in the row of its kind."""

    POLITICAL_OFFENCE = "political_offence", _("A political offence, or one connected with it")
    ESSENTIAL_INTERESTS = (
        "essential_interests",
        _("Sovereignty, security, ordre public or other essential interests would be prejudiced"),
    )
    DUAL_CRIMINALITY = "dual_criminality", _("Dual criminality cannot be fulfilled at the time of disclosure")
    TREATY_OR_DOMESTIC = "treaty_or_domestic_ground", _("A ground of the applicable treaty or of domestic law")


class Action(models.TextChoices):
    SUBMIT = "submit", _("Submit for approval")
    RETURN = "return", _("Return to the author")
    APPROVE = "approve", _("Approve")
    SEND = "send", _("Send")
    SEND_AT_ONCE = "send_at_once", _("Send at once, without approval")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge")
    START = "start", _("Start the execution")
    REFUSE = "refuse", _("Refuse")
    REDIRECT = "redirect", _("Pass on to another authority")
    POSTPONE = "postpone", _("Postpone")
    RESUME = "resume", _("Resume")
    COMPLETE = "complete", _("Report the result")
    CLOSE = "close", _("Close")
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
    # Where a life is at stake nobody waits for an approval: of an emergency alone, and reviewed afterwards.
    Move(Status.DRAFT, Action.SEND_AT_ONCE, Status.SENT, Side.REQUESTING, Permission.SEND),
    Move(Status.IN_REVIEW, Action.SEND_AT_ONCE, Status.SENT, Side.REQUESTING, Permission.SEND),
    Move(Status.SENT, Action.ACKNOWLEDGE, Status.ACKNOWLEDGED, Side.REQUESTED, Permission.ACKNOWLEDGE),
    Move(Status.ACKNOWLEDGED, Action.START, Status.IN_EXECUTION, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.IN_EXECUTION, Action.COMPLETE, Status.COMPLETED, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.IN_EXECUTION, Action.POSTPONE, Status.POSTPONED, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.POSTPONED, Action.RESUME, Status.IN_EXECUTION, Side.REQUESTED, Permission.EXECUTE),
    # What is not ours, or may not be done, is seen at once or only in the work.
    Move(Status.ACKNOWLEDGED, Action.REDIRECT, Status.COMPLETED, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.IN_EXECUTION, Action.REDIRECT, Status.COMPLETED, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.ACKNOWLEDGED, Action.REFUSE, Status.COMPLETED, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.IN_EXECUTION, Action.REFUSE, Status.COMPLETED, Side.REQUESTED, Permission.EXECUTE),
    Move(Status.COMPLETED, Action.CLOSE, Status.CLOSED, Side.REQUESTING, Permission.SEND),
    # Nobody answered, and every rung of the ladder was climbed.
    Move(Status.SENT, Action.CLOSE, Status.CLOSED, Side.REQUESTING, Permission.SEND),
    Move(Status.SENT, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING, Permission.SEND),
    Move(Status.ACKNOWLEDGED, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING, Permission.SEND),
    Move(Status.IN_EXECUTION, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING, Permission.SEND),
    # Nobody need wait for a review that has lost its object.
    Move(Status.POSTPONED, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING, Permission.SEND),
)

_BY_SOURCE_AND_ACTION = {(move.source, move.action): move for move in MOVES}

# Before it is sent nobody outside the requesting authority sees the request; from then on the requested one does.
UNSENT = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)
UNAPPROVED = (Status.DRAFT, Status.IN_REVIEW)
SENT_ONWARDS = tuple(status for status in Status if status not in UNSENT)
# In the hands of the requested authority, receipt confirmed.
AT_WORK = (Status.ACKNOWLEDGED, Status.IN_EXECUTION, Status.POSTPONED)
# It has ended: how, says the outcome.
ENDED = (Status.COMPLETED, Status.CLOSED, Status.WITHDRAWN)
# While it stands here, somebody of that side has something to do.
OPEN: dict[Side, tuple[Status, ...]] = {
    Side.REQUESTING: tuple(status for status in Status if status not in (Status.CLOSED, Status.WITHDRAWN)),
    Side.REQUESTED: (Status.SENT, *AT_WORK),
}
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
