"""Who is responsible for a request on either side: that it was given to somebody, or back to the desk."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.requests import Request
from requests_app.states import Side


class Assignment(models.Model):
    """One giving, never changed. Who has the request now stands on the request itself, for the lists."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="assignments")
    side = models.CharField(max_length=12, choices=Side)
    # None: back to the desk
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="assignment_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.at}"
