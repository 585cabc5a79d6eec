"""Whether another authority looks for the same: told to supervisors of both, where both agreed, and to nobody else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Q, QuerySet

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.access import requests_visible_to
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Agreement, Identifier, Request
from requests_app.selectors.answers import given_identifier, given_identifiers
from requests_app.selectors.duplicates import SHOWN, overlap, same_value_in, same_values
from requests_app.selectors.lists import supervised
from requests_app.selectors.next_step import telephones_of
from requests_app.states import Status

_ROWS = 2000


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """All that is told of an overlap: with whom, and whom to call."""

    authority: Authority
    telephones: str


def keeper_of(request: Request) -> Authority:
    """The authority whose work it is: the one that asks, and of a registered request the one that received it."""
    return request.requested_authority if request.is_registered else request.requesting_authority


def agreements() -> QuerySet[Agreement]:
    return Agreement.objects.filter(ended_at__isnull=True)


def neighbours(user: User, request: Request, *, now: datetime) -> list[Neighbour]:
    """The other authorities that look for the same at the same time, by name. Nobody, unless this person supervises
    the authority that keeps the request and both have agreed. A sealed case takes no part, on either side.
    """
    home = keeper_of(request)
    agreed = set(agreements().values_list("authority_id", flat=True))
    if home.pk not in agreed or (request.case and request.case.sealed):
        return []
    if not supervised(user).filter(pk=home.pk).exists():
        return []
    found = _keepers(request, _kept_elsewhere(user, home, agreed))
    authorities = Authority.objects.select_related("jurisdiction").filter(pk__in=found).order_by("name")
    return [Neighbour(authority=one, telephones=_called(one, now)) for one in authorities]


def overlapping_requests(user: User, *, now: datetime) -> list[tuple[Request, list[Neighbour]]]:
    """The newest requests of the authorities that this person supervises, each with its `neighbours`."""
    agreed = set(agreements().values_list("authority_id", flat=True))
    homes = [one for one in supervised(user) if one.pk in agreed]
    found: list[tuple[Request, list[Neighbour]]] = []
    for home in homes:
        same = same_value_in(_kept_elsewhere(user, home, agreed))
        kept = Q(registered_at__isnull=True, requesting_authority=home, case__sealed=False)
        kept |= Q(registered_at__isnull=False, requested_authority=home)
        mine = Request.objects.filter(kept, pk__in=requests_visible_to(user).values("pk"))
        pks = Identifier.objects.filter(Exists(same), request__in=mine).values("request_id")
        related = ("case", "requesting_authority", "requested_authority__jurisdiction")
        rows = Request.objects.filter(pk__in=pks).select_related(*related).order_by("-id")[:SHOWN]
        found += [(row, neighbours(user, row, now=now)) for row in rows]
    return [one for one in found if one[1]]


def _kept_elsewhere(user: User, home: Authority, agreed: Collection[int]) -> QuerySet[Request]:
    """The requests of the others who agreed, but those that this person may see anyhow."""
    others = [pk for pk in agreed if pk != home.pk]
    asked = Q(registered_at__isnull=True, requesting_authority__in=others, case__sealed=False)
    received = Q(registered_at__isnull=False, requested_authority__in=others)
    visible = requests_visible_to(user).values("pk")
    return Request.objects.filter(asked | received).exclude(status=Status.WITHDRAWN).exclude(pk__in=visible)


def _keepers(request: Request, elsewhere: QuerySet[Request]) -> set[int]:
    given = given_identifiers(request)
    rows = same_values(given).filter(request__in=elsewhere).select_related("request")[:_ROWS]
    return {_keeper_id(row) for row in rows if any(_meets(row, one) for one in given)}


def _meets(row: Identifier, one: GivenIdentifier) -> bool:
    other = given_identifier(row)
    return (one.type, one.value) == (other.type, other.value) and overlap(one, other)


def _keeper_id(row: Identifier) -> int:
    kept = row.request
    return kept.requested_authority_id if kept.is_registered else kept.requesting_authority_id


def _called(authority: Authority, now: datetime) -> str:
    return telephones_of(authority, now=now) or authority.telephone
