"""Mails to people about the directory, worded for each of them."""

from __future__ import annotations

from mla_portal.accounts.models import User
from mla_portal.outbox.services import NewMessage
from mla_portal.values import JSON


def letter(user: User, *, key: str, template: str, topic: str, **context: JSON) -> NewMessage:
    """`key` names the occasion; together with the person it is the message's own."""
    return NewMessage(
        key=f"{key}:{user.pk}",
        template=template,
        to_address=user.email,
        to_name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        context=context,
        topic=topic,
    )
