"""What is kept of a request that did not come through the portal and was written down by the authority it reached."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Channel
from mla_portal.storage.models import StoredFile


class Arrival(models.TextChoices):
    """How a request came that did not come through the portal: by a channel of the directory, or by a call."""

    EMAIL = Channel.EMAIL.value, Channel.EMAIL.label
    INTERPOL = Channel.INTERPOL.value, Channel.INTERPOL.label
    SIENA = Channel.SIENA.value, Channel.SIENA.label
    EUROJUST = Channel.EUROJUST.value, Channel.EUROJUST.label
    DIPLOMATIC = Channel.DIPLOMATIC.value, Channel.DIPLOMATIC.label
    POST = Channel.POST.value, Channel.POST.label
    TELEPHONE = "telephone", _("Telephone")


class SenderCheck(models.TextChoices):
    """How the authority that received it made sure who sent it."""

    CALL_BACK = "call_back", _("Called back at a number of the directory")
    SECURE_CHANNEL = "secure_channel", _("Came by a channel on which the sender is known")
    SIGNATURE = "signature", _("Signature checked")
    IN_PERSON = "in_person", _("Handed over in person")


# A registered request belongs to no case of the portal, and no other request is without one.
REGISTERED = Q(case__isnull=True, registered_at__isnull=False) & ~Q(received_channel="")
THROUGH_THE_PORTAL = Q(
    case__isnull=False, registered_at__isnull=True, received_channel="", sender_reference="", original__isnull=True
)


class Registration(models.Model):
    """Empty for a request that came through the portal. Of a registered one `author` is who wrote it down, `sent_at`
    when it was received, and `content` also holds what else lies in the case: offences, and the sender's case number.
    """

    registered_at = models.DateTimeField(null=True, editable=False)
    received_channel = models.CharField(_("received by"), max_length=16, choices=Arrival, blank=True)
    # the requester's own number
    sender_reference = models.CharField(_("reference of the requester"), max_length=80, blank=True)
    # as it came
    original = models.ForeignKey(StoredFile, models.PROTECT, null=True, editable=False, related_name="+")
    # how it came, and why outside the portal where the requester is a member of it
    received_note = models.CharField(_("note on how it came"), max_length=500, blank=True)
    # Outside the portal nobody vouches for who wrote: until then nothing may be disclosed.
    sender_verified_at = models.DateTimeField(null=True, editable=False)
    sender_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    sender_verified_how = models.CharField(
        _("how the sender was verified"), max_length=16, choices=SenderCheck, blank=True
    )

    # how often what was written down was corrected (`Correction`): each time is one more
    corrections_made = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="request_corrected_is_registered",
                condition=Q(corrections_made=0) | Q(registered_at__isnull=False, forwarded_from__isnull=True),
            ),
            models.CheckConstraint(name="request_registered_or_of_a_case", condition=REGISTERED | THROUGH_THE_PORTAL),
            models.CheckConstraint(
                name="request_sender_verified_whole",
                condition=Q(sender_verified_at__isnull=True, sender_verified_by__isnull=True, sender_verified_how="")
                | Q(registered_at__isnull=False, sender_verified_at__isnull=False, sender_verified_by__isnull=False)
                & ~Q(sender_verified_how=""),
            ),
        ]

    @property
    def is_registered(self) -> bool:
        """Whether it came from outside the portal."""
        return self.registered_at is not None

    @property
    def sender_unverified(self) -> bool:
        return self.is_registered and self.sender_verified_at is None
