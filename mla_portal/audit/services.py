"""How events are written. There is no other way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import rfc8785
from django.db import connection, transaction
from django.utils import timezone

from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from mla_portal.values import JSON, one_line

if TYPE_CHECKING:
    from mla_portal.accounts.models import User


_INSERT = """
    INSERT INTO audit_event (chain, at, actor_id, actor_name, verb, data)
    SELECT chain, %s, actor, actor_name, verb, data
    FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::text[], %s::text[])
        AS new (chain, actor, actor_name, verb, data)
"""
_INSERT_FROM = """
    INSERT INTO audit_event (chain, at, actor_name, verb, data)
    SELECT chain, %(audit_at)s, '', %(audit_verb)s, data FROM ({query}) AS new ORDER BY chain COLLATE "C"
"""


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """An event to be written; see `event_record` for what each field means."""

    chain: str
    verb: Verb
    actor: User | None
    data: Mapping[str, JSON] = field(default_factory=dict)


def event_record(
    *, chain: str, verb: Verb, actor: User | None, data: Mapping[str, JSON] | None = None, at: datetime | None = None
) -> Event:
    """Write one event at the end of its chain, in the transaction of the change that it tells of.

    `chain` is what the event is about: "request:UUID", "case:UUID", "directory", "accounts". `actor` is None when the
    portal itself acts. `at` is when it happened (now, if not given); the database adds when it wrote it.

    `data` holds particulars that may be shown to whoever may see the chain, and that can stay for ever: keys,
    references, names of fields, states, hashes. Never the facts of a case, an identifier or a text somebody wrote:
    nothing can be taken out of the trail again.

    The head of the chain stays locked until the transaction ends: record last, and keep the transaction short.
    Raises RuntimeError outside a transaction, ValueError for data that canonical JSON cannot hold.
    """
    event = _row(NewEvent(chain=chain, verb=verb, actor=actor, data=data or {}), _checked(at))
    event.save(force_insert=True)
    return event


def events_record(events: Iterable[NewEvent], *, at: datetime | None = None) -> None:
    """Write many events in one statement, all with the same `at`; as `event_record` for each.

    Chains are taken in the order of their names, so that two such calls wait for each other and never deadlock.
    """
    at = _checked(at)
    canonical: dict[str, str] = {}
    rows = sorted((_columns(event, canonical) for event in events), key=itemgetter(0))
    if not rows:
        return
    # By column and not through the model: a sweep of reminders writes thousands.
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [at, *columns])


def events_record_from(query: str, given: Mapping[str, Any], *, verb: Verb, at: datetime) -> None:
    """Write what the portal itself did about each `chain` that a query of the program names; as `events_record`.

    The other column of the query is `data`, as `event_data` writes it.
    """
    values = {**given, "audit_at": _checked(at), "audit_verb": Verb(verb).value}
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_FROM.format(query=query), values)


def event_data(data: Mapping[str, JSON]) -> str:
    """RFC 8785: one value, one text, so that anyone can make the hash again."""
    return rfc8785.dumps(dict(data)).decode()


def _columns(event: NewEvent, canonical: dict[str, str]) -> tuple[str, str | None, str, str, str]:
    """In the order of _INSERT. Many events say the same: that is worded once (`canonical`)."""
    same = repr(event.data)
    if same not in canonical:
        canonical[same] = event_data(event.data)
    actor = event.actor
    return (
        event.chain,
        str(actor.pk) if actor else None,
        one_line(str(actor or "")),
        Verb(event.verb).value,
        canonical[same],
    )


def _checked(at: datetime | None) -> datetime:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is written in the transaction of the change that it tells of; open one first")
    at = at or timezone.now()
    if timezone.is_naive(at):
        raise ValueError("The instant of an event needs an offset")
    return at


def _row(event: NewEvent, at: datetime) -> Event:
    return Event(
        chain=event.chain,
        at=at,
        actor=event.actor,
        actor_name=one_line(str(event.actor or "")),
        verb=Verb(event.verb).value,
        data=event_data(event.data),
    )
