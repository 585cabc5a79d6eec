"""What went wrong with confidentiality: what happened, who was told, what the review found, how it ended."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.disclosures import Disclosure
from requests_app.models.dispatch import kept
from requests_app.models.messages import Message
from requests_app.models.requests import Request
from requests_app.states import Side


class IncidentKind(models.TextChoices):
    BREACH = "breach", _("Confidentiality was broken")
    WRONG_RECIPIENT = "wrong_recipient", _("Something went to the wrong recipient")


class Incident(models.Model):
    """The own record of one side: the other one reads of it what it is told, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="incidents")
    side = models.CharField(max_length=12, choices=Side)
    kind = models.CharField(_("kind"), max_length=16, choices=IncidentKind)
    what = models.TextField(_("what happened"))
    noticed_at = models.DateTimeField(_("noticed"))
    noticed_by = models.CharField(_("noticed by"), max_length=200)
    disclosures: models.ManyToManyField[Disclosure, Any] = models.ManyToManyField(
        Disclosure, related_name="incidents", verbose_name=_("deliveries concerned")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # the other authority was told: by a message, or in another way, as somebody says
    notice = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    told_how = models.TextField(_("how the other side was told"), blank=True)
    told_at = models.DateTimeField(null=True)
    # the log of access as it was when it was reviewed, and what was found in it
    access_log = models.JSONField(default=list)
    review = models.TextField(_("what the log of access shows"), blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    # who got it wrongly says that it is deleted
    deletion_confirmed_by = models.CharField(_("who confirmed the deletion"), max_length=200, blank=True)
    deletion_confirmed_on = models.DateField(_("deletion confirmed on"), null=True)
    result = models.TextField(_("result"), blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="incident_known", condition=Q(kind__in=IncidentKind.values) & ~Q(what="") & ~Q(noticed_by="")
            ),
            models.CheckConstraint(name="incident_noticed_before", condition=Q(noticed_at__lte=F("at"))),
            # Nothing is closed before the other side was told and the log reviewed; a wrong recipient has deleted it.
            models.CheckConstraint(
                name="incident_closed_whole",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, result="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, told_at__isnull=False, reviewed_at__isnull=False)
                & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="incident_deletion_whole",
                condition=Q(deletion_confirmed_by="", deletion_confirmed_on__isnull=True)
                | ~Q(deletion_confirmed_by="") & Q(deletion_confirmed_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # the list of what is open, the newest first
            models.Index(fields=["-id"], condition=Q(closed_at__isnull=True), name="incident_open"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="incident_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="incident_frozen",
                fields=["request", "side", "kind", "what", "noticed_at", "noticed_by", "by", "at"],
            ),
            pgtrigger.Protect(
                name="incident_closed_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            kept("incident_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.noticed_at:%Y-%m-%d}"
