"""Large files, piece by piece: begun, carried on where they stopped, finished once. `docs/storage.md` says how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotFound
from mla_portal.storage.models import StoredFile, Upload, UploadPart
from mla_portal.storage.names import name_clean
from mla_portal.storage.objects import object_delete, object_read, object_write
from mla_portal.storage.services.files import file_store

# A piece fits what a proxy takes as one request, and is held in memory while it comes.
PIECE_LIMIT = 5 * 1024 * 1024
PIECE_SIZE = 4 * 1024 * 1024  # what we ask for
OPEN_LIMIT = 20
KEPT_FOR = timedelta(days=2)  # since the last piece
_SHA256 = re.compile(r"[0-9a-f]{64}")


def upload_start(
    *, actor: User | None, about: str, name: object, size: object, sha256: object = "", now: datetime
) -> Upload:
    """Announce a file. Without an `actor`, who holds what it is `about` is counted: the caller holds that row locked.

    Raises Invalid, naming every wrong field; Conflict for too many at once.
    """
    errors = {"name": _name_errors(name), "size": _size_errors(size), "sha256": _sha256_errors(sha256)}
    if wrong := {field: texts for field, texts in errors.items() if texts}:
        raise Invalid(wrong)
    with transaction.atomic():
        if actor is not None:
            User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        _refuse_too_many(actor, about, int(str(size)))
        return Upload.objects.create(
            about=about,
            created_by=actor,
            name=name_clean(str(name)),
            size=int(str(size)),
            sha256=str(sha256 or "").lower(),
            created_at=now,
            expires_at=now + KEPT_FOR,
        )


def upload_of(*, actor: User | None, about: str, pk: UUID | str) -> Upload:
    """The upload, for who began it; NotFound for everybody else."""
    found = Upload.objects.filter(pk=pk, about=about, created_by=actor).first()
    if found is None:
        raise NotFound(_("There is no such upload, or it has expired. Begin again."))
    return found


def piece_add(*, upload: Upload, offset: int, data: bytes, now: datetime) -> Upload:
    """Take the next piece. When this returns, it is on the disk.

    Raises Invalid for a piece of no size that can be; Conflict, with the `offset` to carry on from, for one that is not
    the next: it came before, or pieces before it are missing.
    """
    if not 0 < len(data) <= PIECE_LIMIT or offset + len(data) > upload.size:
        raise Invalid(
            {"piece": [_("A piece has from 1 to %(limit)d bytes and ends within the file.") % {"limit": PIECE_LIMIT}]}
        )
    if offset != upload.received or upload.file_id:
        raise _not_the_next(upload)
    written = object_write([data])
    with transaction.atomic():
        next_one = Upload.objects.filter(pk=upload.pk, received=offset, file__isnull=True)
        taken = next_one.update(received=F("received") + len(data), expires_at=now + KEPT_FOR)
        if taken:
            UploadPart.objects.create(upload=upload, offset=offset, size=len(data), object_id=written.object_id)
    upload.refresh_from_db()
    if not taken:
        object_delete(written.object_id)
        raise _not_the_next(upload)
    return upload


@transaction.atomic
def upload_complete(*, actor: User | None, upload: Upload, now: datetime) -> StoredFile:
    """Put the pieces together; again gives the same file. Raises Conflict, with the `offset`, while some are missing,
    and Invalid where what came is not what was announced.
    """
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.file is not None:
        return upload.file
    if upload.received != upload.size:
        raise _not_the_next(upload)
    parts = list(upload.parts.order_by("offset"))
    file = file_store(actor=actor, source=_joined(parts), name=upload.name, now=now)
    if upload.sha256 not in ("", file.sha256):
        raise Invalid({"sha256": [_("What arrived is not the file that was announced. Begin again.")]})
    upload.file = file
    upload.save(update_fields=["file"])
    _forget(parts)
    return file


def uploads_expire(*, now: datetime) -> int:
    """Forget uploads of which no piece has come for two days, and the traces of those that were finished; how many."""
    gone = 0
    for pk in list(Upload.objects.filter(expires_at__lt=now).values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            upload = Upload.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk, expires_at__lt=now)
            if found := upload.first():
                _forget(list(found.parts.all()))
                found.delete()
                gone += 1
    return gone


def _joined(parts: Iterable[UploadPart]) -> Iterator[bytes]:
    for part in parts:
        yield from object_read(part.object_id)


def _forget(parts: list[UploadPart]) -> None:
    """The rows now, the bytes once that is committed; what a crash leaves in between, the sweep takes away."""
    UploadPart.objects.filter(pk__in=[part.pk for part in parts]).delete()
    for part in parts:
        transaction.on_commit(partial(object_delete, part.object_id))


def _refuse_too_many(actor: User | None, about: str, size: int) -> None:
    mine = Upload.objects.filter(created_by=actor, file__isnull=True)
    if actor is None:
        mine = mine.filter(about=about)
    announced = mine.aggregate(total=Sum("size"))["total"] or 0
    if mine.count() >= OPEN_LIMIT or announced + size > 5 * settings.FILE_SIZE_LIMIT:
        raise Conflict(_("You have begun many uploads. Finish them first, or wait until they expire, in two days."))


def _not_the_next(upload: Upload) -> Conflict:
    return Conflict(
        _("The portal has %(received)d of %(size)d bytes. Carry on from there.")
        % {"received": upload.received, "size": upload.size},
        offset=upload.received,
    )


def _name_errors(name: object) -> list[str]:
    return [] if isinstance(name, str) and name.strip() else [_("Give the name of the file.")]


def _size_errors(size: object) -> list[str]:
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        return [_("Give the size of the file in bytes.")]
    if size > settings.FILE_SIZE_LIMIT:
        limit = settings.FILE_SIZE_LIMIT // 1024**2
        return [_("The file is larger than %(limit)d MB. Send it in parts.") % {"limit": limit}]
    return []


def _sha256_errors(sha256: object) -> list[str]:
    if not sha256 or (isinstance(sha256, str) and _SHA256.fullmatch(sha256.lower())):
        return []
    return [_("Give the SHA-256 as 64 hexadecimal digits, or leave it out.")]
