"""What runs: the kinds of deadline, who owes what it waits for, and whether it may stand still. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.states import Side


class DeadlineKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    PRESERVATION_REPORT = "preservation_report", _("Report on the preservation")
    PRESERVATION_EXPIRY = "preservation_expiry", _("End of the preservation")
    MLA_FOLLOW_UP = "mla_follow_up", _("Request for mutual assistance")
    HELD_WATCH = "held_watch", _("Confirmation that the data are still kept")
    FORMAL_CONFIRMATION = "formal_confirmation", _("Formal confirmation")
    CLARIFICATION_REPLY = "clarification_reply", _("Reply to a question")
    CONDITIONS_ANSWER = "conditions_answer", _("Answer about the conditions of a delivery")
    STATUS_ENQUIRY = "status_enquiry", _("Result, or an enquiry about it")
    POSTPONED_REVIEW = "postponed_review", _("Review of a postponement")
    WRITTEN_CONFIRMATION = "written_confirmation", _("Written confirmation of an oral request")
    EMERGENCY_REVIEW = "emergency_review", _("Review of an emergency sending")
    DOMESTIC_TASK = "domestic_task", _("Task at home")


@dataclass(frozen=True, kw_only=True)
class Trait:
    """`owed_by`: the side that has to act. `pauses`: it stands still while the other side owes an answer; what the law
    or nature lets run on does not. `repeats`: the end is no end, it begins anew when it was met. `internal`: the other
    side knows nothing of it. `outlasts`: it runs on when the request has ended.
    """

    owed_by: Side
    pauses: bool = True
    repeats: bool = False
    internal: bool = False
    outlasts: bool = False


TRAITS: dict[DeadlineKind, Trait] = {
    DeadlineKind.ACKNOWLEDGEMENT: Trait(owed_by=Side.REQUESTED, pauses=False),
    DeadlineKind.PRESERVATION_REPORT: Trait(owed_by=Side.REQUESTED),
    DeadlineKind.PRESERVATION_EXPIRY: Trait(owed_by=Side.REQUESTING, pauses=False),
    DeadlineKind.MLA_FOLLOW_UP: Trait(owed_by=Side.REQUESTING, pauses=False),
    DeadlineKind.HELD_WATCH: Trait(owed_by=Side.REQUESTED, pauses=False, repeats=True),
    DeadlineKind.FORMAL_CONFIRMATION: Trait(owed_by=Side.REQUESTING, pauses=False),
    DeadlineKind.CLARIFICATION_REPLY: Trait(owed_by=Side.REQUESTING, pauses=False),
    DeadlineKind.CONDITIONS_ANSWER: Trait(owed_by=Side.REQUESTING, pauses=False),
    DeadlineKind.STATUS_ENQUIRY: Trait(owed_by=Side.REQUESTED, repeats=True),
    DeadlineKind.POSTPONED_REVIEW: Trait(owed_by=Side.REQUESTED, pauses=False),
    DeadlineKind.WRITTEN_CONFIRMATION: Trait(owed_by=Side.REQUESTING, pauses=False, internal=True),
    DeadlineKind.EMERGENCY_REVIEW: Trait(owed_by=Side.REQUESTING, pauses=False, internal=True, outlasts=True),
    DeadlineKind.DOMESTIC_TASK: Trait(owed_by=Side.REQUESTING, pauses=False, internal=True, outlasts=True),
}
# What keeps evidence alive (29(7)): its ladders are never stopped.
NEVER_STOPPED = (DeadlineKind.PRESERVATION_EXPIRY, DeadlineKind.MLA_FOLLOW_UP, DeadlineKind.HELD_WATCH)
# What an authority owes itself.
INTERNAL = tuple(kind for kind, trait in TRAITS.items() if trait.internal)
OUTLASTING = tuple(kind for kind, trait in TRAITS.items() if trait.outlasts)
