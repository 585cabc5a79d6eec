"""How bytes get in and out. Each file has its own chain in the trail: who gave it, and everybody who opened it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, Refusal
from mla_portal.storage.media_types import UNKNOWN, media_type_of
from mla_portal.storage.models import Content, Scan, StoredFile
from mla_portal.storage.names import name_clean
from mla_portal.storage.objects import Written, object_delete, object_read, object_write
from mla_portal.storage.sealing import Damaged, KeyMissing

if TYPE_CHECKING:
    from mla_portal.accounts.models import User

log = logging.getLogger(__name__)


class FileDamaged(Refusal):
    status = 503
    code = "file_damaged"


def file_store(*, actor: User | None, source: Iterable[bytes], name: str, now: datetime) -> StoredFile:
    """Keep what `source` gives, encrypted, and never all of it in memory. `actor` is None for whoever has no account.

    The bytes are on the disk before the row is written; rows of a transaction that is undone leave an object that the
    sweep takes away. Bytes that are already here are not kept twice. Raises Invalid with "file" for what is too large
    or of no allowed type, StorageFull, and what `source` raises; then nothing is kept.
    """
    written = object_write(_bounded(source))
    try:
        with transaction.atomic():
            content = _content(written, now)
            file = StoredFile.objects.create(content=content, name=name_clean(name), created_by=actor, created_at=now)
            event_record(chain=f"file:{file.pk}", verb=Verb.FILE_STORED, actor=actor, data=_told(content), at=now)
    except Refusal:  # after an error nobody knows whether the row is there: that is left to the sweep
        object_delete(written.object_id)
        raise
    if content.object_id != written.object_id:
        object_delete(written.object_id)
    return file


def file_open(*, actor: User | None, file: StoredFile) -> Iterator[bytes]:
    """The bytes, verified as they come; that they were opened is an event of the file.

    Raises Conflict for a file that may not be opened (malware, or not checked yet) and FileDamaged for one that is not
    what was stored, before anything is recorded or given out. Damage further on ends the stream with FileDamaged: what
    was given out until then is right, but not all.
    """
    if refusal := refusal_to_open(file):
        raise Conflict(refusal)
    chunks = _verified(file)
    first = next(chunks)
    with transaction.atomic():
        event_record(chain=f"file:{file.pk}", verb=Verb.FILE_OPENED, actor=actor, data={"sha256": file.sha256})
    return chain([first], chunks)


def file_read(file: StoredFile) -> bytes:
    """All of a small file that the portal made itself, for its own use: nobody opened it. Raises FileDamaged."""
    return b"".join(_verified(file))


def refusal_to_open(file: StoredFile) -> str:
    """Why nobody may open it now; empty where they may."""
    if file.scan == Scan.INFECTED:
        return _("Malware was found in this file. It is kept as it came, and nobody can open it.")
    if file.scan == Scan.UNSCANNED and settings.CLAMAV_ADDRESS:
        return _("This file is being checked for malware. Try again in a minute.")
    return ""


def _bounded(source: Iterable[bytes]) -> Iterator[bytes]:
    size, limit = 0, settings.FILE_SIZE_LIMIT
    for chunk in source:
        size += len(chunk)
        if size > limit:
            raise Invalid(
                {"file": [_("The file is larger than %(limit)d MB. Send it in parts.") % {"limit": limit // 1024**2}]}
            )
        yield chunk


def _content(written: Written, now: datetime) -> Content:
    """Whoever is second with the same bytes waits for the first, and gets theirs."""
    media_type = media_type_of(written.head)
    if media_type == UNKNOWN and not settings.FILE_OTHER_TYPES:
        raise Invalid({"file": [_("Files of this type are not taken here. Send a PDF, a picture or an archive.")]})
    content, _made = Content.objects.get_or_create(
        sha256=written.sha256,
        defaults={
            "object_id": written.object_id,
            "size": written.size,
            "media_type": media_type,
            "scan": Scan.UNSCANNED if settings.CLAMAV_ADDRESS else Scan.OFF,
            "created_at": now,
        },
    )
    return content


def _told(content: Content) -> dict[str, str | int]:
    return {"sha256": content.sha256, "size": content.size, "media_type": content.media_type}


def _verified(file: StoredFile) -> Iterator[bytes]:
    size = 0
    try:
        for chunk in object_read(file.content.object_id):
            size += len(chunk)
            yield chunk
        if size != file.size:
            raise Damaged(f"it has {size} bytes")
    except (Damaged, KeyMissing, FileNotFoundError) as error:
        log.error("File %s, object %s: %s, at %s", file.pk, file.content.object_id, error, timezone.now())
        raise FileDamaged(
            _("This file cannot be read as it was stored. Tell the administrators of the portal; name file %(id)s.")
            % {"id": file.pk}
        ) from error
