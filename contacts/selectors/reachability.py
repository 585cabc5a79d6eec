"""The test that a link belongs to."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from contacts.models import ReachabilityTest

# How long a desk is left in peace after a test.
PAUSE = timedelta(hours=24)


def reachability_test_of(token: str, *, now: datetime) -> ReachabilityTest | None:
    """None for a token that nobody was sent, and for one whose time is over: the two look the same."""
    return ReachabilityTest.objects.filter(token_digest=token_digest(token), expires_at__gt=now).first()


def token_digest(token: str) -> str:
    # The token is 256 bits that nobody can guess: a slow hash would only slow the answer.
    return hashlib.sha256(token.encode()).hexdigest()
