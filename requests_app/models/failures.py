"""A mail that was to bring a request to the other side, or to remind it, and could not be delivered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models

from mla_portal.ids import uuid7
from mla_portal.outbox.models import Message
from requests_app.models.dispatch import Transmission, kept
from requests_app.models.outside import OutsideLink
from requests_app.models.requests import Request


class DeliveryFailure(models.Model):
    """Refused at once, or given back later. The same message may fail again after it was tried anew: another row.

    `transmission` is what did not arrive by it, `link` the one in the mail; a reminder has neither.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="delivery_failures")
    transmission = models.ForeignKey(Transmission, models.PROTECT, null=True, related_name="failures")
    link = models.ForeignKey(OutsideLink, models.PROTECT, null=True, related_name="failures")
    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "at"], name="delivery_failure_once")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="delivery_failure_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("delivery_failure_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.to_name} {self.at}"
