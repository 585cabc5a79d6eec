"""What the main navigation says of the work: what waits in the inbox, and who has a dashboard."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from mla_portal.ui import navigation
from requests_app.selectors.bell import count_unread
from requests_app.selectors.lists import count_unacknowledged, supervises
from requests_app.views.requests_common import reader_of


def register() -> None:
    navigation.count_with("inbox", _waiting)
    navigation.show_when("dashboard", _supervises)
    navigation.keep_under("dashboard", "emergencies", "incidents", "orphans", "deconfliction", "ladders")
    navigation.keep_under("inbox", "kept")
    navigation.ring_with("bell", _unread)


def _waiting(http_request: HttpRequest) -> int:
    return count_unacknowledged(reader_of(http_request))


def _unread(http_request: HttpRequest) -> int:
    return count_unread(reader_of(http_request), now=timezone.now())


def _supervises(http_request: HttpRequest) -> bool:
    return supervises(reader_of(http_request))
