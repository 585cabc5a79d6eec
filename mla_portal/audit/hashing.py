"""The bytes an event is hashed from. Pure and free of Django: an outside verifier may copy this file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

FORMAT = "mla-portal event 1"
NO_HASH = "0" * 64


def instant_text(instant: datetime) -> str:
    """An instant as it is hashed: UTC, always six digits of microseconds, such as 2026-11-21T12:00:00.000000Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def event_hash(
    *,
    prev_hash: str,
    chain: str,
    seq: int,
    at: str,
    recorded_at: str,
    actor: str,
    actor_name: str,
    verb: str,
    data: str,
) -> str:
    """SHA-256, in hexadecimal, over ten lines joined by a line feed.

    `prev_hash` is the hash of the event before it in the chain, 64 zeros for the first; `at` and `recorded_at` are in
    the form of `instant_text`; `actor` is the key of the user, empty for the portal itself. No line but the last can
    contain a line feed (the table refuses it), and canonical JSON contains none, so one text has one reading.
    """
    lines = (FORMAT, prev_hash, chain, str(seq), at, recorded_at, actor, actor_name, verb, data)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
