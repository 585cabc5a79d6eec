"""The message that the tests of the outbox queue and expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from mla_portal.outbox.models import Message
from mla_portal.outbox.services import NewMessage, messages_queue

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def notice(key: str = "one", **changes: Any) -> NewMessage:
    message = NewMessage(
        key=key,
        template="notice",
        to_address="duty@al.example",
        context={"reference": "AL-2026-1", "at": NOW.isoformat()},
    )
    return replace(message, **changes)


def queued(key: str = "one", **changes: Any) -> Message:
    messages_queue([notice(key, **changes)], now=NOW)
    return Message.objects.get(key=key)
