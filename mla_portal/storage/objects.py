"""Sealed objects in a directory. What lies there says neither what it holds nor what it is called.

incoming/UUID      being written; gone, or old, after a crash
ab/UUID            an object whose id begins with ab; complete and on the disk
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from mla_portal.errors import Refusal
from mla_portal.storage.key_ring import KeyRing
from mla_portal.storage.sealing import seal, unseal

HEAD = 64 * 1024  # by which the type is known
log = logging.getLogger(__name__)


class StorageFull(Refusal):
    status = 507
    code = "storage_full"


@dataclass(frozen=True, kw_only=True)
class Written:
    object_id: UUID
    sha256: str
    size: int
    head: bytes


class _Measured:
    """Passes chunks on and keeps what has to be known of them."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._digest = hashlib.sha256()
        self.size, self.head = 0, b""

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._digest.update(chunk)
            self.size += len(chunk)
            if len(self.head) < HEAD:
                self.head += chunk[: HEAD - len(self.head)]
            yield chunk

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def object_write(chunks: Iterable[bytes]) -> Written:
    """Seal the chunks into a new object. When this returns, it is on the disk under its final name.

    Whatever ends it before, a crash too, leaves at most a sealed part in `incoming`. What `chunks` raises passes on.
    """
    object_id, measured = uuid4(), _Measured(chunks)
    file_write(object_id, seal(measured, object_id=object_id, ring=ring()))
    return Written(object_id=object_id, sha256=measured.sha256, size=measured.size, head=measured.head)


def object_read(object_id: UUID) -> Iterator[bytes]:
    """The plain bytes, verified frame by frame. FileNotFoundError, Damaged, KeyMissing."""
    with path_of(object_id).open("rb") as file:
        yield from unseal(file, object_id=object_id, ring=ring())


def object_delete(object_id: UUID) -> None:
    path_of(object_id).unlink(missing_ok=True)


def file_write(object_id: UUID, sealed: Iterable[bytes]) -> None:
    """Put these sealed bytes under the object's name, at once and to stay: all of them or what was there before."""
    part = _directory("incoming") / uuid4().hex  # its own: that of a writer who died may still be there
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(sealed)
            _to_disk(file)
        final = path_of(object_id)
        _directory(final.parent.name)
        part.replace(final)
        _names_to_disk(final.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            log.error("The disk of the files is full")
            raise StorageFull(_("The portal has no room left for files. Tell its administrators.")) from error
        raise
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def path_of(object_id: UUID) -> Path:
    return root() / object_id.hex[:2] / object_id.hex


def objects_on_disk() -> Iterator[Path]:
    """Every file there is, those being written too."""
    for directory in sorted(root().glob("*")):
        if directory.is_dir():
            yield from directory.iterdir()


def root() -> Path:
    return Path(settings.FILES_DIR)


def ring() -> KeyRing:
    kept: KeyRing = settings.FILE_KEYS
    return kept


def _directory(name: str) -> Path:
    directory = root() / name
    if not directory.is_dir():
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        _names_to_disk(root())
    return directory


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _names_to_disk(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
