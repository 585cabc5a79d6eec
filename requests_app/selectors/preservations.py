"""What is kept for a request, by whom and until when: the same for both sides, as it is now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from contacts.access import Held, may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.kinds.time_warnings import PRESERVING
from requests_app.models import Preservation, Request
from requests_app.states import Side

RUNNING = Q(lapsed_at__isnull=True, released_on__isnull=True)


def executes(sides: Collection[Side], request: Request) -> bool:
    """Whether who stands on these sides keeps the records of the measures; of an outsider it is who asked."""
    own = request.is_registered or request.requested_authority.member
    return (Side.REQUESTED if own else Side.REQUESTING) in sides


def may_execute(user: User, request: Request, held: Held | None = None) -> bool:
    """Whether this person may keep those records."""
    if request.is_registered or request.requested_authority.member:
        return may(user, Permission.EXECUTE, request.requested_authority, held)
    return may(user, Permission.SEND, request.requesting_authority, held)


def preservations_of(request: Request) -> QuerySet[Preservation]:
    """Of the request itself, the earliest end first; those that are over come last."""
    found = request.preservations.select_related("measure", "held_for").prefetch_related("changes__because_of")
    return found.order_by("released_on", "lapsed_at", "until", "id")


def all_lapsed(request: Request) -> bool:
    """Whether everything that was preserved for it has lapsed, unused and not released."""
    kept = list(request.preservations.values_list("lapsed_at", flat=True))
    return bool(kept) and all(kept)


def preservations_behind(request: Request) -> list[Preservation]:
    """Of the requests that this one continues, to the same country."""
    keys = _chain(request.follows_id, request.requested_authority.jurisdiction_id)
    found = Preservation.objects.filter(request__in=keys)
    return list(found.select_related("request__requested_authority__jurisdiction").order_by("until", "id"))


def reported_preservations(request: Request) -> list[Preservation]:
    """What a report tells of: what is kept for it; the answer to an extension tells of what it extends."""
    if request.kind == "extension":
        return [one for one in preservations_behind(request) if not (one.lapsed_at or one.released_on)]
    return list(request.preservations.filter(RUNNING).select_related("measure"))


def recorded_days(request: Request) -> tuple[date, date] | None:
    """The first and the earliest last day of what its custodians keep now; None where no record says anything."""
    rows = request.preservations.filter(RUNNING).values_list("effected_on", "until")
    days = list(rows)
    return (min(begin for begin, _end in days), min(end for _begin, end in days)) if days else None


def kept_until(request: Request) -> date | None:
    """The last day on which everything is still kept that this request, or what it continues, had preserved.

    None where nobody has told, where nothing is kept any more, and while it is held and has no end.
    """
    keys = _chain(request.pk, request.requested_authority.jurisdiction_id)
    running = Preservation.objects.filter(RUNNING, request__in=keys, held_since__isnull=True)
    return running.order_by("until").values_list("until", flat=True).first()


def kept_since(request: Request) -> date | None:
    """The first day of what ends first, of the request and what it continues; its extensions are part of it."""
    keys = _chain(request.pk, request.requested_authority.jurisdiction_id)
    running = Preservation.objects.filter(RUNNING, request__in=keys, held_since__isnull=True)
    return running.order_by("until", "id").values_list("effected_on", flat=True).first()


def _chain(key: UUID | None, country: str) -> list[UUID]:
    """The keys of the requests to this country that kept something, from `key` back. A chain has no circle."""
    found: list[UUID] = []
    related = Request.objects.only("pk", "kind", "follows", "requested_authority").select_related("requested_authority")
    while key is not None:
        earlier = related.get(pk=key)
        if earlier.kind in PRESERVING and earlier.requested_authority.jurisdiction_id == country:
            found.append(earlier.pk)
        key = earlier.follows_id
    return found
