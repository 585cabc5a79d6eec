"""What leaves the house, and what comes back: frozen documents, transmissions, readings, acknowledgements."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Authority, Channel
from mla_portal.ids import uuid7
from requests_app.models.requests import Request


def kept(name: str) -> pgtrigger.Trigger:
    """The table cannot be emptied either."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'this table keeps the record: it cannot be emptied';",
    )


class Document(models.Model):
    """A frozen rendering: what was approved is what leaves. A correction is a new revision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=32)
    revision = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    template_version = models.CharField(max_length=64)
    context = models.TextField()
    html = models.TextField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    context_sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    # Of the signature in the PDF; empty where the authority had no certificate when it approved.
    signed_as = models.CharField(max_length=500, blank=True)
    signature_level = models.CharField(max_length=8, blank=True)
    certificate_sha256 = models.CharField(max_length=64, blank=True)
    software_version = models.CharField(max_length=32)
    # nobody with an account, of the notice of what was said on a link
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["request", "kind", "revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "kind", "revision"], name="document_revision_once"),
        ]
        indexes: ClassVar = [
            # "is this file one of ours"
            models.Index(fields=["sha256"], name="document_by_hash"),
            # the same of its data, file.json
            models.Index(fields=["context_sha256"], name="document_by_data_hash"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="document_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("document_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.revision}"


class Purpose(models.TextChoices):
    """Why a document was sent. Of one request there is one `request`; the others come after it. A `notice` is another
    document than the request: what this side tells an authority outside about it.
    """

    REQUEST = "request", _("Request")
    AGAIN = "again", _("The same by another channel")
    FORMAL = "formal", _("Formal confirmation (Art. 25(3))")
    COPY = "copy", _("Copy to the central authority (Art. 27(9)(a))")
    NOTICE = "notice", _("Notice")


class Transmission(models.Model):
    """One document sent to one recipient by one channel. For channels outside the portal, the record that it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="transmissions")
    document = models.ForeignKey(Document, models.PROTECT, related_name="transmissions")
    recipient = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    channel = models.CharField(_("channel"), max_length=16, choices=Channel)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose, default=Purpose.REQUEST)
    note = models.CharField(_("note"), max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["sent_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "recipient", "channel"], name="transmission_once"),
            models.CheckConstraint(name="transmission_purpose_known", condition=Q(purpose__in=Purpose.values)),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="transmission_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("transmission_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.recipient}"


class Acknowledgement(models.Model):
    """Receipt by a person of the requested authority; one per transmission, and one of a request that was registered:
    that one was transmitted outside the portal.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    transmission = models.OneToOneField(Transmission, models.PROTECT, null=True, related_name="acknowledgement")
    request = models.ForeignKey(Request, models.PROTECT, related_name="acknowledgements")
    their_reference = models.CharField(_("their reference"), max_length=80, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    # Of a member: the person who pressed. Of an outsider: the officer who recorded the answer that came outside, or
    # nobody with an account, and the name and function that somebody gave on a link.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("name"), max_length=120, blank=True)
    by_function = models.CharField(_("function"), max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(transmission__isnull=True), name="acknowledgement_of_registered_once"
            ),
            models.CheckConstraint(
                name="acknowledgement_by_somebody",
                condition=Q(by__isnull=False, by_name="", by_function="")
                | Q(by__isnull=True, transmission__isnull=False) & ~Q(by_name="") & ~Q(by_function=""),
            ),
        ]
        indexes: ClassVar = [
            # search by the number the other side gave
            models.Index(fields=["their_reference"], condition=~Q(their_reference=""), name="ack_their_reference"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="acknowledgement_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("acknowledgement_kept"),
        ]

    def __str__(self) -> str:
        return self.their_reference or str(self.at)


class Reading(models.Model):
    """The first time a person of the requested authority opened the request."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "user"], name="reading_first")]

    def __str__(self) -> str:
        return f"{self.user} {self.at}"
