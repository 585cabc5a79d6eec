"""Approvals whose document takes long to make: kept until a worker has made it, or has said why it did not."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.requests import Request


class Making(models.TextChoices):
    """How far a worker has come with a document, in this order."""

    WAITING = "waiting", _("It waits for its turn.")
    LAYING_OUT = "laying_out", _("Step 1 of 3: the pages are laid out.")
    SIGNING = "signing", _("Step 2 of 3: the pages are laid out, it is signed.")
    FREEZING = "freezing", _("Step 3 of 3: it is laid out and signed, and is frozen now.")


class ApprovalWish(models.Model):
    """Somebody pressed "Approve" under what they had read. It is an approval only once the document is frozen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="approval_wishes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # the `reading_digest` of what they had before them: nothing else is approved
    seen = models.CharField(max_length=32)
    making = models.CharField(max_length=12, choices=Making, default=Making.WAITING)
    # that are laid out by now
    pages = models.PositiveIntegerField(default=0)
    # A worker took it then; after a while without an end it is taken to be dead, and another one goes on.
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    # Why nothing was approved, as a sentence for whoever pressed; empty of one that was fulfilled.
    refusal = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            # A second press finds the first.
            models.UniqueConstraint(fields=["request"], condition=Q(ended_at__isnull=True), name="approval_wish_once"),
            models.CheckConstraint(name="approval_wish_making_known", condition=Q(making__in=Making.values)),
            models.CheckConstraint(
                name="approval_wish_refused_has_ended", condition=Q(refusal="") | Q(ended_at__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            # what a worker takes next
            models.Index(fields=["at"], condition=Q(ended_at__isnull=True), name="approval_wish_open"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="approval_wish_never_deleted", operation=pgtrigger.Delete),
            # Who, when and what stand as they were pressed; what has ended stays so.
            pgtrigger.Protect(
                name="approval_wish_as_pressed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False)
                | pgtrigger.Q(old__request__df=pgtrigger.F("new__request"))
                | pgtrigger.Q(old__by__df=pgtrigger.F("new__by"))
                | pgtrigger.Q(old__at__df=pgtrigger.F("new__at"))
                | pgtrigger.Q(old__seen__df=pgtrigger.F("new__seen")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.at}"
