"""Many writers at once: every chain stays without a gap, and nobody deadlocks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from mla_portal.audit.selectors import events_of
from mla_portal.audit.services import NewEvent, event_record, events_record
from mla_portal.audit.verbs import Verb
from mla_portal.audit.verification import trail_verify

pytestmark = pytest.mark.django_db(transaction=True)


def test_writers_on_one_chain() -> None:
    def write(_number: int) -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    event_record(chain="request:1", verb=Verb.REQUEST_READ, actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))

    assert [event.seq for event in events_of("request:1")] == list(range(1, 161))
    assert trail_verify().breaks == []


def test_writers_on_the_same_chains_in_opposite_orders_wait_for_each_other() -> None:
    chains = [f"request:{number}" for number in range(10)]

    def write(number: int) -> None:
        order = chains if number % 2 else chains[::-1]
        try:
            for _ in range(10):
                with transaction.atomic():
                    events_record([NewEvent(chain=chain, verb=Verb.REQUEST_READ, actor=None) for chain in order])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))

    result = trail_verify()
    assert (result.chains, result.events, result.breaks) == (10, 400, [])
