"""Who belongs to an authority, in what role, and what that allows."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from contacts.models.authorities import Authority
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


class AuthorityUserObjectPermission(UserObjectPermissionBase):
    """Guardian's rows for Authority, with a real foreign key: they are joined in every list."""

    content_object = models.ForeignKey(Authority, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
