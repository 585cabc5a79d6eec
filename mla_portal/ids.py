"""Keys of rows: UUID version 7, so that the key alone gives the order of creation and pages need no second column."""

from __future__ import annotations

import os
import threading
import time
import uuid

_RANDOM_BITS = 74
_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """The milliseconds since 1970, then random bits (RFC 9562, 5.7); in one process each is larger than the one before.

    Rows that are made together, the lines of a list, must keep their order: so within one millisecond the random part
    is counted up (6.2, method 2) instead of drawn anew.
    """
    global _last
    drawn = (time.time_ns() // 1_000_000) << _RANDOM_BITS | int.from_bytes(os.urandom(10), "big") >> 6
    with _lock:
        later = drawn >> _RANDOM_BITS > _last >> _RANDOM_BITS
        _last = value = drawn if later else _last + 1
    milliseconds, high, low = value >> 74, value >> 62 & 0xFFF, value & (1 << 62) - 1
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
