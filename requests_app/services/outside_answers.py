"""What a person of an authority outside does on its link once the code was right: read, acknowledge, ask, answer.

Who it was is a name and a function that somebody gave with the code. They are recorded as given; the code proves that
this person was called, or stands near who was, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.models import StoredFile, Upload
from mla_portal.storage.services import file_store, piece_add, upload_complete, upload_of, upload_start
from requests_app.models import Attachment, Means, Message, OutsideLink, Purpose, Request, Topic
from requests_app.selectors.doubts_outside import doubt_outside
from requests_app.selectors.outside import LinkState, digest_of, link_topic, state_of
from requests_app.services.acknowledgements import acknowledge_on_link
from requests_app.services.attaching import offset_read
from requests_app.services.attachments import FILES_LIMIT
from requests_app.services.documents import document_open_on_link
from requests_app.services.inputs import optional_text, required_text
from requests_app.services.messages import LONGEST, message_add
from requests_app.services.outside_links import sentence_of
from requests_app.states import ENDED, Side, Status


def link_entered(link: OutsideLink, browser: str) -> bool:
    """Whether this is the browser in which the right code was given, and the link is still open."""
    if not browser or not constant_time_compare(link.browser_digest, digest_of(browser)):
        return False
    return state_of(link, link.transmission.request, now=timezone.now()) == LinkState.USED


@transaction.atomic
def outside_acknowledge(*, link: OutsideLink, browser: str, their_reference: object = "", note: object = "") -> None:
    """Raises Conflict where it was acknowledged already, whoever did it, and where the link is not open; Invalid."""
    request = _about_request(link, _at(link, browser))
    if request.acknowledged_at is not None:
        raise Conflict(_("Receipt was acknowledged already. Nothing more is to be done for that."))
    acknowledge_on_link(link=link, request=request, their_reference=their_reference, note=note)


@transaction.atomic
def outside_ask(*, link: OutsideLink, browser: str, text: object, client_token: str = "") -> Message:
    """A question or remark beside the request; the same `client_token` gives the first one again."""
    request = _unended(link, browser)
    before = Message.objects.filter(request=request, means=Means.LINK, client_token=client_token or None).first()
    if before is not None:
        return before
    said = required_text(text, "text", _("Write your question, or what you want to say."), LONGEST)
    message = Message(
        request=request,
        side=Side.REQUESTED,
        text=said,
        means=Means.LINK,
        said_by=_speaker(link),
        said_at=timezone.now(),
    )
    return message_add(message, [], client_token or uuid4().hex, Side.REQUESTED)


@transaction.atomic
def outside_doubt(*, link: OutsideLink, browser: str, reason: object) -> Message:
    """That somebody there doubts whether the request is genuine, and why: who sent it is told at once, and calls back.

    Nothing else follows: no status and no clock changes by it. Raises Conflict while one stands.
    """
    request = _unended(link, browser)
    said = required_text(reason, "reason", _("Say what makes you doubt that it is genuine."), 2000)
    if doubt_outside(request) is not None:
        raise Conflict(_("This was said already. The requesting authority knows, and calls back."))
    message = Message(
        request=request,
        topic=Topic.DOUBT,
        side=Side.REQUESTED,
        text=said,
        means=Means.LINK,
        said_by=_speaker(link),
        said_at=timezone.now(),
    )
    return message_add(message, [], uuid4().hex, Side.REQUESTED)


@transaction.atomic
def outside_file_add(
    *, link: OutsideLink, browser: str, source: Iterable[bytes], name: str, description: object = ""
) -> Attachment:
    """Lay an answer with the request. The bytes are kept encrypted, as any file; raises Invalid with "file"."""
    request = _unended(link, browser)
    said = optional_text(description, "description", 200)
    _refuse_too_many(request)
    file = file_store(actor=None, source=source, name=name or "answer", now=timezone.now())
    return _laid(link, request, file, said)


@transaction.atomic
def outside_upload_begin(*, link: OutsideLink, browser: str, name: object, size: object) -> Upload:
    """Announce a large file, that comes in pieces. Raises as `outside_file_add` and `upload_start`."""
    request = _unended(link, browser)
    _refuse_too_many(request)
    return upload_start(actor=None, about=link_topic(link), name=name, size=size, now=timezone.now())


def outside_upload_found(*, link: OutsideLink, browser: str, pk: UUID) -> Upload:
    """Where to carry on. Raises as `outside_file_add`, NotFound for one of another link."""
    with transaction.atomic():
        _unended(link, browser)
    return upload_of(actor=None, about=link_topic(link), pk=pk)


def outside_upload_piece(*, link: OutsideLink, browser: str, pk: UUID, offset: object, data: bytes) -> Upload:
    """Take the next piece. Raises as `outside_upload_found` and `piece_add`."""
    upload = outside_upload_found(link=link, browser=browser, pk=pk)
    return piece_add(upload=upload, offset=offset_read(offset), data=data, now=timezone.now())


@transaction.atomic
def outside_upload_add(*, link: OutsideLink, browser: str, pk: UUID, description: object = "") -> Attachment:
    """Lay the whole of it with the request; again gives the same. Raises as `upload_complete`."""
    request = _unended(link, browser)
    said = optional_text(description, "description", 200)
    upload = upload_of(actor=None, about=link_topic(link), pk=pk)
    file = upload_complete(actor=None, upload=upload, now=timezone.now())
    if (again := Attachment.objects.filter(request=request, file=file).first()) is not None:
        return again
    _refuse_too_many(request)
    return _laid(link, request, file, said)


def _laid(link: OutsideLink, request: Request, file: StoredFile, said: str) -> Attachment:
    """The same bytes once more change nothing."""
    now = timezone.now()
    laid = Attachment.objects.filter(request=request, removed_at__isnull=True)
    if file.size == 0:
        raise Invalid({"file": [_("This file is empty. Choose another one.")]})
    if (again := laid.filter(file__content=file.content_id, side=Side.REQUESTED).first()) is not None:
        return again
    made = Attachment.objects.create(
        request=request, file=file, side=Side.REQUESTED, internal=False, description=said, added_at=now
    )
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.ATTACHMENT_ADDED,
        actor=None,
        data={
            "attachment": str(made.pk),
            "file": str(file.pk),
            "sha256": file.sha256,
            "by_side": Side.REQUESTED,
            "link": str(link.pk),
        },
        at=now,
    )
    return made


def _refuse_too_many(request: Request) -> None:
    if Attachment.objects.filter(request=request, removed_at__isnull=True).count() >= FILES_LIMIT:
        raise Conflict(
            _("%(limit)d files lie with this request already. Put more into one archive.") % {"limit": FILES_LIMIT}
        )


def outside_document(*, link: OutsideLink, browser: str) -> bytes:
    """The frozen PDF; that it was taken through the link is an event."""
    _at(link, browser)
    return document_open_on_link(document=link.transmission.document, link=str(link.pk))


def _at(link: OutsideLink, browser: str, *, lock: bool = False) -> Request:
    """The request. Raises Conflict with the reason why the link opens nothing in this browser."""
    related = Request.objects.select_related("case", "requesting_authority", "requested_authority__jurisdiction")
    rows = related.select_for_update(of=("self",), no_key=True) if lock else related
    request = rows.get(pk=link.transmission.request_id)
    state = state_of(link, request, now=timezone.now())
    if state != LinkState.USED or not constant_time_compare(link.browser_digest, digest_of(browser)):
        raise Conflict(sentence_of(state, request) or _("Enter the code first."))
    return request


def _unended(link: OutsideLink, browser: str) -> Request:
    request = _about_request(link, _at(link, browser, lock=True))
    if request.status in ENDED and request.status != Status.COMPLETED:
        raise Conflict(
            _("%(authority)s has closed this request, so it takes no answer here. Call them if there is more to say.")
            % {"authority": request.requesting_authority.name}
        )
    return request


def _about_request(link: OutsideLink, request: Request) -> Request:
    """Raises Conflict for the link to a notice: that one is read, and answered the way they are usually reached."""
    if link.transmission.purpose == Purpose.NOTICE:
        raise Conflict(_("This link brings a notice to be read. It takes no answer."))
    return request


def _speaker(link: OutsideLink) -> str:
    return f"{link.person_name}, {link.person_function}"[:200]
