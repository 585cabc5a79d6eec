"""That an authority takes part in telling supervisors of two authorities that they ask about the same identifier."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ids import uuid7


class Agreement(models.Model):
    """From `agreed_at` until `ended_at`; without a row that runs, an authority takes no part."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("agreement on deconfliction")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(ended_at__isnull=True), name="agreement_running_once"
            ),
            models.CheckConstraint(
                name="agreement_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="agreement_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.authority} {self.agreed_at:%Y-%m-%d}"
