"""A question to who asked, open beside the status: a clarification, or a consultation under Article 29(6)."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.dispatch import kept
from requests_app.models.messages import Message, Topic
from requests_app.models.requests import Request


class Verdict(models.TextChoices):
    """How a question ended. A consultation asks for a decision: proceed, or withdraw."""

    ANSWERED = "answered", _("Answered")
    PROCEED = "proceed", _("Execute it nevertheless")
    WITHDRAW = "withdraw", _("Withdraw the request")
    OVERTAKEN = "overtaken", _("Overtaken by the end of the request")


class Question(models.Model):
    """Asked by the requested authority, answered by the requesting one; the words are the messages."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="questions")
    topic = models.CharField(max_length=16, choices=Topic)
    asked = models.OneToOneField(Message, models.PROTECT, related_name="asks")
    opened_at = models.DateTimeField()
    answer = models.OneToOneField(Message, models.PROTECT, null=True, related_name="answers")
    verdict = models.CharField(max_length=16, choices=Verdict, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "topic"], condition=Q(closed_at__isnull=True), name="question_open_once"
            ),
            models.CheckConstraint(name="question_asks_something", condition=~Q(topic=Topic.MESSAGE)),
            models.CheckConstraint(
                name="question_closed_with_verdict",
                condition=Q(closed_at__isnull=True, verdict="") | Q(closed_at__isnull=False) & ~Q(verdict=""),
            ),
            # Only a consultation is decided, and nothing else than decided.
            models.CheckConstraint(
                name="question_verdict_fits",
                condition=Q(verdict__in=["", Verdict.OVERTAKEN])
                | Q(topic=Topic.CLARIFICATION, verdict=Verdict.ANSWERED)
                | Q(topic=Topic.CONSULTATION, verdict__in=[Verdict.PROCEED, Verdict.WITHDRAW]),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="question_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="question_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            kept("question_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.opened_at}"
