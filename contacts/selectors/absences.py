"""Who is absent from where, and who stands in for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from contacts.models import Absence, Authority, Membership
from mla_portal.accounts.models import User


def absences_known(authority: Authority, *, now: datetime) -> QuerySet[Absence]:
    """Those that run at the authority or are to come, the next first."""
    return (
        Absence.objects.filter(authority=authority, called_off_at__isnull=True, ends_at__gt=now)
        .select_related("user", "deputy")
        .order_by("starts_at")
    )


def running(*, now: datetime) -> QuerySet[Absence]:
    return Absence.objects.filter(called_off_at__isnull=True, starts_at__lte=now, ends_at__gt=now)


def absences_at(authorities: Iterable[int], *, now: datetime) -> dict[tuple[int, UUID], Absence]:
    """{(authority, person): absence} of those who are absent now."""
    rows = running(now=now).filter(authority__in=authorities).select_related("deputy", "user", "authority")
    return {(row.authority_id, row.user_id): row for row in rows}


def stood_in_for(user: User, *, now: datetime) -> list[Absence]:
    """The absences in which this person stands in now, of authorities where they still work."""
    here = Membership.objects.filter(user=user, authority=OuterRef("authority"), until__isnull=True)
    rows = running(now=now).filter(Exists(here), deputy=user)
    return list(rows.select_related("user", "authority").order_by("ends_at"))
