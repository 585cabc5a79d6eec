"""Preservations that nobody followed with a request for the data, as the requested side has them in hand."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from contacts.access import authorities_where
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import received_rule
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.models import Preservation, PreservationChange, Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.lists import supervised
from requests_app.selectors.preservations import RUNNING
from requests_app.states import Status

LINES = 10


def kept_without_request(user: User) -> QuerySet[Preservation]:
    """What runs at a custodian for a request that was received where the reader executes or supervises, is not held,
    and has no request for the data under way. To be read by `until`; `asked_at`: when one last asked about it.
    """
    mine = Q(request__requested_authority__in=authorities_where(user, Permission.EXECUTE))
    mine |= Q(request__requested_authority__in=supervised(user))
    found = Preservation.objects.filter(RUNNING, mine, received_rule(user, "request__"), held_since__isnull=True)
    asked = PreservationChange.objects.filter(preservation=OuterRef("pk"), what=PreservationChange.What.ASKED)
    return (
        found.exclude(_followed())
        .annotate(asked_at=Subquery(asked.order_by("-at").values("at")[:1]))
        .select_related("request__requesting_authority__jurisdiction", "request__requested_authority__jurisdiction")
        .defer("request__content")
    )


def get_kept(request: Request, pk: UUID) -> Preservation:
    """NotFound for what belongs to another request."""
    found = request.preservations.prefetch_related("changes__because_of").filter(pk=pk).first()
    if found is None:
        raise not_here()
    return found


def _followed() -> Exists:
    """Whether a request for the data has left for the same country, after the preservation or what extended it."""
    sent = Request.objects.filter(
        kind__in=KINDS_OF_IT,
        sent_at__isnull=False,
        requested_authority__jurisdiction=OuterRef("request__requested_authority__jurisdiction"),
    ).exclude(status=Status.WITHDRAWN)
    behind = Q()
    # An extension may be extended, again and again; the last of them is followed.
    for depth in range(1, 5):
        behind |= Q(**{"__".join(["follows"] * depth): OuterRef("request")})
    return Exists(sent.filter(behind))


def count_kept(user: User) -> int:
    return kept_without_request(user).order_by().count()


def first_kept(user: User) -> list[Preservation]:
    """The earliest ends, a few of them."""
    return list(kept_without_request(user).order_by(F("until").asc(), "pk")[:LINES])
