"""What the moves of a request do to the clocks: its own, and those of the preservation that it follows."""

from __future__ import annotations

from datetime import datetime

from contacts.models import Channel
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.kinds.time_warnings import PRESERVATIONS, PRESERVING
from requests_app.models import DeadlineKind, Request
from requests_app.services.clocks import (
    acknowledgement_deadline_start,
    formal_confirmation_start,
    report_deadline_start,
    status_enquiry_start,
)
from requests_app.services.deadlines import deadline_close, deadlines_close
from requests_app.services.preservation_clock import mla_received, mla_sent

# A letter is its own formal confirmation: Article 25(3) is of "expedited means of communication".
FORMAL = (Channel.DIPLOMATIC, Channel.POST)


def clocks_at_sending(*, request: Request, channel: str, now: datetime) -> None:
    acknowledgement_deadline_start(request=request, now=now)
    deadline_close(request=request, kind=DeadlineKind.WRITTEN_CONFIRMATION, reason="sent", now=now)
    if channel not in FORMAL:
        formal_confirmation_start(request=request, now=now)
    if request.kind in KINDS_OF_IT:
        for preservation in preservations_before(request):
            mla_sent(preservation=preservation, now=now)


def clocks_at_receipt(*, request: Request, now: datetime) -> None:
    """The requested authority has it: of a preservation a report is waited for; a request for mutual assistance stops
    the clock of the preservation before it (29(7)), and has a result to come.
    """
    deadline_close(request=request, kind=DeadlineKind.ACKNOWLEDGEMENT, reason="acknowledged", now=now)
    if request.kind in PRESERVATIONS:
        report_deadline_start(request=request, now=now)
    if request.kind in KINDS_OF_IT:
        status_enquiry_start(request=request, now=now)
        for preservation in preservations_before(request):
            mla_received(preservation=preservation, now=now)


def clocks_at_end(*, request: Request, reason: str, now: datetime) -> None:
    """Withdrawn, refused, closed: nothing is waited for any more."""
    deadlines_close(request=request, reason=reason, now=now)


def preservations_before(request: Request) -> list[Request]:
    """The preservations, and what extended them, that this request continues; the nearest first."""
    found: list[Request] = []
    related = Request.objects.select_related("requesting_authority", "requested_authority__jurisdiction")
    key = request.follows_id
    # A chain has no circle: a request follows an older one.
    while key is not None:
        earlier = related.get(pk=key)
        same = earlier.requested_authority.jurisdiction_id == request.requested_authority.jurisdiction_id
        if earlier.kind in PRESERVING and same:
            found.append(earlier)
        key = earlier.follows_id
    return found
