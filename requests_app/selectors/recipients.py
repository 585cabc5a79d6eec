"""Who is told: people by permission at an authority, desks by their order at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from contacts.access import holders
from contacts.days import day_in
from contacts.models import Authority, AuthorityUserObjectPermission, ContactPoint, valid_on
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import CaseUserObjectPermission, Request


@dataclass(frozen=True, kw_only=True)
class Recipient:
    address: str
    name: str
    language: str
    time_zone: str
    round_the_clock: bool = False


def people_with(authority: Authority, permission: Permission) -> QuerySet[User]:
    """Active members who hold `permission` at the authority and can be written to."""
    return User.objects.filter(holders(permission, authority), is_active=True).exclude(email="").order_by("username")


def reachable(authorities: Iterable[int], *permissions: Permission) -> QuerySet[AuthorityUserObjectPermission]:
    """As `people_with` for several authorities and permissions at once: a row for each that a person holds."""
    held = AuthorityUserObjectPermission.objects.filter(
        content_object__in=authorities, permission__codename__in=permissions, user__is_active=True
    )
    return held.exclude(user__email="").select_related("user", "permission").order_by("user__username")


def approvers_of(request: Request) -> list[Recipient]:
    """Those who may approve it: not its author, and of a sealed case only those named on it."""
    people = people_with(request.requesting_authority, Permission.APPROVE).exclude(
        pk__in=[request.author_id, request.submitted_by_id or request.author_id]
    )
    if request.case and request.case.sealed:
        named = CaseUserObjectPermission.objects.filter(content_object=request.case)
        people = people.filter(pk__in=named.values("user_id"))
    return [person(one) for one in people]


def desks_today(authority: Authority, *, now: datetime) -> QuerySet[ContactPoint]:
    """Its contact points of the day that it is there, first desk first."""
    return authority.contact_points.filter(valid_on(day_in(authority.time_zone, now))).order_by("order")


def desks_of(authority: Authority, *, now: datetime) -> list[Recipient]:
    """Those of today that have an e-mail address, first desk first."""
    return [desk(one, authority) for one in desks_today(authority, now=now).exclude(email="")]


def desk(point: ContactPoint, authority: Authority) -> Recipient:
    return Recipient(
        address=point.email,
        name=point.name,
        language=point.language,
        time_zone=point.time_zone or authority.time_zone,
        round_the_clock=point.round_the_clock,
    )


def person(user: User) -> Recipient:
    return Recipient(address=user.email, name=user.name, language=user.language, time_zone=user.time_zone)
