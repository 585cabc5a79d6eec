"""What is to be done at home because a disclosed path led back there (Art. 30): by whom, until when, with what end."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.disclosed_paths import DisclosedPath
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request


class DomesticTask(models.Model):
    """Of the requesting side alone: no other State is asked."""

    class State(models.TextChoices):
        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="domestic_tasks")
    path = models.OneToOneField(DisclosedPath, models.PROTECT, related_name="task")
    text = models.TextField(_("what is to be done"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="domestic_tasks")
    due_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # what came of it, or why it was dropped
    result = models.TextField(_("what came of it, or why not"), blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="domestic_task_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="domestic_task_closed_whole",
                condition=Q(state="open", closed_by__isnull=True, closed_at__isnull=True, result="")
                | Q(state="done", closed_by__isnull=False, closed_at__isnull=False)
                | Q(state="dropped", closed_by__isnull=False, closed_at__isnull=False) & ~Q(result=""),
            ),
        ]
        indexes: ClassVar = [
            # home: what this person has to do, the earliest first
            models.Index(fields=["person", "due_on"], condition=Q(state="open"), name="domestic_task_open"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="domestic_task_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="domestic_task_closed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            kept("domestic_task_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.due_on}"
