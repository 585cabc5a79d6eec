"""That the requesting side has looked at what was handed over: what nobody did is a result that waits."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from mla_portal.ids import uuid7
from requests_app.models.disclosures import Disclosure
from requests_app.models.dispatch import kept


class DisclosureOpening(models.Model):
    """The first time somebody who answers for the requesting side opened a delivery; each file is in the trail."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="opening")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosure_opening_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("disclosure_opening_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.at}"
