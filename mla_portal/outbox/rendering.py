"""From a row of the outbox to the mail that is sent: worded in the recipient's language and zone, at delivery."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation

from mla_portal.outbox.link_keys import KEY_MARK, link_code, link_key
from mla_portal.outbox.mime import bare, mailbox, mime, parted
from mla_portal.outbox.models import Message
from mla_portal.outbox.return_paths import return_address
from mla_portal.outbox.wording import worded
from mla_portal.values import JSON
from mla_portal.zones import zone_named

# What `link` and `code` are made of; no template prints it.
_MADE_INTO_LINKS = ("path", "key_for", "code_for")

log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """No attempt will ever deliver this message as it is."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """The envelope has bare addresses: `recipient`, and `return_path`, where it goes when it cannot be delivered. Who
    wrote it is the header's, and `to` is the recipient with a name, as a header writes it.
    """

    message_id: str
    recipient: str
    return_path: str
    to: str
    subject: str
    body: str

    def as_bytes(self) -> bytes:
        written, _bare = parted(settings.DEFAULT_FROM_EMAIL)
        return mime(subject=self.subject, body=self.body, sender=written, to=self.to, message_id=self.message_id)


def compose(message: Message) -> Mail:
    """The mail for this message. Raises Undeliverable for what is no address, LookupError for a value not given."""
    recipient = _recipient(message.to_address)
    subject, body = worded(
        message.template,
        _values(message),
        language=_language(message.language),
        zone=_zone(message.time_zone),
    )
    return Mail(
        message_id=message.message_id,
        recipient=recipient,
        return_path=return_address(message.id) or parted(settings.DEFAULT_FROM_EMAIL)[1],
        to=mailbox(message.to_name, message.to_address),
        subject=subject,
        body=body,
    )


@lru_cache(maxsize=2000)
def _recipient(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise Undeliverable(f"{address!r} is not an e-mail address") from error
    return bare(address)


def _values(message: Message) -> dict[str, JSON]:
    values: dict[str, JSON] = {**message.context}
    path, about, secret = (str(values.pop(name, "") or "") for name in _MADE_INTO_LINKS)
    if about:
        path = path.replace(KEY_MARK, link_key(about))
    if secret:
        values["code"] = link_code(secret)
    return {
        **values,
        "to_name": message.to_name,
        "link": settings.BASE_URL + path if path else "",
        "portal": settings.BASE_URL,
    }


@lru_cache(maxsize=200)
def _language(code: str) -> str:
    return code if translation.check_for_language(code) else settings.LANGUAGE_CODE


def _zone(name: str) -> tzinfo:
    """A zone that is not known must not hold a message back: the instants are in UTC as well."""
    try:
        return zone_named(name)
    except LookupError:
        log.warning("Unknown time zone %r; a message is worded in UTC", name)
        return UTC
