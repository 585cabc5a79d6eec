"""The clocks by which the two sides of a request live."""

from __future__ import annotations

from contacts.names import time_zones
from requests_app.models import Request


def clocks_of(request: Request) -> tuple[str, ...]:
    """The time zones of both countries, one's own first, each with that of its capital first."""
    countries = (request.requesting_authority.jurisdiction, request.requested_authority.jurisdiction)
    zones = (zone for one in countries for zone in (one.time_zone, *time_zones(one.code)))
    return tuple(dict.fromkeys(zones))
