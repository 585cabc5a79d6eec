"""Files laid with a request, taken back, and handed out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, NotAllowed
from mla_portal.storage.models import StoredFile
from mla_portal.storage.services import file_open
from requests_app.access import get_attachment, sides_of
from requests_app.models import Attachment, Request
from requests_app.selectors.disclosures import is_shut
from requests_app.selectors.doubts import in_doubt, not_now, suspicion_of
from requests_app.selectors.material import is_withheld
from requests_app.services.inputs import optional_text
from requests_app.services.speaking import side_speaking
from requests_app.states import Side, Status

FILES_LIMIT = 200  # of one request


@transaction.atomic
def attachment_add(
    *, actor: User, request: Request, file: StoredFile, internal: bool = False, description: object = ""
) -> Attachment:
    """Lay a stored file with the request, for both sides or for the own one alone. The same file again changes nothing.

    Raises Conflict while the request is with its approver, for a file that both would see: what is approved is what
    leaves. Raises NotFound for a stranger, NotAllowed for who only reads, Invalid.
    """
    side = side_speaking(actor, request)
    said = optional_text(description, "description", 200)
    locked = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    made = Attachment.objects.filter(request=locked, file=file).first()
    if made is not None:
        return made
    if side is Side.REQUESTED and not internal and suspicion_of(locked):
        raise Conflict(in_doubt())
    _refuse_beside_approval(locked, internal=internal)
    if Attachment.objects.filter(request=locked, removed_at__isnull=True).count() >= FILES_LIMIT:
        raise Conflict(
            _("%(limit)d files lie with this request already. Put more into one archive.") % {"limit": FILES_LIMIT}
        )
    attachment = Attachment.objects.create(
        request=locked,
        file=file,
        side=side,
        internal=internal,
        description=said,
        added_by=actor,
        added_at=timezone.now(),
    )
    _record(attachment, Verb.ATTACHMENT_ADDED, actor, side, attachment.added_at)
    return attachment


@transaction.atomic
def attachment_remove(*, actor: User, attachment: Attachment) -> Attachment:
    """Take a file of the own side back; again does nothing. Raises Conflict once the other side can have seen it."""
    side = side_speaking(actor, attachment.request)
    locked = Request.objects.select_for_update(of=("self",), no_key=True).get(pk=attachment.request_id)
    attachment = Attachment.objects.select_related("file__content", "request").get(pk=attachment.pk)
    if attachment.removed_at is not None:
        return attachment
    if attachment.side != side:
        raise NotAllowed(_("The other side laid this file here. Only they can take it back."))
    if locked.sent_at is not None and not attachment.internal:
        raise Conflict(_("The other side can see this file already. It stays; say in a message what is wrong with it."))
    _refuse_beside_approval(locked, internal=attachment.internal)
    attachment.removed_by, attachment.removed_at = actor, timezone.now()
    attachment.save(update_fields=["removed_by", "removed_at"])
    _record(attachment, Verb.ATTACHMENT_REMOVED, actor, side, attachment.removed_at)
    return attachment


def attachment_open(*, actor: User, attachment: Attachment) -> Iterator[bytes]:
    """The bytes, as a stream; each time is an event. Raises as `file_open`, NotFound for who may not see it, and
    Conflict while the conditions under which it was given are not accepted (Art. 28).
    """
    get_attachment(actor, attachment.pk)
    if is_doubted(actor, attachment):
        raise Conflict(not_now())
    if is_shut(attachment):
        raise Conflict(_("This file opens when the conditions under which it was given are accepted."))
    if is_withheld(actor, request=attachment.request_id, file=attachment.file_id):
        raise Conflict(_("This file is marked as not to be read by everybody. Only those who are named open it."))
    with transaction.atomic():
        chunks = file_open(actor=actor, file=attachment.file)
        _record(attachment, Verb.ATTACHMENT_DOWNLOADED, actor, None, timezone.now())
    return chunks


def is_doubted(actor: User, attachment: Attachment) -> bool:
    """Whether it came from the side that doubts who asks, and this person stands on the other one."""
    if attachment.side != Side.REQUESTED or Side.REQUESTED in sides_of(actor, attachment.request):
        return False
    return suspicion_of(attachment.request) is not None


def _refuse_beside_approval(request: Request, *, internal: bool) -> None:
    if not internal and request.status in (Status.IN_REVIEW, Status.APPROVED):
        raise Conflict(
            _("The request is with its approver, and so are its files. Have it returned, or attach this after sending.")
        )


def _record(attachment: Attachment, verb: Verb, actor: User, by_side: Side | None, at: datetime) -> None:
    """On a chain of its own for what the other side must not hear of."""
    chain = f"attachment:{attachment.pk}" if attachment.internal else f"request:{attachment.request_id}"
    data = {"attachment": str(attachment.pk), "file": str(attachment.file_id), "sha256": attachment.file.sha256}
    event_record(chain=chain, verb=verb, actor=actor, data=data | ({"by_side": by_side} if by_side else {}), at=at)
