"""Keys of rows: UUID version 7, so that the key alone gives the order of creation and pages need no second column."""

from __future__ import annotations

import os
import threading
import time
import uuid

_RANDOM_BITS = 74
_LOW = (1 << 62) - 1
RUN = 1_000_000
# The key of each row of a statement, with `uuid7_run`.
NEXT_KEY = "(%(key_head)s || to_hex(%(key_tail)s + row_number() OVER ()))::uuid"
_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """The milliseconds since 1970, then random bits (RFC 9562, 5.7); in one process each is larger than the one before.

    Rows that are made together, the lines of a list, must keep their order: so within one millisecond the random part
    is counted up (6.2, method 2) instead of drawn anew.
    """
    global _last
    with _lock:
        _last = value = _next()
    return _key(value)


def uuid7_run() -> dict[str, str | int]:
    """For a statement that makes a RUN of keys, each larger than the one before: the values that NEXT_KEY reads.

    It draws once and counts; the function of the database asks the system for random bits anew for every row.
    """
    global _last
    with _lock:
        first = _next()
        if (first & _LOW) + RUN > _LOW:
            first = (first | _LOW) + 1
        _last = first + RUN
    half = _key(first).int
    # The lower half as a signed number, whose sixteen hexadecimal digits are the same.
    return {"key_head": f"{half >> 64:016x}", "key_tail": (half & (1 << 64) - 1) - (1 << 64)}


def _next() -> int:
    drawn = (time.time_ns() // 1_000_000) << _RANDOM_BITS | int.from_bytes(os.urandom(10), "big") >> 6
    later = drawn >> _RANDOM_BITS > _last >> _RANDOM_BITS
    return drawn if later else _last + 1


def _key(value: int) -> uuid.UUID:
    milliseconds, high, low = value >> 74, value >> 62 & 0xFFF, value & _LOW
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
