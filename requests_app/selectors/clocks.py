"""The clocks by which the two sides of a request live."""

from __future__ import annotations

from requests_app.kinds.clock_warnings import clocks_in
from requests_app.models import Request


def clocks_of(request: Request) -> tuple[str, ...]:
    """The time zones of both countries, one's own first."""
    return clocks_in(request.requesting_authority.jurisdiction, request.requested_authority.jurisdiction)
