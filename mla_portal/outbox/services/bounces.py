"""A mail that came back: the message it was, and that it has failed after all."""

from __future__ import annotations

import logging
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from mla_portal.outbox.delivery_status import returned_read
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.return_paths import message_returned

log = logging.getLogger(__name__)


class Bounce(StrEnum):
    """What was done with a mail that came to the return address."""

    FAILED = "the message is marked as not delivered"
    KNOWN = "the message was marked as not delivered before"
    NO_FAILURE = "it is no report of a failure for good; nothing was changed"
    STRANGE = "its return address is none that this portal gave out; nothing was changed"


def bounce_read(raw: bytes, *, recipient: str = "", now: datetime) -> Bounce:
    """Take one mail from the return address, as it came. `recipient` is the address it was delivered to, where the
    mail server tells it; else it is looked for in the headers.

    Only who knows the return address of a message changes anything, and nothing but that message: it is FAILED, as if
    the mail server had refused it at once. The same report again changes nothing.
    """
    told = returned_read(raw)
    found = next(filter(None, map(message_returned, (recipient, *told.addresses))), None)
    if found is None:
        return Bounce.STRANGE
    if not told.failed:
        return Bounce.NO_FAILURE
    return _given_back(found, told.reason, now)


def _given_back(message: UUID, reason: str, now: datetime) -> Bounce:
    """Also while our worker still waits for the answer of its mail server: other ones may be quicker."""
    left = Message.objects.filter(pk=message, status__in=[Status.SENT, Status.INFLIGHT])
    changed = left.update(
        status=Status.FAILED,
        sent_at=None,
        inflight_since=None,
        failed_at=now,
        bounced_at=now,
        last_error=f"Given back by a mail server: {reason or 'no reason'}"[:500],
    )
    log.warning("Message %s was given back: %s", message, reason)
    return Bounce.FAILED if changed else Bounce.KNOWN
