"""How one person is kept informed: the bell, the digest of the day, the calendar elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mla_portal.ids import uuid7


class Attention(models.Model):
    """One row for each person who chose anything, or has looked at the bell."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="attention")
    # reminders said until then are read
    bell_seen_at = models.DateTimeField(null=True)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily digest"), null=True, blank=True)
    # the day, in the zone of the person, for which the digest was made
    digest_made_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="attention_hour_of_the_day", condition=Q(digest_hour__isnull=True) | Q(digest_hour__lte=23)
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class CalendarFeed(models.Model):
    """A private address of one's deadlines for a calendar elsewhere. Only the SHA-256 of its key is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at}"
