"""Where a country stands with a treaty on a day, in one word. Pure."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.facts import TreatyStatus


class TreatyState(models.TextChoices):
    """In the order in which they are told."""

    IN_FORCE = "in_force", _("In force")
    TO_COME = "to_come", _("Not yet in force")
    RATIFIED = "ratified", _("Ratified, not in force")
    SIGNED = "signed", _("Signed only")
    ENDED = "ended", _("No longer in force")
    UNDATED = "undated", _("Not in force, no day known")
    UNSIGNED = "unsigned", _("Not yet signed or ratified")


TONES = {
    TreatyState.IN_FORCE: "good",
    TreatyState.TO_COME: "wait",
    TreatyState.RATIFIED: "wait",
    TreatyState.SIGNED: "wait",
    TreatyState.ENDED: "bad",
    TreatyState.UNDATED: "neutral",
    TreatyState.UNSIGNED: "neutral",
}


def treaty_state(status: TreatyStatus, on: date) -> TreatyState:
    if status.in_force:
        return TreatyState.IN_FORCE
    if status.in_force_from is not None:
        return TreatyState.TO_COME if on < status.in_force_from else TreatyState.ENDED
    if status.ratified_on is not None and status.ratified_on <= on:
        return TreatyState.RATIFIED
    signed = status.signed_on is not None and status.signed_on <= on
    # on a day that is not known, but nobody ratifies before having signed
    if status.ratified_undated and (signed or status.signed_on is None):
        return TreatyState.RATIFIED
    if signed:
        return TreatyState.SIGNED
    return TreatyState.UNSIGNED if status.signed_on or status.ratified_on else TreatyState.UNDATED
