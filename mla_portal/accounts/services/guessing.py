"""Guessing is slowed down by counters that all processes share."""

from __future__ import annotations

import math
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mla_portal.counters import count_up
from mla_portal.errors import Refusal


class TooManyAttempts(Refusal):
    """Wait before the next attempt. `is_first` is true once per window."""

    status = 429
    code = "throttled"

    def __init__(self, seconds: int, *, is_first: bool) -> None:
        message = _("Too many attempts. Wait %s and try again; until then, the right password is refused too.")
        super().__init__(message % _in_words(seconds), seconds=seconds)
        self.seconds = seconds
        self.is_first = is_first


def attempt_count(limits: Mapping[str, int]) -> None:
    """Count an attempt for each of these names. Raises TooManyAttempts when one is over its limit.

    Counted before the password is looked at, so that many at once are no way around the limit.
    """
    counts = [(count_up(name, window=settings.SIGN_IN_WINDOW), limit) for name, limit in limits.items()]
    over = [(count, limit) for count, limit in counts if count.number > limit]
    if over:
        raise TooManyAttempts(
            max(count.seconds_left for count, _limit in over),
            is_first=any(count.number == limit + 1 for count, limit in over),
        )


def _in_words(seconds: int) -> str:
    if seconds < 60:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    minutes = math.ceil(seconds / 60)
    return ngettext("%d minute", "%d minutes", minutes) % minutes
