"""Keeping the directory true: entries looked at again in time, and desks that prove that they can be reached."""

from __future__ import annotations

from typing import ClassVar, cast

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models.authorities import Authority, ContactPoint
from contacts.models.geography import Jurisdiction
from contacts.models.providers import ServiceProvider
from mla_portal.ids import uuid7

# Whose entries are looked at again together.
Subject = Authority | Jurisdiction | ServiceProvider


class VerificationTask(models.Model):
    """That what is said of an authority, of a country or of a provider shall be looked at again by a day; open until
    it was. At most one of each is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="verification_tasks")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="verification_tasks"
    )
    provider = models.ForeignKey(
        ServiceProvider, models.PROTECT, null=True, blank=True, related_name="verification_tasks"
    )
    due_on = models.DateField(_("due on"))
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        verbose_name = _("verification of an entry")
        verbose_name_plural = _("verifications of entries")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="verification_task_of_one",
                condition=Q(authority__isnull=False, jurisdiction__isnull=True, provider__isnull=True)
                | Q(authority__isnull=True, jurisdiction__isnull=False, provider__isnull=True)
                | Q(authority__isnull=True, jurisdiction__isnull=True, provider__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["authority"], condition=Q(done_at__isnull=True), name="verification_task_one_open"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction"], condition=Q(done_at__isnull=True), name="verification_task_one_of_country"
            ),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(done_at__isnull=True), name="verification_task_one_of_provider"
            ),
        ]

    def __str__(self) -> str:
        return self.subject.name

    @property
    def subject(self) -> Subject:
        """What is to be looked at."""
        return cast(Subject, self.authority or self.jurisdiction or self.provider)


class ReachabilityTest(models.Model):
    """A test message to a desk, and whether and when somebody there answered it. The link is kept as its digest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    desk = models.ForeignKey(ContactPoint, models.PROTECT, related_name="reachability_tests")
    to_address = models.EmailField(_("sent to"))
    token_digest = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("link expires"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("reachability test")
        verbose_name_plural = _("reachability tests")
        indexes: ClassVar = [models.Index(fields=["desk", "-id"], name="reachability_of_desk")]
        triggers: ClassVar = [
            pgtrigger.Protect(name="reachability_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="reachability_answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="reachability_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["answered_at"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.desk)
