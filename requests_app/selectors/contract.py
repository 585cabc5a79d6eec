"""Requests as the HTTP contract gives them: which side the reader stands on decides what is told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.audit.selectors import events_of
from mla_portal.errors import NotFound
from requests_app.access import own_rule, requests_visible_to, sides_of
from requests_app.models import Request
from requests_app.selectors.assignments import ASSIGNED
from requests_app.selectors.lists import Wanted, in_lines, own_requests, received_requests
from requests_app.selectors.timeline import since_sending
from requests_app.selectors.timeline_verbs import DOUBTING, SHARED, chains_of
from requests_app.states import Side

INBOX, OUTBOX = "inbox", "outbox"


def requests_told(user: User, wanted: Wanted, *, box: str, kind: str, now: datetime) -> QuerySet[Request]:
    """The lines of a list, to be read newest first (`-id`), as `_told` marks them."""
    boxes = {OUTBOX: own_requests, INBOX: received_requests}
    chosen = [boxes[box]] if box else list(boxes.values())
    within = Q()
    for found in chosen:
        within |= Q(pk__in=found(user, wanted, now=now).values("pk"))
    told = _told(user, Request.objects.filter(within))
    return told.filter(kind=kind) if kind else told


def request_told(user: User, pk: UUID | str) -> Request:
    """One of them whole, as it is now. Raises NotFound."""
    found = _told(user, requests_visible_to(user)).defer(None).select_related("case", "author")
    row = (
        found.prefetch_related("identifiers", "case__offences", "decisions__authority", "preservations")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise not_here()
    return row


def own_request(user: User, request: Request) -> Request:
    """The request, for what its own side alone may see of it. Raises NotFound for the other one.

    Of a request that was registered everybody who sees it wrote it down.
    """
    if not request.is_registered and Side.REQUESTING not in sides_of(user, request):
        raise not_here()
    return request


def events_told(user: User, request: Request) -> QuerySet[Event]:
    """The trail, oldest first: to the own side the whole of it, to the requested one what both sides know.

    Whose work it is there, each side is told of itself alone.
    """
    events, sides = events_of(f"request:{request.pk}"), sides_of(user, request)
    if Side.REQUESTING in sides:
        return events.exclude(verb__in=[verb for side, verb in ASSIGNED.items() if side not in sides])
    both = Event.objects.filter(chain__in=chains_of(request, Side.REQUESTED)).order_by("seq")
    return since_sending(both.filter(verb__in=[*SHARED, *DOUBTING, ASSIGNED[Side.REQUESTED]]), request)


def not_here() -> NotFound:
    return NotFound(_("There is nothing here, or it is not yours to see."))


def _told(user: User, requests: QuerySet[Request]) -> QuerySet[Request]:
    """`is_own`: whether the reader stands on the requesting side; with all that a line tells."""
    own = Case(When(own_rule(user), then=Value(True)), default=Value(False), output_field=BooleanField())
    return in_lines(requests).annotate(is_own=own).select_related("follows", "instrument").prefetch_related("deadlines")
