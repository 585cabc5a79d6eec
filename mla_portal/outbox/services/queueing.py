"""How a message gets into the outbox, and how it is called off."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, QuerySet, TextField, Value, When

from mla_portal.ids import NEXT_KEY, uuid7, uuid7_run
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.nudge import nudge
from mla_portal.outbox.wording import template_of
from mla_portal.values import JSON, one_line

_INSERT = """
    INSERT INTO outbox_message
        (id, key, template, to_address, to_name, language, time_zone, context, topic, next_attempt_at, created_at,
         status, attempts, last_error)
    SELECT id, key, template, to_address, to_name, language, time_zone, context::jsonb, topic, next_attempt_at, %s,
        'queued', 0, ''
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
        %s::text[], %s::timestamptz[])
        AS new (id, key, template, to_address, to_name, language, time_zone, context, topic, next_attempt_at)
    ON CONFLICT (key) DO NOTHING
"""
# The words of a query of this portal, never of a user. In the order of their keys, as messages_queue.
_INSERT_FROM = """
    INSERT INTO outbox_message
        (id, key, template, to_address, to_name, language, time_zone, context, topic, next_attempt_at, created_at,
         status, attempts, last_error)
    SELECT {new_key}, key, %(outbox_template)s, to_address, to_name, language, time_zone, context, topic,
        next_attempt_at, %(outbox_now)s, 'queued', 0, ''
    FROM ({query}) AS new ORDER BY key COLLATE "C"
    ON CONFLICT (key) DO NOTHING
"""


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """What to write to whom.

    `key` names the occasion: two messages with one key are one message. `template` is a file of templates/mail.
    `context` holds what the template prints: references, names, instants as ISO 8601 text, and `path`, where in the
    portal to read on. Never the facts of a case: mail travels in the open. With `key_for`, `{key}` in the path becomes
    the `link_key` of that at delivery: a link that opens without a sign-in never stands in the outbox.
    With `code_for`, the template has the `link_code` of that as `code`, by the same rule.
    `topic`, such as "request:UUID", is by what messages are found and called off.
    `not_before` holds it back until then.
    """

    key: str
    template: str
    to_address: str
    to_name: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    context: Mapping[str, JSON] = field(default_factory=dict)
    topic: str = ""
    not_before: datetime | None = None


def message_queue(
    *,
    key: str,
    template: str,
    to_address: str,
    to_name: str = "",
    language: str = "en",
    time_zone: str = "UTC",
    context: Mapping[str, JSON],
    topic: str = "",
    not_before: datetime | None = None,
    now: datetime,
) -> Message:
    """Put one message into the outbox, in the caller's transaction; see `NewMessage` for the fields.

    A second call with the same key changes nothing and returns the first message. The address is not judged here: a
    wrong one must not undo what the caller does, and shows as a FAILED message instead.
    Raises TemplateDoesNotExist and ValueError, which are errors of the program.
    """
    new = NewMessage(
        key=key,
        template=template,
        to_address=to_address,
        to_name=to_name,
        language=language,
        time_zone=time_zone,
        context=context,
        topic=topic,
        not_before=not_before,
    )
    messages_queue([new], now=now)
    return Message.objects.get(key=key)


def messages_queue(messages: Iterable[NewMessage], *, now: datetime, again: bool = False) -> None:
    """Put many messages into the outbox in one statement; as `message_queue` for each.

    With `again`, those of them that were called off before they left wait once more.
    """
    # In the order of their keys, so that two callers with the same keys wait for each other and never deadlock.
    new = sorted(messages, key=lambda message: message.key)
    if not new:
        return
    for template in {message.template for message in new}:
        template_of(template)
    # By column and not through the model: a sweep of reminders queues thousands.
    columns = list(zip(*(_row(message, now) for message in new), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [now, *(list(column) for column in columns)])
    if again:
        Message.objects.filter(key__in=[message.key for message in new], status=Status.CANCELLED).update(
            status=Status.QUEUED, cancelled_at=None, attempts=0, next_attempt_at=now
        )
    transaction.on_commit(nudge)


def messages_queue_from(query: str, given: Mapping[str, Any], *, template: str, now: datetime) -> None:
    """Put the messages into the outbox that a query of the program puts together, without reading them.

    Its columns are fields of `NewMessage` (key, to_address, to_name, language, time_zone, topic and, as jsonb, context)
    and next_attempt_at. As `messages_queue`, but that nothing is looked at: a path has to begin with "/", and what is
    printed is made one line when it is worded.
    """
    template_of(template)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_FROM.format(new_key=NEXT_KEY, query=query),
            {**given, **uuid7_run(), "outbox_template": template, "outbox_now": now},
        )
    transaction.on_commit(nudge)


def messages_cancel(*, topics: Collection[str], templates: Collection[str] | None = None, now: datetime) -> int:
    """Call off what is still to be delivered about `topics` (only these `templates`, if given); how many.

    A message on its way at this moment may still arrive, but will not be tried again.
    """
    if "" in topics:
        raise ValueError("Name the topic of the messages to be called off")
    open_ = Message.objects.filter(
        topic__in=topics, status__in=[Status.QUEUED, Status.INFLIGHT], cancelled_at__isnull=True
    )
    if templates is not None:
        open_ = open_.filter(template__in=templates)
    return open_.update(
        cancelled_at=now,
        status=Case(
            When(status=Status.QUEUED, then=Value(Status.CANCELLED)), default=F("status"), output_field=TextField()
        ),
    )


def messages_requeue(messages: QuerySet[Message], *, now: datetime) -> int:
    """Give messages that FAILED a new start, once the reason is mended; how many. Others stay as they are."""
    again = messages.filter(status=Status.FAILED, cancelled_at__isnull=True).update(
        status=Status.QUEUED, failed_at=None, bounced_at=None, attempts=0, next_attempt_at=now
    )
    if again:
        transaction.on_commit(nudge)
    return again


def _row(new: NewMessage, now: datetime) -> tuple[Any, ...]:
    """In the order of the columns of _INSERT."""
    path = new.context.get("path", "")
    if path and not (isinstance(path, str) and path.startswith("/")):
        raise ValueError("The path of a message begins with / and stays in the portal")
    return (
        str(uuid7()),
        new.key,
        new.template,
        one_line(new.to_address),
        one_line(new.to_name),
        new.language,
        new.time_zone,
        json.dumps(_plain(new.context)),
        new.topic,
        new.not_before or now,
    )


def _plain(value: JSON) -> JSON:
    """Texts as one line each, so that no value can begin a second line in a subject."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        return {name: one_line(part) if isinstance(part, str) else _plain(part) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value
