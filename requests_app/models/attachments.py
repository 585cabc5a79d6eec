"""Files that lie with a request."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request
from requests_app.states import Side


class Attachment(models.Model):
    """A file that one side laid with a request: for both to see, or `internal`, for that side alone, for ever.

    It may be taken back while the other side cannot have seen it; the row stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=12, choices=Side)
    internal = models.BooleanField(_("for the own authority alone"))
    description = models.CharField(_("what it is"), max_length=200, blank=True)
    # nobody with an account, when somebody of an authority outside gave it through a link
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            # An upload that is finished twice, or a form that is sent twice, lays one file there.
            models.UniqueConstraint(fields=["request", "file"], name="attachment_once"),
            models.CheckConstraint(name="attachment_side_known", condition=Q(side__in=Side.values)),
            models.CheckConstraint(
                name="attachment_removed_by_somebody",
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # the files of a request, newest first
            models.Index(fields=["request", "-id"], condition=Q(removed_at__isnull=True), name="attachment_list"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="attachment_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="attachment_frozen",
                fields=["request", "file", "side", "internal", "description", "added_by", "added_at"],
            ),
            kept("attachment_kept"),
        ]

    def __str__(self) -> str:
        return self.file.name
