"""Notices that are still to be made: written with the move that they belong to, made by a worker afterwards."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from mla_portal.ids import uuid7
from requests_app.models.dispatch import Document, kept
from requests_app.models.requests import Request
from templates_app.notice import Notice

# What the requesting side owes: the document that withdraws, in the form of a request for it.
WITHDRAWAL = "withdrawal"
KINDS = [(one, one) for one in (*(notice.value for notice in Notice), WITHDRAWAL)]


class NoticeOwed(models.Model):
    """One notice. `context` is what it says, fixed when the move was made; `document` is there once it is made.

    `cause` is the acknowledgement, decision, delivery or measure that it came of, the request that was withdrawn, or
    the document of which it is the revision with a translation. While it waits, `next_attempt_at` is also how long a
    worker has for it: one that dies leaves it to the next after that.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="notices_owed")
    kind = models.CharField(max_length=32, choices=KINDS)
    cause = models.UUIDField()
    context = models.TextField()
    # nobody with an account, where it came of what was said on a link
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.TextField(blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="owed")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            # One move, one notice; an order to a custodian may be made again, but is not owed twice at once.
            models.UniqueConstraint(
                fields=["kind", "cause"], condition=~Q(kind=Notice.PRESERVATION_ORDER), name="notice_owed_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "cause"], condition=Q(document__isnull=True), name="notice_owed_once_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            # services.owed_notices: the next one due.
            models.Index(fields=["next_attempt_at", "id"], condition=Q(document__isnull=True), name="notice_owed_due"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="notice_made_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__document__isnull=False),
            ),
            pgtrigger.Protect(name="notice_owed_never_deleted", operation=pgtrigger.Delete),
            kept("notice_owed_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
