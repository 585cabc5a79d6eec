"""What reaches an authority outside this portal: its link, and the proof of what was sent and received elsewhere."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile
from requests_app.models.dispatch import Transmission, kept

# Wrong codes after which a link opens nothing any more.
ATTEMPTS = 5


class OutsideLink(models.Model):
    """A link in a mail, on which a person of the authority reads and acknowledges without an account.

    Neither the key in the link nor the code stands here: both are derived from the portal's secret when needed, and of
    the key this holds the digest. It opens once: with the right code it is bound to the browser that gave it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    transmission = models.ForeignKey(Transmission, models.PROTECT, related_name="links")
    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    key_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # To whom the code went, where it was not given by telephone.
    code_sent_to = models.CharField(max_length=254, blank=True)
    used_at = models.DateTimeField(null=True)
    browser_digest = models.CharField(max_length=64, blank=True)
    # As they were given with the code: it proves that they were called, not who they are.
    person_name = models.CharField(_("name"), max_length=120, blank=True)
    person_function = models.CharField(_("function"), max_length=120, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="outside_link_expires_later", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(name="outside_link_attempts_bounded", condition=Q(attempts__lte=ATTEMPTS)),
            models.CheckConstraint(
                name="outside_link_used_by_somebody",
                condition=Q(used_at__isnull=True, browser_digest="", person_name="", person_function="")
                | Q(used_at__isnull=False) & ~Q(browser_digest="") & ~Q(person_name="") & ~Q(person_function=""),
            ),
            models.CheckConstraint(
                name="outside_link_revoked_by_somebody",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="outside_link_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="outside_link_frozen",
                fields=["transmission", "to_address", "to_name", "key_digest", "made_by", "made_at"],
            ),
            kept("outside_link_kept"),
        ]

    def __str__(self) -> str:
        return self.to_name or self.to_address

    @property
    def is_locked(self) -> bool:
        return self.used_at is None and self.attempts >= ATTEMPTS


class TransmissionProof(models.Model):
    """That a document was sent, or received, outside the portal: when, and the file that shows it."""

    class Stage(models.TextChoices):
        SENT = "sent", _("sent")
        RECEIVED = "received", _("received")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    transmission = models.ForeignKey(Transmission, models.PROTECT, related_name="proofs")
    stage = models.CharField(_("what it proves"), max_length=8, choices=Stage)
    happened_at = models.DateTimeField(_("when it happened"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # A double click records it once; another file is another proof.
            models.UniqueConstraint(fields=["transmission", "stage", "happened_at"], name="transmission_proof_once"),
            models.CheckConstraint(name="transmission_proof_stage_known", condition=Q(stage__in=["sent", "received"])),
            models.CheckConstraint(
                name="transmission_proof_not_before_it_happened", condition=Q(happened_at__lte=F("recorded_at"))
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="transmission_proof_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("transmission_proof_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.happened_at}"
