"""The provider in another State that a requested authority came upon, and the path that leads there (Art. 30)."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Jurisdiction
from mla_portal.ids import uuid7
from requests_app.models.disclosures import Disclosure
from requests_app.models.dispatch import kept


class DisclosedPath(models.Model):
    """Part of a delivery: enough traffic data to identify the provider and the path of the communication."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="path")
    provider = models.CharField(_("provider in another State"), max_length=200)
    country = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    path = models.TextField(_("path of the communication"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="disclosed_path_whole", condition=~Q(provider="") & ~Q(path="")),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="disclosed_path_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("disclosed_path_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.country_id}"
