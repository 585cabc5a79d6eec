"""What goes on a medium because it is too large: sent, received, its hash computed and compared."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.disclosures import Disclosure
from requests_app.models.dispatch import kept

SHA256 = r"^[0-9a-f]{64}$"


class MediumState(models.TextChoices):
    UNDER_WAY = "under_way", _("Under way")
    RECEIVED = "received", _("Received, not checked yet")
    MATCH = "match", _("The hash is the one that was announced")
    MISMATCH = "mismatch", _("The hash is another one than was announced")


class Medium(models.Model):
    """A disk, a tape: who gave it says what it is and which hash it has; who received it computes the hash anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="media")
    description = models.CharField(_("what it is"), max_length=500)
    carrier = models.CharField(_("carried by"), max_length=200)
    seal = models.CharField(_("number of the seal"), max_length=80, blank=True)
    sha256 = models.CharField(_("SHA-256 announced"), max_length=64)
    sent_at = models.DateTimeField(_("handed to the carrier"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField(_("received"), null=True)
    seal_intact = models.BooleanField(_("seal intact"), null=True)
    note = models.TextField(_("what was seen at the receipt"), blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    computed_sha256 = models.CharField(_("SHA-256 computed"), max_length=64, blank=True)
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    computed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="medium_described", condition=~Q(description="") & ~Q(carrier="") & Q(sha256__regex=SHA256)
            ),
            models.CheckConstraint(
                name="medium_received_whole",
                condition=Q(received_at__isnull=True, received_by__isnull=True, seal_intact__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False, received_at__gte=F("sent_at")),
            ),
            models.CheckConstraint(
                name="medium_computed_after_receipt",
                condition=Q(computed_at__isnull=True, computed_by__isnull=True, computed_sha256="")
                | Q(computed_at__isnull=False, computed_by__isnull=False, received_at__isnull=False)
                & Q(computed_sha256__regex=SHA256),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="medium_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="medium_frozen",
                fields=["disclosure", "description", "carrier", "seal", "sha256", "sent_at", "by", "at"],
            ),
            pgtrigger.Protect(
                name="medium_computed_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__computed_at__isnull=False),
            ),
            kept("medium_kept"),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def state(self) -> MediumState:
        if self.computed_at is not None:
            return MediumState.MATCH if self.computed_sha256 == self.sha256 else MediumState.MISMATCH
        return MediumState.UNDER_WAY if self.received_at is None else MediumState.RECEIVED
