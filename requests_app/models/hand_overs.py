"""How whoever goes home hands over what is open: one note, the requests that go with it, and that it was read."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority
from mla_portal.ids import uuid7
from requests_app.models.requests import Request
from requests_app.states import Side


class WorkHandOver(models.Model):
    """`to` takes over, or the desk where nobody is named; `noted_by` has read it, once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("note"))
    made_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="work_hand_over_to_another", condition=Q(to__isnull=True) | ~Q(to=models.F("by"))
            ),
            models.CheckConstraint(
                name="work_hand_over_noted_by_somebody",
                condition=Q(noted_at__isnull=True, noted_by__isnull=True)
                | Q(noted_at__isnull=False, noted_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # those of an authority, newest first
            models.Index(fields=["authority", "-id"], name="work_hand_over_list"),
            # home: what nobody has read yet
            models.Index(fields=["authority", "to"], condition=Q(noted_at__isnull=True), name="work_hand_over_unread"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="work_hand_over_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="work_hand_over_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__note__df=pgtrigger.F("new__note"))
                | pgtrigger.Q(old__by__df=pgtrigger.F("new__by"))
                | pgtrigger.Q(old__to__df=pgtrigger.F("new__to"))
                | pgtrigger.Q(old__noted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.made_at}"


class HandedRequest(models.Model):
    """One of the requests that went along, with its next date as it was then."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hand_over = models.ForeignKey(WorkHandOver, models.PROTECT, related_name="requests")
    request = models.ForeignKey(Request, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["hand_over", "request"], name="handed_request_once")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="handed_request_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.request_id)
