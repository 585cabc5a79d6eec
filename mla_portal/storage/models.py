"""Files and what they hold. The bytes lie sealed in a directory (`objects.py`); here is what is known of them."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.storage.media_types import is_named_otherwise
from mla_portal.storage.names import LENGTH_LIMIT


class Scan(models.TextChoices):
    """What the scanner for malware said."""

    OFF = "off", _("Not checked: the portal has no scanner")
    UNSCANNED = "unscanned", _("Waits to be checked")
    CLEAN = "clean", _("Checked: nothing found")
    INFECTED = "infected", _("Malware found")
    TOO_LARGE = "too_large", _("Not checked: too large for the scanner")


class Content(models.Model):
    """Bytes, once, however many files hold them. Known by their hash; they lie in one object."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    object_id = models.UUIDField(unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("type"), max_length=100)
    scan = models.CharField(_("check for malware"), max_length=12, choices=Scan)
    scanned_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("content")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="storage_content_sha256"),
            models.CheckConstraint(condition=Q(scan__in=Scan.values), name="storage_content_scan_known"),
        ]
        indexes = [
            # services.scanning: the next to be checked, the oldest first
            models.Index(fields=["created_at"], condition=Q(scan=Scan.UNSCANNED), name="storage_content_unscanned"),
        ]
        triggers = [
            pgtrigger.Protect(name="storage_content_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="storage_content_frozen", fields=["sha256", "object_id", "size", "media_type", "created_at"]
            ),
        ]

    def __str__(self) -> str:
        return self.sha256


class FileManager(models.Manager["StoredFile"]):
    def get_queryset(self) -> models.QuerySet[StoredFile]:
        return super().get_queryset().select_related("content")


class StoredFile(models.Model):
    """A content that somebody gave, under the name they gave it. It never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    content = models.ForeignKey(Content, models.PROTECT, related_name="files")
    name = models.CharField(_("name"), max_length=LENGTH_LIMIT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = FileManager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="storage_file_named")]
        triggers = [pgtrigger.Protect(name="storage_file_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    @property
    def sha256(self) -> str:
        return self.content_id

    @property
    def size(self) -> int:
        return self.content.size

    @property
    def media_type(self) -> str:
        return self.content.media_type

    @property
    def scan(self) -> Scan:
        return Scan(self.content.scan)

    @property
    def is_named_otherwise(self) -> bool:
        """Whether its name promises another type than its content is."""
        return is_named_otherwise(self.name, self.media_type)


class Upload(models.Model):
    """A file that comes piece by piece, for `about` ("request:UUID"). It goes when it has expired.

    From one person; from nobody with an account where `about` is a link ("outside:UUID").
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    about = models.CharField(max_length=80)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=LENGTH_LIMIT)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)  # what the sender says it is
    received = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=models.F("size")), name="storage_upload_received_no_more")
        ]
        indexes = [
            # services.uploads: how many a person has open
            models.Index(fields=["created_by"], condition=Q(file__isnull=True), name="storage_upload_open"),
            # services.uploads: and on a link
            models.Index(
                fields=["about"], condition=Q(file__isnull=True, created_by__isnull=True), name="storage_upload_on_link"
            ),
            # services.uploads: those that have expired
            models.Index(fields=["expires_at"], name="storage_upload_expires"),
        ]

    def __str__(self) -> str:
        return self.name


class UploadPart(models.Model):
    """A piece that has come, sealed in an object of its own."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    object_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="storage_upload_part_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"
