"""Sealed with fixed random bytes: what another program must make of the same input, and open."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import shake_256
from pathlib import Path
from uuid import UUID

from mla_portal.storage.key_ring import KeyRing

RING = KeyRing(current="k2", keys={"k2": bytes(range(32)), "k1": bytes(range(32, 64))})
OBJECT = UUID("00112233-4455-6677-8899-aabbccddeeff")
_FILE = Path(__file__).with_name("vectors.json")


@dataclass(frozen=True)
class Vector:
    name: str
    plain: bytes
    sealed_sha256: str
    sealed: bytes | None


def vectors() -> list[Vector]:
    """Long ones are told by their hash; a plain text is `length` bytes of SHAKE-256 over the name."""
    return [
        Vector(
            row["name"],
            plain(row["name"], row["length"]),
            row["sealed_sha256"],
            b64decode(row["sealed"]) if "sealed" in row else None,
        )
        for row in json.loads(_FILE.read_text())
    ]


def plain(name: str, length: int) -> bytes:
    return shake_256(name.encode()).digest(length)


def fixed_random() -> Callable[[int], bytes]:
    """32 bytes 01, then 8 bytes 02, then 12 bytes 03: file key, prefix, nonce of the wrapping."""
    calls = iter(range(1, 100))
    return lambda length: bytes([next(calls)]) * length
