"""Who belongs to an authority, in what role, and what that allows."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from contacts.models.authorities import Authority
from contacts.models.base import EQUAL, OVERLAPS
from contacts.roles import Role
from mla_portal.ids import uuid7


class Membership(models.Model):
    """A person's role at an authority, kept after it ends. The permissions that follow from it are guardian's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=24, choices=Role)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["authority", "role"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"], condition=Q(until__isnull=True), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.authority}"


class Absence(models.Model):
    """That somebody is not at work at an authority for a while, and who stands in. Called off, it never was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="absences")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # the deputy approves meanwhile, as the one who is absent may
    approves = models.BooleanField(_("approves in their place"), default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["starts_at"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints: ClassVar = [
            models.CheckConstraint(name="absence_in_order", condition=Q(starts_at__lt=F("ends_at"))),
            models.CheckConstraint(
                name="absence_deputy_is_another", condition=Q(deputy__isnull=True) | ~Q(deputy=F("user"))
            ),
            models.CheckConstraint(
                name="absence_deputy_approves", condition=Q(approves=False) | Q(deputy__isnull=False)
            ),
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[
                    (F("user"), EQUAL),
                    (F("authority"), EQUAL),
                    (Func(F("starts_at"), F("ends_at"), RangeBoundary(), function="tstzrange"), OVERLAPS),
                ],
                condition=Q(called_off_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            # who is absent from an authority now, asked by each sweep of reminders
            models.Index(
                fields=["authority", "ends_at"], condition=Q(called_off_at__isnull=True), name="absence_at_authority"
            ),
            # for whom somebody stands in
            models.Index(
                fields=["deputy", "ends_at"], condition=Q(called_off_at__isnull=True), name="absence_of_deputy"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.starts_at}"


class AuthorityUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows for Authority, with a real foreign key: they are joined in every list."""

    content_object = models.ForeignKey(Authority, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
