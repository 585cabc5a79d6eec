"""The request that another one continues, as the rules and the document want it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import override

from contacts.days import day_in
from contacts.models import Authority, Channel
from requests_app.kinds import Previous
from requests_app.kinds.base import DOCUMENT_LANGUAGE
from requests_app.models import Purpose, Request, Transmission
from requests_app.selectors.preservations import kept_since, kept_until


def previous_of(request: Request) -> Previous | None:
    """None where it continues nothing."""
    if request.follows_id is None:
        return None
    earlier = Request.objects.select_related("requesting_authority", "requested_authority").get(pk=request.follows_id)
    return told_of(earlier)


def told_of(earlier: Request) -> Previous:
    """What is told of it to whoever reads what follows."""
    sent = Transmission.objects.filter(request=earlier, purpose=Purpose.REQUEST).order_by("-sent_at").first()
    acknowledgement = earlier.acknowledgements.order_by("at").first()
    zone = earlier.requesting_authority.time_zone
    return Previous(
        reference=earlier.reference,
        their_reference=acknowledgement.their_reference if acknowledgement else "",
        kind=earlier.kind,
        sent_on=_day(zone, earlier.sent_at),
        acknowledged_on=_day(zone, earlier.acknowledged_at),
        preserved_until=kept_until(earlier) or _extended_until(earlier),
        custodian=(earlier.content.get("custodian") or {}).get("name", ""),
        requested_by=_reached(earlier.requesting_authority),
        answered_by=_reached(earlier.requested_authority),
        channel=_channel(sent.channel) if sent else "",
        preserved_from=kept_since(earlier),
    )


def _extended_until(request: Request) -> date | None:
    """The day up to which an extension was asked, where the end of what it extends was known."""
    until, days = request.content.get("preserved_until"), request.content.get("days")
    return date.fromisoformat(until) + timedelta(days=days) if until and days else None


def _channel(code: str) -> str:
    with override(DOCUMENT_LANGUAGE):
        return str(Channel(code).label)


def _reached(authority: Authority) -> str:
    return ", ".join(text for text in (authority.name, authority.telephone, authority.email) if text)


def _day(zone: str, instant: datetime | None) -> date | None:
    return day_in(zone, instant) if instant else None
