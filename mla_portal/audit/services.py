"""How events are written. There is no other way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import rfc8785
from django.db import transaction
from django.utils import timezone

from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from mla_portal.values import JSON, one_line

if TYPE_CHECKING:
    from mla_portal.accounts.models import User


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
    [event] = events_record([NewEvent(chain=chain, verb=verb, actor=actor, data=data or {})], at=at)
    return event


def events_record(events: Iterable[NewEvent], *, at: datetime | None = None) -> list[Event]:
    """Write many events in one statement, all with the same `at`; returned in the order given.

    Chains are taken in the order of their names, so that two such calls wait for each other and never deadlock.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is written in the transaction of the change that it tells of; open one first")
    at = at or timezone.now()
    if timezone.is_naive(at):
        raise ValueError("The instant of an event needs an offset")
    rows = [_row(event, at) for event in events]
    Event.objects.bulk_create(sorted(rows, key=lambda row: row.chain))
    return rows


def _row(event: NewEvent, at: datetime) -> Event:
    return Event(
        chain=event.chain,
        at=at,
        actor=event.actor,
        actor_name=one_line(str(event.actor or "")),
        verb=Verb(event.verb).value,
        data=_canonical(event.data),
    )


def _canonical(data: Mapping[str, JSON]) -> str:
    """RFC 8785: one value, one text, so that anyone can make the hash again."""
    return rfc8785.dumps(dict(data)).decode()
