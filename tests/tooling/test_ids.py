from __future__ import annotations

from itertools import pairwise

from mla_portal.ids import uuid7


def test_keys_are_version_7_and_keep_the_order_in_which_they_were_made() -> None:
    keys = [uuid7() for _number in range(5000)]
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}
    assert all(one < next_ for one, next_ in pairwise(keys))
