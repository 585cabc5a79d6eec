"""Deadlines, and that somebody was reminded of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contacts.models import Authority
from mla_portal.ids import uuid7
from requests_app.clocks.kinds import DeadlineKind
from requests_app.models.ladders import Audience, EscalationPolicy
from requests_app.models.requests import Request
from requests_app.states import Side


class Deadline(models.Model):
    """An instant by which something is owed, with the rule that gave it and how it was reckoned.

    `subject` is the key of what it is about where a request has several of a kind: a preservation, a question, a
    transmission. `round` counts the times that the ladder began anew, because the date was moved.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=24, choices=DeadlineKind)
    subject = models.UUIDField(null=True)
    owed_by = models.CharField(max_length=12, choices=Side, default=Side.REQUESTED)
    rule = models.CharField(max_length=200)
    policy = models.ForeignKey(EscalationPolicy, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # by whose clock days are counted
    zone = models.CharField(max_length=64, default="UTC")
    # the steps of the reckoning, see requests_app.clocks.reckoned
    explanation: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    # The rung of the ladder that comes next, counted from 0, and its instant; None when the ladder is done or stopped.
    next_step = models.PositiveSmallIntegerField(default=0)
    next_step_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=0)
    # when a reminder was last said, for the gap between two
    told_at = models.DateTimeField(null=True)
    # the other side owes an answer: the clock stands still
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(null=True)
    # somebody switched the reminders off; the date stands
    silenced_at = models.DateTimeField(null=True)
    silenced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    silenced_reason = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar = ["due_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "kind", "subject"],
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
                name="deadline_open_once",
            ),
            models.CheckConstraint(name="deadline_in_order", condition=Q(due_at__gt=F("starts_at"))),
            # What stands still, is switched off or is over has no next step: the sweep asks for nothing else.
            models.CheckConstraint(
                name="deadline_next_step_runs",
                condition=Q(next_step_at__isnull=True)
                | Q(paused_at__isnull=True, silenced_at__isnull=True, closed_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            # the sweep: what is due to be said now
            models.Index(
                fields=["next_step_at"],
                condition=Q(closed_at__isnull=True, next_step_at__isnull=False),
                name="deadline_sweep",
            ),
            # the lists by date: overdue, due next
            models.Index(fields=["due_at", "id"], condition=Q(closed_at__isnull=True), name="deadline_open_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_at}"

    @property
    def owing(self) -> Authority:
        """The authority that has to act."""
        asked = self.owed_by == Side.REQUESTED
        return self.request.requested_authority if asked else self.request.requesting_authority

    @property
    def waiting(self) -> Authority:
        """The other one."""
        asked = self.owed_by == Side.REQUESTED
        return self.request.requesting_authority if asked else self.request.requested_authority


class Reminder(models.Model):
    """That one person was told at one rung of one deadline; the mail itself is in the outbox, under the same key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders")
    round = models.PositiveSmallIntegerField(default=0)
    step = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=16, choices=Audience)
    recipient = models.CharField(max_length=254)
    recipient_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deadline", "round", "step", "recipient"], name="reminder_once"),
        ]
        indexes: ClassVar = [
            # the bell: what this address was told, the newest first
            models.Index(fields=["recipient", "-created_at"], name="reminder_told"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.recipient}"
