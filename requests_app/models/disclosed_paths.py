"""The provider in another State that a requested authority came upon, and the path that leads there (Art. 30).

Or that it is not told, on one of the two grounds of Article 30(2).
"""

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
from requests_app.states import Ground


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


class WithheldPath(models.Model):
    """Instead of a path: that its disclosure is withheld, on which ground, by which paragraph, and why (Art. 30(2))."""

    GROUNDS = (Ground.POLITICAL_OFFENCE, Ground.ESSENTIAL_INTERESTS)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="withheld_path")
    ground = models.CharField(_("ground"), max_length=32, choices=[(one.value, one.label) for one in GROUNDS])
    article = models.CharField(_("paragraph"), max_length=40)
    reason = models.TextField(_("reason"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="withheld_path_has_reason", condition=~Q(reason="") & ~Q(article="")),
            models.CheckConstraint(
                name="withheld_path_on_a_ground_of_30_2",
                condition=Q(ground__in=["political_offence", "essential_interests"]),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="withheld_path_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("withheld_path_kept"),
        ]

    def __str__(self) -> str:
        return self.article
