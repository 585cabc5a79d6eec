"""From a row of the outbox to the mail that is sent: worded in the recipient's language and zone, at delivery.

A template is a plain text of templates/mail: the first line is the subject, then an empty line, then the body.
"""

from __future__ import annotations

import logging
from datetime import UTC, tzinfo
from email.utils import formataddr
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template import Context, Engine, Template
from django.utils import timezone, translation
from django.utils.encoding import punycode

from mla_portal.env import BASE_DIR
from mla_portal.outbox.link_keys import KEY_MARK, link_code, link_key
from mla_portal.outbox.models import Message
from mla_portal.outbox.return_paths import return_address
from mla_portal.values import JSON, one_line

MISSING = "[no value for "
LIBRARIES = {"i18n": "django.templatetags.i18n", "mail": "mla_portal.outbox.templatetags.mail"}

log = logging.getLogger(__name__)


class Undeliverable(Exception):
    """No attempt will ever deliver this message as it is."""


def compose(message: Message) -> EmailMessage:
    """The mail for this message. Raises Undeliverable for what is no address, LookupError for a value not given."""
    try:
        validate_email(message.to_address)
    except ValidationError as error:
        raise Undeliverable(f"{message.to_address!r} is not an e-mail address") from error
    with translation.override(_language(message.language)), timezone.override(_zone(message.time_zone)):
        subject, body = _worded(message)
    return EmailMessage(
        subject=subject,
        body=body,
        # Where it goes when it cannot be delivered is the envelope's; who wrote it is the header's.
        from_email=return_address(message.id) or settings.DEFAULT_FROM_EMAIL,
        to=[_mailbox(message.to_name, message.to_address)],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
        },
    )


def template_of(name: str) -> Template:
    """Raises TemplateDoesNotExist."""
    return _engine().get_template(f"mail/{name}.txt")


def _worded(message: Message) -> tuple[str, str]:
    text = template_of(message.template).render(Context(_values(message), autoescape=False))
    if MISSING in text:
        raise LookupError(f"{message.template}: {text[text.index(MISSING) :].partition(']')[0]}]")
    subject, _, body = text.lstrip().partition("\n")
    return one_line(subject), body.strip() + "\n"


def _values(message: Message) -> dict[str, JSON]:
    path = message.context.get("path", "")
    if about := message.context.get("key_for"):
        path = path.replace(KEY_MARK, link_key(about))
    code = {"code": link_code(secret)} if (secret := message.context.get("code_for")) else {}
    return {
        **message.context,
        **code,
        "to_name": one_line(message.to_name),
        "link": settings.BASE_URL + path if path else "",
        "portal": settings.BASE_URL,
    }


@cache
def _engine() -> Engine:
    """Apart from the engine of the pages: a mail is plain text, so nothing is escaped, and no value may be missing."""
    return Engine(
        dirs=[str(BASE_DIR / "templates")],
        autoescape=False,
        string_if_invalid=MISSING + "%s]",
        libraries=LIBRARIES,
        builtins=list(LIBRARIES.values()),
    )


def _mailbox(name: str, address: str) -> str:
    local, _, domain = address.rpartition("@")
    return formataddr((one_line(name), f"{local}@{punycode(domain)}"))


def _language(code: str) -> str:
    return code if translation.check_for_language(code) else settings.LANGUAGE_CODE


def _zone(name: str) -> tzinfo:
    """A zone that is not known must not hold a message back: the instants are in UTC as well."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        log.warning("Unknown time zone %r; a message is worded in UTC", name)
        return UTC
