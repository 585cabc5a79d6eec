"""What a mail server says of a mail that it could not deliver (RFC 3464, RFC 3463). Anybody may send it.

Pure. Only a report in its own form counts: a vacation notice also comes back to the return address, and is no failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

LARGEST = 256 * 1024
# Headers in which a mail server leaves the address that a mail was delivered to.
_RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
_ADDRESSES_READ = 20
_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Returned:
    """`addresses` that it was delivered to; `failed` for good, and the `reason` as the mail server gave it."""

    addresses: tuple[str, ...]
    failed: bool
    reason: str


def returned_read(raw: bytes) -> Returned:
    """What does not fit is passed over: nothing that a stranger sends raises anything here."""
    try:
        mail = BytesParser(policy=compat32).parsebytes(raw[:LARGEST])
        groups = list(_groups(mail))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return Returned(addresses=(), failed=False, reason="")
    failed = [one for one in groups if _value(one, "Action").lower() == "failed"]
    return Returned(addresses=tuple(_addresses(mail)), failed=bool(failed), reason=_reason(failed[0]) if failed else "")


def _groups(mail: Message) -> Iterator[Message]:
    """The fields of each recipient of a report. The first group of a report is of the mail server itself."""
    if mail.get_content_type() != "multipart/report":
        return
    parts = mail.get_payload()
    for part in parts if isinstance(parts, list) else []:
        # Not what stands within the mail that came back: that may hold a report of its own.
        if isinstance(part, Message) and part.get_content_type() == "message/delivery-status":
            found = part.get_payload()
            yield from (one for one in (found if isinstance(found, list) else []) if isinstance(one, Message))


def _addresses(mail: Message) -> Iterator[str]:
    for name in _RECIPIENTS:
        yield from (str(one) for one in mail.get_all(name, [])[:_ADDRESSES_READ])


def _reason(group: Message) -> str:
    """`5.1.1: smtp; 550 No such user`."""
    code = _CODE.match(_value(group, "Status"))
    said = _value(group, "Diagnostic-Code")
    return ": ".join(part for part in (code.group() if code else "", said) if part)[:_LONGEST_REASON]


def _value(group: Message, name: str) -> str:
    text = "".join(one if one.isprintable() else " " for one in str(group.get(name, ""))[: 2 * _LONGEST_REASON])
    return " ".join(text.split())
