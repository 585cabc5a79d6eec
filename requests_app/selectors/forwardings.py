"""Where a misdirected request went, and whence one that was passed on came: as far as the reader's side may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from requests_app.models import Forwarding, Request
from requests_app.states import Action, Outcome, Side


@dataclass(frozen=True, kw_only=True)
class CameFrom:
    """`number` is what the authority that passed it on had given it. `pk` only for who may open that request."""

    reference: str
    authority: str
    number: str
    note: str
    at: datetime | None
    pk: object


@dataclass(frozen=True, kw_only=True)
class WentTo:
    reference: str
    authority: str
    pk: object


def came_from(request: Request, side: Side) -> CameFrom | None:
    """The request that reached another authority first. The one that has it now cannot open that."""
    if request.forwarded_from_id is None:
        return None
    first = Request.objects.select_related("requested_authority").get(pk=request.forwarded_from_id)
    said = first.decisions.filter(action=Action.REDIRECT).first()
    given = first.acknowledgements.order_by("-at").values_list("their_reference", flat=True).first()
    return CameFrom(
        reference=first.reference,
        authority=first.requested_authority.name,
        number=given or "",
        note=said.text if said else "",
        at=first.completed_at,
        pk=first.pk if side is Side.REQUESTING else None,
    )


def went_to(request: Request, side: Side) -> WentTo | None:
    """The request in the inbox of the competent authority. Who passed it on is no party to that."""
    if request.outcome != Outcome.MISDIRECTED:
        return None
    made = Request.objects.filter(forwarded_from=request).select_related("requested_authority").first()
    if made is None:
        return None
    pk = made.pk if side is Side.REQUESTING else None
    return WentTo(reference=made.reference, authority=made.requested_authority.name, pk=pk)


def forwarding_of(request: Request) -> Forwarding | None:
    if request.outcome != Outcome.MISDIRECTED:
        return None
    return Forwarding.objects.filter(request=request).select_related("by", "file").first()


def recordable(request: Request) -> bool:
    """Whether it ended as misdirected and nothing says yet how it went on."""
    row = Request.objects.filter(pk=request.pk, outcome=Outcome.MISDIRECTED)
    return row.filter(forwarding__isnull=True, forwarded_to__isnull=True).exists()
