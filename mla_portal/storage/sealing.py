"""The format in which files lie on the disk: AES-256-GCM in frames, read and written as a stream. `docs/storage.md`
describes it to the byte.

    header   "MLAFILE" 1 | key id, 16 bytes | prefix, 8 | nonce of the wrapping, 12 | wrapped file key, 32 + 16
    frame n  up to 65,536 bytes of the file, encrypted, and the tag, 16 bytes

The nonce of frame n is the prefix and n in 4 bytes; what it is bound to is the object's id, n in 8 bytes, and 1 for the
last frame, 0 for others. So a frame that was changed, cut off, moved, repeated or taken from elsewhere does not open.
Every object has its own random file key: no nonce is ever used twice under one key. All numbers are big-endian.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mla_portal.storage.key_ring import KEY_LENGTH, KeyRing

FRAME = 64 * 1024
TAG = 16
MAGIC = b"MLAFILE\x01"
ID_LENGTH, PREFIX_LENGTH, NONCE_LENGTH = 16, 8, 12
HEADER_LENGTH = len(MAGIC) + ID_LENGTH + PREFIX_LENGTH + NONCE_LENGTH + KEY_LENGTH + TAG

Random = Callable[[int], bytes]


class Damaged(Exception):
    """These bytes are not what was sealed under this id."""


class KeyMissing(Exception):
    """The key they were sealed under is not in the ring."""


@dataclass(frozen=True)
class Header:
    key_id: str
    prefix: bytes
    wrap_nonce: bytes
    wrapped: bytes

    def to_bytes(self) -> bytes:
        return self.start() + self.wrap_nonce + self.wrapped

    def start(self) -> bytes:
        return MAGIC + self.key_id.encode().ljust(ID_LENGTH, b"\0") + self.prefix


def seal(chunks: Iterable[bytes], *, object_id: UUID, ring: KeyRing, random: Random = os.urandom) -> Iterator[bytes]:
    """The header, then frame by frame."""
    file_key = random(KEY_LENGTH)
    header = _wrap(file_key, prefix=random(PREFIX_LENGTH), object_id=object_id, ring=ring, random=random)
    yield header.to_bytes()
    cipher = AESGCM(file_key)
    for number, frame, is_last in _numbered(_frames(chunks)):
        yield cipher.encrypt(_nonce(header, number), frame, _bound_to(object_id, number, is_last))


def unseal(file: BinaryIO, *, object_id: UUID, ring: KeyRing) -> Iterator[bytes]:
    """What was sealed, frame by frame; no byte is given out before its frame was verified. Damaged, KeyMissing."""
    header = header_read(file)
    cipher = AESGCM(_unwrap(header, object_id=object_id, ring=ring))
    for number, frame, is_last in _numbered(iter(lambda: file.read(FRAME + TAG), b"")):
        try:
            yield cipher.decrypt(_nonce(header, number), frame, _bound_to(object_id, number, is_last))
        except InvalidTag:
            raise Damaged(f"frame {number} does not open") from None


def rewrap(header: Header, *, object_id: UUID, ring: KeyRing, random: Random = os.urandom) -> Header:
    """The same file key under the current key of the ring; the frames stay as they are."""
    file_key = _unwrap(header, object_id=object_id, ring=ring)
    return _wrap(file_key, prefix=header.prefix, object_id=object_id, ring=ring, random=random)


def header_read(file: BinaryIO) -> Header:
    data = file.read(HEADER_LENGTH)
    if len(data) < HEADER_LENGTH or not data.startswith(MAGIC):
        raise Damaged("there is no header of version 1")
    parts = iter(data[len(MAGIC) :])
    name, prefix, nonce = (bytes(next(parts) for _ in range(n)) for n in (ID_LENGTH, PREFIX_LENGTH, NONCE_LENGTH))
    return Header(name.rstrip(b"\0").decode("ascii", "replace"), prefix, nonce, bytes(parts))


def _wrap(file_key: bytes, *, prefix: bytes, object_id: UUID, ring: KeyRing, random: Random) -> Header:
    bare = Header(ring.current, prefix, random(NONCE_LENGTH), b"")
    wrapped = AESGCM(ring.keys[ring.current]).encrypt(bare.wrap_nonce, file_key, bare.start() + object_id.bytes)
    return Header(bare.key_id, bare.prefix, bare.wrap_nonce, wrapped)


def _unwrap(header: Header, *, object_id: UUID, ring: KeyRing) -> bytes:
    key = ring.keys.get(header.key_id)
    if key is None:
        raise KeyMissing(f"there is no key {header.key_id!r} in the ring")
    try:
        return AESGCM(key).decrypt(header.wrap_nonce, header.wrapped, header.start() + object_id.bytes)
    except InvalidTag:
        raise Damaged("the header does not open") from None


def _frames(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in pieces of FRAME; the last may be shorter. Nothing at all is one empty piece."""
    held, is_empty = bytearray(), True
    for chunk in chunks:
        held += chunk
        while len(held) >= FRAME:
            yield bytes(held[:FRAME])
            del held[:FRAME]
            is_empty = False
    if held or is_empty:
        yield bytes(held)


def _numbered(frames: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """With number and whether it is the last. Damaged where there is none at all: every object has at least one."""
    held = next(frames, None)
    if held is None:
        raise Damaged("there is no frame")
    number = 0
    for number, frame in enumerate(frames, start=1):
        yield number - 1, held, False
        held = frame
    yield number, held, True


def _nonce(header: Header, number: int) -> bytes:
    return header.prefix + number.to_bytes(4, "big")


def _bound_to(object_id: UUID, number: int, is_last: bool) -> bytes:
    return object_id.bytes + number.to_bytes(8, "big") + bytes([is_last])
