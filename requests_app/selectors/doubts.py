"""Whether it is sure enough who asks: until it is, nothing is disclosed, delivered or answered with data.

A sender is known by being signed in here, or by a call back at a number of the directory; never by an address alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from contacts.access import permissions_at
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import Request, Suspicion
from requests_app.selectors.recipients import desks_today
from requests_app.states import AT_WORK, Action

# What the requested side does not do while it is not sure.
HELD_BACK = (Action.COMPLETE, Action.REDIRECT)
_WORKS = {Permission.ACKNOWLEDGE.value, Permission.EXECUTE.value}


def suspicion_of(request: Request) -> Suspicion | None:
    """The one that stands."""
    standing = request.suspicions.filter(cleared_at__isnull=True)
    return standing.select_related("raised_by").first()


def suspected() -> Exists:
    """Of rows of requests: whether a suspicion stands."""
    return Exists(Suspicion.objects.filter(request=OuterRef("pk"), cleared_at__isnull=True))


def unsure_of(requests: Iterable[Request]) -> set[UUID]:
    """Those of which it is not sure who asks, with one query, and none where nothing could be told of any."""
    rows = [one for one in requests if one.status in AT_WORK]
    unknown = {one.pk for one in rows if one.sender_unverified}
    members = [one.pk for one in rows if one.requested_authority.member]
    if not members:
        return unknown
    standing = Suspicion.objects.filter(request__in=members, cleared_at__isnull=True)
    return unknown | set(standing.values_list("request_id", flat=True))


def withheld(request: Request) -> str:
    """Why nothing is told to who asks now, as a sentence for the side that was asked; empty where it may be."""
    if request.sender_unverified:
        return unverified()
    return in_doubt() if suspicion_of(request) else ""


def unverified() -> str:
    return _(
        "Nobody has made sure yet who sent this request: nothing is told until somebody has called back at a number of"
        " the directory, or seen it in another way, and recorded that."
    )


def in_doubt() -> str:
    return _(
        "A colleague doubts that this request is genuine: nothing is disclosed, delivered or passed on until somebody"
        " has called back at a number of the directory, and recorded that."
    )


def not_now() -> str:
    """What the side that is suspected reads: nothing of it."""
    return _("This cannot be opened at the moment. Try again later.")


def may_doubt(user: User, request: Request) -> bool:
    """Whether this person works on it for the requested authority, in the portal, and it has reached them."""
    authority = request.requested_authority
    if request.sent_at is None or not authority.member:
        return False
    return bool(_WORKS & permissions_at(user, {authority.pk})[authority.pk])


def may_clear(user: User, request: Request, suspicion: Suspicion) -> bool:
    """Another person than who raised it, or somebody who supervises."""
    return may_doubt(user, request) and (suspicion.raised_by_id != user.pk or supervises(user, request))


def supervises(user: User, request: Request) -> bool:
    authority = request.requested_authority_id
    return Permission.SUPERVISE.value in permissions_at(user, {authority})[authority]


def numbers_of(request: Request, *, now: datetime) -> list[tuple[str, str]]:
    """(number, whose) of the requesting authority in the directory today; nothing of what the request says itself."""
    return numbers_at(request.requesting_authority, now=now)


def numbers_at(authority: Authority, *, now: datetime) -> list[tuple[str, str]]:
    found = [(number, one.name) for one in desks_today(authority, now=now) for number in one.telephones]
    if authority.telephone:
        found.append((authority.telephone, authority.name))
    return list({number: (number, whose) for number, whose in reversed(found)}.values())[::-1]
