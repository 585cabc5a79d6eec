"""The keys that files are encrypted under: the first of the ring seals, any of it opens.

Written as `id:key`, where the id is up to 16 small letters, digits and hyphens, and the key 32 bytes in base64.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

KEY_LENGTH = 32
_ID = re.compile(r"[a-z0-9-]{1,16}")


@dataclass(frozen=True)
class KeyRing:
    """`current` names the key under which new files are sealed."""

    current: str
    keys: Mapping[str, bytes]


def key_ring_read(words: Sequence[str]) -> KeyRing:
    """ValueError says what is wrong, as the end of a sentence; it never repeats a key."""
    keys: dict[str, bytes] = {}
    for number, word in enumerate(words, start=1):
        name, colon, text = word.partition(":")
        if not colon or not _ID.fullmatch(name):
            raise ValueError(f"has no name before the colon in key {number}; write it as k1:BASE64")
        if name in keys:
            raise ValueError(f"names two keys {name}")
        keys[name] = _key(name, text)
    if not keys:
        raise ValueError("is not set; make a key with `echo k1:$(openssl rand -base64 32)`")
    return KeyRing(current=next(iter(keys)), keys=keys)


def _key(name: str, text: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_LENGTH:
        raise ValueError(f"has a key {name} that is not 32 bytes in base64; make one with `openssl rand -base64 32`")
    return key
