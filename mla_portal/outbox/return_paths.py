"""The address to which a mail comes back when it cannot be delivered: one for each message, which nobody can guess.

`bounces+KEY.MARK@domain`: KEY is that of the message, MARK is derived from it with the portal's secret. Whoever was
sent the message knows it, and the mail servers on its way; nobody else can say of a message that it came back.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Letters and digits of one case: mail servers may change the case on the way.
_OURS = re.compile(r"\+([a-z2-7]{26})\.([a-z2-7]{16})@")
_LONGEST = 320


def return_address(message: UUID) -> str:
    """Empty where the portal has no mailbox for what comes back (`BOUNCE_ADDRESS`). 64 letters before the @ at most."""
    if not settings.BOUNCE_ADDRESS:
        return ""
    local, _at, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{_letters(message.bytes)}.{_mark(message)}@{domain}"


def message_returned(address: str) -> UUID | None:
    """The key of the message whose return address this is; None for any other."""
    found = _OURS.search(address[:_LONGEST].lower())
    if found is None:
        return None
    key, mark = found.groups()
    message = UUID(bytes=b32decode(f"{key.upper()}======"))
    return message if constant_time_compare(mark, _mark(message)) else None


def _mark(message: UUID) -> str:
    """80 bits."""
    return _letters(salted_hmac("mla_portal.outbox.return_paths", str(message), algorithm="sha256").digest()[:10])


def _letters(raw: bytes) -> str:
    return b32encode(raw).rstrip(b"=").decode().lower()
