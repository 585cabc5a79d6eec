"""The format: what is sealed opens again, and nothing else does."""

from __future__ import annotations

import io
from hashlib import sha256
from uuid import uuid4

import pytest
from Crypto.Cipher import AES
from hypothesis import given, settings
from hypothesis import strategies as st

from mla_portal.storage.key_ring import KeyRing
from mla_portal.storage.sealing import (
    FRAME,
    HEADER_LENGTH,
    TAG,
    Damaged,
    KeyMissing,
    header_read,
    rewrap,
    seal,
    unseal,
)
from tests.storage.vectors import OBJECT, RING, Vector, fixed_random, plain, vectors

SEALED_FRAME = FRAME + TAG
THREE = plain("three and a bit", 3 * FRAME + 17)


def sealed(data: bytes, ring: KeyRing = RING) -> bytes:
    return b"".join(seal([data], object_id=OBJECT, ring=ring))


def opened(data: bytes, ring: KeyRing = RING) -> bytes:
    return b"".join(unseal(io.BytesIO(data), object_id=OBJECT, ring=ring))


def parts(data: bytes) -> tuple[bytes, list[bytes]]:
    body = data[HEADER_LENGTH:]
    return data[:HEADER_LENGTH], [body[at : at + SEALED_FRAME] for at in range(0, len(body), SEALED_FRAME)]


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_the_vectors(vector: Vector) -> None:
    made = b"".join(seal([vector.plain], object_id=OBJECT, ring=RING, random=fixed_random()))
    assert sha256(made).hexdigest() == vector.sealed_sha256
    assert vector.sealed in (made, None)
    assert opened(made) == vector.plain


def test_another_implementation_opens_it_by_the_description_alone() -> None:
    data, bound = sealed(b"evidence"), OBJECT.bytes
    wrapping = AES.new(RING.keys["k2"], AES.MODE_GCM, nonce=data[32:44]).update(data[:32] + bound)
    file_key = wrapping.decrypt_and_verify(data[44:76], data[76:92])
    frame = AES.new(file_key, AES.MODE_GCM, nonce=data[24:32] + bytes(4)).update(bound + bytes(8) + b"\1")
    assert frame.decrypt_and_verify(data[92:-16], data[-16:]) == b"evidence"


@settings(max_examples=60)
@given(st.lists(st.integers(0, FRAME + 9).map(lambda length: plain("any", length)), max_size=6))
def test_whatever_the_pieces_it_comes_back(chunks: list[bytes]) -> None:
    data = b"".join(seal(chunks, object_id=OBJECT, ring=RING))
    assert opened(data) == b"".join(chunks)
    assert len(data) == HEADER_LENGTH + sum(map(len, chunks)) + TAG * max(1, -(-sum(map(len, chunks)) // FRAME))


@pytest.mark.parametrize("length", [0, 5, FRAME])
def test_any_changed_byte_shows(length: int) -> None:
    data = sealed(plain("flip", length))
    for place in [*range(HEADER_LENGTH + TAG), *range(HEADER_LENGTH, len(data), 997), len(data) - 1]:
        wrong = bytearray(data)
        wrong[place] ^= 0x20
        with pytest.raises((Damaged, KeyMissing)):
            opened(bytes(wrong))


def test_a_file_that_was_cut_off_shows_at_every_place() -> None:
    data = sealed(THREE)
    _header, frames = parts(data)
    at_frames = [len(data) - sum(map(len, frames[n:])) for n in range(len(frames))]
    for length in [0, 10, HEADER_LENGTH - 1, HEADER_LENGTH + 3, *at_frames, len(data) - 1]:
        with pytest.raises(Damaged):
            opened(data[:length])


def test_frames_in_another_order_repeated_or_added_show() -> None:
    header, (first, second, third, last) = parts(sealed(THREE))
    other = parts(sealed(THREE))[1]
    for frames in (
        [second, first, third, last],
        [first, second, second, third, last],
        [first, third, last],
        [first, second, third, last, last],
        [first, other[1], third, last],
    ):
        with pytest.raises(Damaged):
            opened(header + b"".join(frames))


def test_an_object_under_the_name_of_another_does_not_open() -> None:
    with pytest.raises(Damaged):
        list(unseal(io.BytesIO(sealed(b"mine")), object_id=uuid4(), ring=RING))


def test_no_byte_is_given_out_before_it_was_verified() -> None:
    wrong = bytearray(sealed(THREE))
    wrong[HEADER_LENGTH + SEALED_FRAME + 5] ^= 1
    given = unseal(io.BytesIO(bytes(wrong)), object_id=OBJECT, ring=RING)
    assert next(given) == THREE[:FRAME]
    with pytest.raises(Damaged):
        next(given)


def test_the_same_bytes_are_sealed_differently_each_time() -> None:
    assert sealed(b"the same") != sealed(b"the same")


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    old = KeyRing(current="k1", keys={"k1": RING.keys["k1"]})
    assert opened(sealed(b"of old", ring=old)) == b"of old"
    with pytest.raises(KeyMissing):
        opened(sealed(b"of now"), ring=old)


def test_rewrapping_changes_the_header_alone() -> None:
    old = KeyRing(current="k1", keys={"k1": RING.keys["k1"]})
    data = sealed(THREE, ring=old)
    header = rewrap(header_read(io.BytesIO(data)), object_id=OBJECT, ring=RING)
    new = header.to_bytes() + data[HEADER_LENGTH:]
    only_new = KeyRing(current="k2", keys={"k2": RING.keys["k2"]})
    assert (header.key_id, opened(new, ring=only_new)) == ("k2", THREE)
