"""What a person may do with a deadline, beside doing what it waits for."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.access import permissions_at
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import sides_of
from requests_app.clocks.kinds import DeadlineKind
from requests_app.models import Deadline
from requests_app.states import Side


class Act(models.TextChoices):
    EXTEND = "extend", _("Move it to another day")
    SETTLE = "settle", _("It is done")
    SILENCE = "silence", _("Switch the reminders off")
    UNSILENCE = "unsilence", _("Switch the reminders on again")


# What ends with a move of the request, or with what is decided on its pages, and with nothing else.
_BY_A_MOVE = (DeadlineKind.ACKNOWLEDGEMENT, DeadlineKind.CONDITIONS_ANSWER, DeadlineKind.DOMESTIC_TASK)
# What somebody else than who sent it decides, and nobody puts off.
_BY_ANOTHER = (DeadlineKind.EMERGENCY_REVIEW,)
# What the requested side decides on by itself.
_THEIRS = (DeadlineKind.PRESERVATION_EXPIRY, DeadlineKind.POSTPONED_REVIEW, DeadlineKind.HELD_WATCH)


def acts_of(user: User, deadline: Deadline, *, now: datetime) -> list[Act]:
    """The officers of the requesting side keep its deadlines, its supervisors switch reminders off; the requested side
    moves what it has granted itself.
    """
    if deadline.closed_at is not None or deadline.kind in _BY_ANOTHER:
        return []
    sides = sides_of(user, deadline.request)
    asking, asked = deadline.request.requesting_authority_id, deadline.request.requested_authority_id
    held = permissions_at(user, {asking, asked})
    own = Side.REQUESTING in sides and Permission.SEND in held[asking]
    theirs = Side.REQUESTED in sides and Permission.EXECUTE in held[asked] and deadline.kind in _THEIRS
    found = [Act.EXTEND] if own or theirs else []
    if (own and _can_be_done(deadline, now)) or (theirs and deadline.kind == DeadlineKind.HELD_WATCH):
        found.append(Act.SETTLE)
    if Side.REQUESTING in sides and Permission.SUPERVISE in held[asking]:
        found.append(Act.UNSILENCE if deadline.silenced_at else Act.SILENCE)
    return found


def _can_be_done(deadline: Deadline, now: datetime) -> bool:
    """The end of a preservation is done only when it is over: that it lapsed goes on record."""
    if deadline.kind == DeadlineKind.PRESERVATION_EXPIRY:
        return deadline.due_at <= now
    return deadline.kind not in _BY_A_MOVE
