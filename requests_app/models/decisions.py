"""What the requested authority decided on a request, in its own words: the trail says that it did, this says what."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ids import uuid7
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request
from requests_app.states import Action, Ground, Outcome

# The moves that come with words of their own.
DECISIONS = (Action.REFUSE, Action.REDIRECT, Action.POSTPONE, Action.COMPLETE)
# As `kinds.reported.GONE`: since which day they are gone may be known.
GONE = (Outcome.DATA_DELETED, Outcome.NO_DATA, Outcome.PARTLY)


class Decision(models.Model):
    """One refusal, passing on, postponement or report of a result. Of an outsider, what the officer recorded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="decisions")
    action = models.CharField(_("decision"), max_length=16, choices=Action)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    ground = models.CharField(_("ground"), max_length=32, choices=Ground, blank=True)
    # the paragraph that allows it, such as 29(5)(a)
    article = models.CharField(_("article"), max_length=40, blank=True)
    text = models.TextField(_("reason or note"), blank=True)
    # what was considered instead of refusing: a part, or conditions (Art. 27(6))
    considered = models.TextField(_("considered before"), blank=True)
    # the day of review of what is postponed
    until = models.DateField(_("review on"), null=True)
    # where it was passed on to, if that authority is in the directory
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")
    # first and last day of what is preserved
    preserved_from = models.DateField(_("preserved from"), null=True)
    preserved_until = models.DateField(_("preserved until"), null=True)
    # when the data were deleted, or the account that they belonged to
    deleted_on = models.DateField(_("deleted on"), null=True)
    # the answer for each thing asked: {"identifier", "what", "outcome", "note"}
    items = models.JSONField(_("item by item"), default=list)
    # written down by the officer who asked: the authority is outside the portal
    recorded = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="decision_known", condition=Q(action__in=DECISIONS)),
            models.CheckConstraint(
                name="decision_ends_with_outcome",
                condition=Q(action=Action.POSTPONE, outcome="") | ~Q(action=Action.POSTPONE) & ~Q(outcome=""),
            ),
            # A refusal has its ground, and nothing else has one.
            models.CheckConstraint(
                name="decision_refusal_has_ground",
                condition=Q(action=Action.REFUSE) & ~Q(ground="") & ~Q(text="")
                | ~Q(action=Action.REFUSE) & Q(ground=""),
            ),
            models.CheckConstraint(
                name="decision_postponed_until",
                condition=Q(action=Action.POSTPONE, until__isnull=False)
                | ~Q(action=Action.POSTPONE) & Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="decision_preserved_in_order",
                condition=Q(preserved_from__isnull=True)
                | Q(preserved_until__isnull=True)
                | Q(preserved_until__gt=F("preserved_from")),
            ),
            models.CheckConstraint(
                name="decision_deleted_is_gone",
                condition=Q(deleted_on__isnull=True) | Q(action=Action.COMPLETE, outcome__in=GONE),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="decision_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("decision_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.at}"
