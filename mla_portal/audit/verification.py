"""Computes every chain again and compares: with each row, with the row before it, and with the head of the chain.

One statement reads rows and heads, so both are of one moment and writing may go on. Rows are streamed: the memory used
does not grow with the trail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from mla_portal.audit.hashing import NO_HASH, event_hash

CHUNK = 2000

_ROWS = """
    select chain, e.seq,
        coalesce(to_char(e.at at time zone 'UTC', %(instant)s), e.at::text),
        coalesce(to_char(e.recorded_at at time zone 'UTC', %(instant)s), e.recorded_at::text),
        coalesce(e.actor_id::text, ''), e.actor_name, e.verb, e.data, e.prev_hash, e.hash, h.seq, h.hash
    from audit_event e full join audit_chainhead h using (chain)
    where %(chain)s is null or chain = %(chain)s
    order by chain, e.seq
"""
_INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


@dataclass(frozen=True)
class Break:
    """The first event of a chain that is not as it was written, and what is wrong with it."""

    chain: str
    seq: int
    reason: str


@dataclass
class Verification:
    chains: int = 0
    events: int = 0
    breaks: list[Break] = field(default_factory=list)


class _Row(NamedTuple):
    chain: str
    seq: int | None
    at: str
    recorded_at: str
    actor: str
    actor_name: str
    verb: str
    data: str
    prev_hash: str
    hash: str
    head_seq: int | None
    head_hash: str | None

    def hash_again(self) -> str:
        return event_hash(
            prev_hash=self.prev_hash,
            chain=self.chain,
            seq=self.seq or 0,
            at=self.at,
            recorded_at=self.recorded_at,
            actor=self.actor,
            actor_name=self.actor_name,
            verb=self.verb,
            data=self.data,
        )


def trail_verify(*, chain: str | None = None) -> Verification:
    """Verify one chain, or all. A chain removed with its head leaves no trace here; only heads noted elsewhere tell."""
    result = Verification()
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS, {"chain": chain, "instant": _INSTANT})
        for name, rows in groupby(_rows(cursor, result), key=lambda row: row.chain):
            result.chains += 1
            if found := _break_in(name, rows):
                result.breaks.append(found)
    return result


def _rows(cursor: CursorWrapper, result: Verification) -> Iterator[_Row]:
    while chunk := cursor.fetchmany(CHUNK):
        for values in chunk:
            row = _Row(*values)
            result.events += row.seq is not None
            yield row


def _break_in(chain: str, rows: Iterator[_Row]) -> Break | None:
    last, last_hash = 0, NO_HASH
    head_seq, head_hash = None, None
    for row in rows:
        head_seq, head_hash = row.head_seq, row.head_hash
        if row.seq is None:
            break
        if row.seq != last + 1:
            return Break(chain, last + 1, "it is missing")
        if row.prev_hash != last_hash:
            return Break(chain, row.seq, "it does not continue the event before it")
        if row.hash != row.hash_again():
            return Break(chain, row.seq, "it does not say what was written")
        last, last_hash = row.seq, row.hash
    if head_seq is None:
        return Break(chain, last, "it is the last, but the head of the chain is missing")
    if head_seq > last:
        return Break(chain, last + 1, f"it is missing, with all up to the last, {head_seq}")
    if (head_seq, head_hash) != (last, last_hash):
        return Break(chain, last, "it is the last, but not the one that the head of the chain names")
    return None
