from __future__ import annotations

import time
from itertools import pairwise

import pytest
from django.db import connection

from mla_portal import ids
from mla_portal.ids import NEXT_KEY, uuid7, uuid7_run


def test_keys_are_version_7_and_keep_the_order_in_which_they_were_made() -> None:
    keys = [uuid7() for _number in range(5000)]
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}
    assert all(one < next_ for one, next_ in pairwise(keys))


def test_a_run_of_keys_is_made_by_the_database(db: None) -> None:
    before = uuid7()
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + NEXT_KEY + " FROM generate_series(1, 3000)", uuid7_run())  # noqa: S608 - a name of our own
        keys = [key for (key,) in cursor.fetchall()]
    assert keys == sorted(set(keys))
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}
    assert before < keys[0]
    assert keys[-1] < uuid7()


def test_a_run_never_reaches_over_the_lower_half(monkeypatch: pytest.MonkeyPatch) -> None:
    soon = time.time_ns() // 1_000_000 + 60_000
    monkeypatch.setattr(ids, "_last", soon << 74 | (1 << 62) - 5)
    assert uuid7_run()["key_tail"] == -(1 << 63)
