"""Desks, their shifts, and who may keep them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.models import Authority, ContactPoint, DutyShift, HandOver, Membership
from mla_portal.accounts.models import User
from mla_portal.errors import NotFound


def desk_get(authority: str, code: str) -> ContactPoint | None:
    """The desk of this authority, both by their codes."""
    return (
        ContactPoint.objects.select_related("authority__jurisdiction")
        .filter(authority__code=authority, code=code)
        .first()
    )


def shift_get(desk: ContactPoint, pk: UUID) -> DutyShift:
    """Raises NotFound."""
    shift = DutyShift.objects.select_related("person").filter(desk=desk, pk=pk).first()
    if shift is None:
        raise NotFound(_("This shift is not in the roster any more. Look at the roster again."))
    shift.desk = desk
    return shift


def hand_overs_of(shifts: Collection[UUID]) -> dict[UUID, HandOver]:
    """{shift id: hand-over}, with who wrote it and who took over."""
    found = HandOver.objects.filter(shift__in=shifts).select_related("written_by", "taken_by")
    return {one.shift_id: one for one in found}


def members_at(authority: Authority) -> QuerySet[User]:
    """Who may be put on duty there: people with a running membership, by name."""
    running = Membership.objects.filter(authority=authority, until__isnull=True)
    return User.objects.filter(pk__in=running.values("user_id"), is_active=True).order_by("name", "username")


def roster_end(desk: ContactPoint) -> datetime | None:
    """When the last shift ends; None without any."""
    return DutyShift.objects.filter(desk=desk).order_by("-ends_at").values_list("ends_at", flat=True).first()
