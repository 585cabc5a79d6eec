from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from mla_portal.counters import count_up

if TYPE_CHECKING:
    from rest_framework.views import APIView


class TokenThrottle(BaseThrottle):
    """At most API_CALLS_PER_MINUTE calls with one token, counted for all processes together."""

    _seconds_left = 0

    def allow_request(self, request: Request, view: APIView) -> bool:
        if request.auth is None:
            return True
        count = count_up(f"api:{request.auth.pk}", window=60)
        self._seconds_left = count.seconds_left
        return count.number <= settings.API_CALLS_PER_MINUTE

    def wait(self) -> float:
        return self._seconds_left
