"""What was sent at once because a life was at stake: why, what was said by telephone before, and the review after."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7
from requests_app.models.dispatch import kept
from requests_app.models.requests import Request


class OralRequest(models.Model):
    """A request that was made by telephone, and is confirmed in writing afterwards. Appended, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="oral_requests")
    caller = models.CharField(_("who telephoned"), max_length=200)
    spoken_to = models.CharField(_("with whom"), max_length=200)
    number = models.CharField(_("number that was called"), max_length=80)
    said_at = models.DateTimeField(_("when"))
    said = models.TextField(_("what was said"))
    # they rang back at a number that they had themselves, and so know who asked
    called_back = models.BooleanField(_("they called back"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["said_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="oral_request_whole", condition=~Q(caller="") & ~Q(spoken_to="") & ~Q(number="") & ~Q(said="")
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="oral_request_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
            kept("oral_request_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.caller}, {self.said_at}"


class Finding(models.TextChoices):
    """What the review says of an emergency sending."""

    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not_justified", _("Not justified")


class EmergencySending(models.Model):
    """A request that left without an approval, because a life was at stake. Whoever supervises decides afterwards.

    `facts` show the risk to the life or safety of a person (Art. 3(2)(c) of CETS 224); both sides read them. The review
    is the own house's alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.OneToOneField(Request, models.PROTECT, related_name="emergency")
    facts = models.TextField(_("facts that show the emergency"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    finding = models.CharField(_("review"), max_length=16, choices=Finding, blank=True)
    finding_reason = models.TextField(_("reason"), blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="emergency_shown_by_facts", condition=~Q(facts="")),
            models.CheckConstraint(
                name="emergency_reviewed_whole",
                condition=Q(finding="", finding_reason="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(finding__in=Finding.values, reviewed_by__isnull=False, reviewed_at__isnull=False)
                & ~Q(finding_reason=""),
            ),
            # Another person than the sender looks at it.
            models.CheckConstraint(
                name="emergency_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("sent_by")),
            ),
        ]
        indexes: ClassVar = [
            # selectors.emergencies: what waits for its review
            models.Index(fields=["-sent_at", "-id"], condition=Q(reviewed_at__isnull=True), name="emergency_waiting"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="emergency_is_one",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF (SELECT urgency <> 'emergency' FROM requests_app_request
                        WHERE id = NEW.request_id) THEN
                        RAISE EXCEPTION 'only an emergency is sent at once';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Nothing but the review is added, once.
            pgtrigger.Protect(
                name="emergency_reviewed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__reviewed_at__isnull=False)
                | pgtrigger.Q(old__facts__df=pgtrigger.F("new__facts"))
                | pgtrigger.Q(old__sent_by__df=pgtrigger.F("new__sent_by"))
                | pgtrigger.Q(old__sent_at__df=pgtrigger.F("new__sent_at"))
                | pgtrigger.Q(old__request__df=pgtrigger.F("new__request")),
            ),
            pgtrigger.Protect(name="emergency_never_deleted", operation=pgtrigger.Delete),
            kept("emergency_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.sent_at}"
