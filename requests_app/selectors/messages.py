"""The thread between the two sides of a request, and what of it a person has not read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Prefetch, QuerySet

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import attachments_visible_to, messages_visible_to, sides_of, unread_by
from requests_app.models import Attachment, Message, MessageReading, Request
from requests_app.states import Side

LINES = 10
# Who may speak for a side: whoever does its work.
SPEAKING = {
    Side.REQUESTING: (Permission.DRAFT, Permission.SEND),
    Side.REQUESTED: (Permission.ACKNOWLEDGE, Permission.EXECUTE),
}


def messages_on(user: User, request: Request) -> QuerySet[Message]:
    """The whole thread, to be read in the order of `id`, with files and who has read what."""
    readings = MessageReading.objects.select_related("user").order_by("at")
    files = Attachment.objects.select_related("file__content")
    found = messages_visible_to(user).filter(request=request).select_related("author")
    return found.prefetch_related(Prefetch("readings", readings), Prefetch("attachments", files))


def unread_counts(user: User, requests: Collection[Request | UUID]) -> dict[UUID, int]:
    """How many messages this person has not read, of those requests that have any."""
    keys = [one.pk if isinstance(one, Request) else one for one in requests]
    counted = unread_by(user).filter(request__in=keys).order_by().values("request").annotate(number=Count("pk"))
    return {row["request"]: row["number"] for row in counted}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """How much this person can see beside a request; `unread` of the messages."""

    messages: int
    unread: int
    files: int


def beside_of(user: User, request: Request) -> Beside:
    return Beside(
        messages=messages_visible_to(user).filter(request=request).count(),
        unread=unread_counts(user, [request]).get(request.pk, 0),
        files=attachments_visible_to(user).filter(request=request).count(),
    )


def requests_unread(user: User) -> list[tuple[Request, int]]:
    """Those with something said that this person has not read, what was said last first; a few of them."""
    counted = unread_by(user).order_by().values("request").annotate(number=Count("pk"), last=Max("at"))
    numbers = {row["request"]: row["number"] for row in counted.order_by("-last")[:LINES]}
    found = Request.objects.select_related("requesting_authority", "requested_authority").in_bulk(list(numbers))
    return [(found[pk], number) for pk, number in numbers.items()]


def is_heard(request: Request, side: Side) -> bool:
    """Whether there is somebody in this portal to read what `side` says."""
    return request.requested_authority.member if side is Side.REQUESTING else request.case_id is not None


def other_side(side: Side) -> Side:
    return Side.REQUESTED if side is Side.REQUESTING else Side.REQUESTING


def authority_at(request: Request, side: Side) -> Authority:
    return request.requesting_authority if side is Side.REQUESTING else request.requested_authority


def speaking_side(user: User, request: Request) -> Side | None:
    """The side for which this person may speak and lay files, the requesting one first; None for who only reads."""
    sides = sides_of(user, request)
    for side in (Side.REQUESTING, Side.REQUESTED):
        if side in sides and _does_its_work(user, request, side):
            return side
    return None


def _does_its_work(user: User, request: Request, side: Side) -> bool:
    authority = authority_at(request, side)
    return any(authorities_where(user, one).filter(pk=authority.pk).exists() for one in SPEAKING[side])
