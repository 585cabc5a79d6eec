"""How a file comes to a request: at once where it is small, in pieces where it is not."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from mla_portal.storage.models import Upload
from mla_portal.storage.services import file_store, piece_add, upload_complete, upload_of, upload_start
from requests_app.models import Attachment, Request
from requests_app.services.attachments import attachment_add
from requests_app.services.speaking import side_speaking

# One request to the server carries no more: a larger file comes in pieces.
AT_ONCE_LIMIT = 5 * 1024 * 1024


@transaction.atomic
def file_attach(
    *, actor: User, request: Request, file: object, internal: bool = False, description: object = ""
) -> Attachment:
    """Lay a small file with the request. Raises as `attachment_add`, and Invalid with "file"."""
    side_speaking(actor, request)
    if not isinstance(file, UploadedFile):
        raise Invalid({"file": [_("Choose a file.")]})
    if (file.size or 0) > AT_ONCE_LIMIT:
        text = _("%(limit)d MB is the most at once. A larger file comes in pieces.")
        raise Invalid({"file": [text % {"limit": AT_ONCE_LIMIT // 1024**2}]})
    stored = file_store(actor=actor, source=file.chunks(), name=file.name or "", now=timezone.now())
    return attachment_add(actor=actor, request=request, file=stored, internal=internal, description=description)


def upload_begin(*, actor: User, request: Request, name: object, size: object, sha256: object = "") -> Upload:
    """Announce a file for the request. Raises as `upload_start`."""
    side_speaking(actor, request)
    return upload_start(actor=actor, about=_about(request), name=name, size=size, sha256=sha256, now=timezone.now())


def upload_found(*, actor: User, request: Request, pk: UUID | str) -> Upload:
    return upload_of(actor=actor, about=_about(request), pk=pk)


def upload_piece(*, actor: User, request: Request, pk: UUID | str, offset: object, data: bytes) -> Upload:
    """Take the next piece. Raises as `piece_add`."""
    upload = upload_found(actor=actor, request=request, pk=pk)
    return piece_add(upload=upload, offset=offset_read(offset), data=data, now=timezone.now())


def offset_read(offset: object) -> int:
    """Where a piece begins, from its header. Raises Invalid."""
    if not (isinstance(offset, str) and offset.isascii() and offset.isdigit() and len(offset) < 20):
        raise Invalid({"Upload-Offset": [_("Say with a number in the header Upload-Offset where this piece begins.")]})
    return int(offset)


@transaction.atomic
def upload_attach(
    *, actor: User, request: Request, pk: object, internal: bool = False, description: object = ""
) -> Attachment:
    """Lay the whole of an upload with the request; again gives the same. Raises as `upload_complete`."""
    side_speaking(actor, request)
    try:
        upload = upload_found(actor=actor, request=request, pk=UUID(str(pk)))
    except ValueError:
        raise Invalid({"upload": [_("Give the id of an upload to this request.")]}) from None
    file = upload_complete(actor=actor, upload=upload, now=timezone.now())
    return attachment_add(actor=actor, request=request, file=file, internal=internal, description=description)


def _about(request: Request) -> str:
    return f"request:{request.pk}"
