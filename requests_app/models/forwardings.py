"""That a request which reached the wrong authority was passed on by another channel than this portal (27(9)(c))."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Channel
from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request


class Forwarding(models.Model):
    """Recorded by the authority that passed it on; both sides read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.OneToOneField(Request, models.PROTECT, related_name="forwarding")
    to = models.CharField(_("to whom"), max_length=200)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    number = models.CharField(_("under what number"), max_length=80, blank=True)
    happened_at = models.DateTimeField(_("when"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="forwarding_proved", condition=~Q(to="") & (~Q(number="") | ~Q(note="") | Q(file__isnull=False))
            ),
            models.CheckConstraint(name="forwarding_outside", condition=~Q(channel=Channel.PORTAL)),
            models.CheckConstraint(name="forwarding_not_to_come", condition=Q(happened_at__lte=F("at"))),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="forwarding_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("forwarding_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.to} {self.happened_at}"
