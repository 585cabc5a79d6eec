"""Deadlines, and the ladders that are climbed until somebody acts."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ids import uuid7
from requests_app.models.requests import Request, Urgency


class DeadlineKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")


class Audience(models.TextChoices):
    """Who a rung of the ladder tells."""

    CONTACT = "contact", _("first contact point of the requested authority")
    BACKUP = "backup", _("back-up contact points of the requested authority")
    SUPERVISOR = "supervisor", _("supervisors of the requested authority")
    OFFICER = "officer", _("the officer who sent the request")
    OWN_SUPERVISOR = "own_supervisor", _("supervisors of the requesting authority")


class EscalationPolicy(models.Model):
    """How long an answer may take, by authority and urgency. Without one of its own an authority has the default."""

    authority = models.ForeignKey(Authority, models.CASCADE, null=True, blank=True, related_name="escalation_policies")
    deadline_kind = models.CharField(_("deadline"), max_length=24, choices=DeadlineKind)
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency)
    due_after = models.DurationField(_("due after"))
    # After the last rung it is said again and again, each time this share of `due_after` later, until somebody acts.
    repeat_percent = models.PositiveSmallIntegerField(_("then repeat every (% of the time)"), default=100)

    class Meta:
        ordering: ClassVar = ["authority", "deadline_kind", "urgency"]
        verbose_name = _("escalation policy")
        verbose_name_plural = _("escalation policies")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "deadline_kind", "urgency"],
                nulls_distinct=False,
                name="escalation_policy_once",
            ),
            models.CheckConstraint(name="escalation_policy_repeats", condition=Q(repeat_percent__gte=10)),
            models.CheckConstraint(name="escalation_policy_due_later", condition=Q(due_after__gt=timedelta(0))),
        ]

    def __str__(self) -> str:
        return f"{self.get_deadline_kind_display()} · {self.get_urgency_display()}"


class EscalationStep(models.Model):
    """One rung: at this share of the time (100 = when it is due), tell these people."""

    policy = models.ForeignKey(EscalationPolicy, models.CASCADE, related_name="steps")
    percent = models.PositiveSmallIntegerField(_("at (% of the time)"))
    audiences = ArrayField(models.CharField(max_length=16, choices=Audience), verbose_name=_("tell"))

    class Meta:
        ordering: ClassVar = ["policy", "percent"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "percent"], name="escalation_step_once"),
            models.CheckConstraint(name="escalation_step_audience", condition=Q(audiences__len__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class Deadline(models.Model):
    """An instant by which something is owed, with the rule that gave it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=24, choices=DeadlineKind)
    rule = models.CharField(max_length=200)
    policy = models.ForeignKey(EscalationPolicy, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # The rung of the ladder that comes next, counted from 0, and its instant; None when the ladder is done.
    next_step = models.PositiveSmallIntegerField(default=0)
    next_step_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar = ["due_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "kind"], condition=Q(closed_at__isnull=True), name="deadline_open_once"
            ),
            models.CheckConstraint(name="deadline_in_order", condition=Q(due_at__gt=F("starts_at"))),
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


class Reminder(models.Model):
    """That one person was told at one rung of one deadline; the mail itself is in the outbox, under the same key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=16, choices=Audience)
    recipient = models.CharField(max_length=254)
    recipient_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deadline", "step", "recipient"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.recipient}"
