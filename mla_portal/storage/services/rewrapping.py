"""A new key: every object's own key is wrapped under it anew. The frames, sealed under the object's key, stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import BinaryIO
from uuid import UUID

from mla_portal.storage.models import Content, UploadPart
from mla_portal.storage.objects import file_write, path_of, ring
from mla_portal.storage.sealing import Damaged, KeyMissing, header_read, rewrap

_PIECE = 1024 * 1024


@dataclass
class Rewrapped:
    """`left`: what could not be, and why, by object."""

    rewrapped: int = 0
    current: int = 0
    left: dict[UUID, str] = field(default_factory=dict)


def objects_rewrap() -> Rewrapped:
    """Bring every object under the current key. May be stopped and begun again at any time: each object is replaced at
    once, and those that are done are passed over. Readers of the old file read on.
    """
    done = Rewrapped()
    for object_id in _object_ids():
        try:
            if _rewrap(object_id):
                done.rewrapped += 1
            else:
                done.current += 1
        except (Damaged, KeyMissing, FileNotFoundError) as error:
            done.left[object_id] = str(error)
    return done


def _object_ids() -> Iterator[UUID]:
    tables = (Content.objects, UploadPart.objects)
    return chain.from_iterable(table.values_list("object_id", flat=True).iterator() for table in tables)


def _rewrap(object_id: UUID) -> bool:
    with path_of(object_id).open("rb") as file:
        header = header_read(file)
        if header.key_id == ring().current:
            return False
        new = rewrap(header, object_id=object_id, ring=ring())
        file_write(object_id, chain([new.to_bytes()], _rest(file)))
    return True


def _rest(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, _PIECE), b"")
