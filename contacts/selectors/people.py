"""Who belongs where, for those who belong there too."""

from __future__ import annotations

from django.db.models import QuerySet

from contacts.models import Authority, Membership
from mla_portal.accounts.models import User


def memberships_of(user: User) -> QuerySet[Membership]:
    """The roles that this person has now, by authority."""
    running = Membership.objects.filter(user=user, until__isnull=True)
    return running.select_related("authority").order_by("authority__code", "role")


def colleagues_at(authority: Authority, *, reader: User) -> list[Membership]:
    """The running memberships of the authority, if `reader` has one of them; to others they are not shown."""
    running = Membership.objects.filter(authority=authority, until__isnull=True, user__is_active=True)
    rows = list(running.select_related("user").order_by("role", "user__name"))
    return rows if any(row.user_id == reader.pk for row in rows) else []


def members_of(authority: Authority) -> QuerySet[Membership]:
    """Its running memberships, by the name of the person."""
    running = Membership.objects.filter(authority=authority, until__isnull=True, user__is_active=True)
    return running.select_related("user").order_by("user__name", "user__username", "role")
