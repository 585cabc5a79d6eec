"""What colleagues say to each other about a draft."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.requests import Request


class Comment(models.Model):
    """Of the own side alone, for ever. `section` is the code of a section, or empty for the whole request."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=32, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="comment_resolved_by_somebody",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # the comments of a request, newest first
            models.Index(fields=["request", "-id"], name="comment_list"),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="comment_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text[:80]
