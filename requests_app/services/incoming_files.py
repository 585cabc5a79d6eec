"""The file of a request that came from outside: kept as it came, opened with a trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid, NotFound
from mla_portal.storage.models import StoredFile
from mla_portal.storage.services import file_open, file_store
from requests_app.models import Request
from requests_app.selectors.incoming import LARGEST_READ

# As long as somebody may take to type a letter in.
_HELD_FOR = 24 * 3600
_SALT = "requests_app.incoming"


def incoming_keep(*, actor: User, source: Iterable[bytes], name: str) -> StoredFile:
    """Keep the file before the request is registered. Raises Invalid with "file"."""
    return file_store(actor=actor, source=source, name=name or "request", now=timezone.now())


def held(file: StoredFile, actor: User) -> str:
    """A text by which the page that registers finds the file again: for this person, and for a day."""
    return signing.dumps([str(file.pk), str(actor.pk)], salt=_SALT)


def held_file(actor: User, token: str) -> StoredFile | None:
    """The file that `held` names; None without a token. Raises Invalid for one that is none, or too old."""
    if not token:
        return None
    try:
        pk, holder = signing.loads(token, salt=_SALT, max_age=_HELD_FOR)
    except signing.BadSignature:
        pk, holder = None, None
    file = StoredFile.objects.filter(pk=pk).first() if holder == str(actor.pk) else None
    if file is None:
        raise Invalid({"file": [_("The file is not held any more. Load it again.")]})
    return file


def bytes_to_read(actor: User, file: StoredFile) -> bytes:
    """Of a file that is small enough to be read; of a larger one only so much that this shows."""
    data = bytearray()
    for chunk in file_open(actor=actor, file=file):
        data += chunk
        if len(data) > LARGEST_READ:
            break
    return bytes(data)


def original_open(*, actor: User, request: Request) -> tuple[StoredFile, Iterator[bytes]]:
    """The file as it came, with an event that says who took it. Raises NotFound where none was kept."""
    if request.original is None:
        raise NotFound(_("No file was kept with this request."))
    chunks = file_open(actor=actor, file=request.original)
    with transaction.atomic():
        event_record(
            chain=f"request:{request.pk}",
            verb=Verb.ORIGINAL_OPENED,
            actor=actor,
            data={"sha256": request.original.sha256},
            at=timezone.now(),
        )
    return request.original, chunks
