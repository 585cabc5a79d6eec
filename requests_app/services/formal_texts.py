"""Recording the text that came formally: read and compared where it is a file of such a portal, else by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.models import StoredFile
from mla_portal.storage.services import file_store
from requests_app.models import DeadlineKind, FormalText, Request
from requests_app.selectors.document_context import shown_document
from requests_app.selectors.formal_texts import Differences, differences
from requests_app.selectors.incoming import LARGEST_READ
from requests_app.services import notices
from requests_app.services.deadlines import deadline_close, deadlines_lock
from requests_app.services.incoming_files import bytes_to_read
from requests_app.services.inputs import optional_text, required_choice
from requests_app.services.speaking import side_speaking
from requests_app.states import Side
from templates_app.context import RequestDocument
from templates_app.twin import read_twin


@dataclass(frozen=True, kw_only=True)
class _Read:
    """Both texts as data, and what differs; nothing of a file that could not be read, but why."""

    first: str = ""
    text: str = ""
    found: Differences | None = None
    reason: str = ""


def formal_text_record(
    *,
    actor: User,
    request: Request,
    file: object = None,
    verdict: object = "",
    note: object = "",
    received_at: datetime | None = None,
) -> FormalText:
    """Record it for the side of `actor`. What a file says that can be read goes before what the person says it says.

    Its clock ends, and where the text differs the other side is told. The same file or words again change nothing.
    Raises Invalid: without a file that can be read, the person has to say what it says, and how they compared it.
    Conflict before the request was sent. Reads the file first, and not within the transaction.
    """
    side = side_speaking(actor, request)
    if request.sent_at is None:
        raise Conflict(_("The request was not sent yet, so no text can have come after it."))
    said = optional_text(note, "note", 2000)
    at = _came(request, received_at)
    given = _uploaded(file)
    read = _read(actor, request, given)
    chosen = _verdict(read, verdict, said, named=given is not None)
    return _keep(actor, request, side, chosen, said, at, given, read)


@transaction.atomic
def _keep(
    actor: User,
    request: Request,
    side: Side,
    verdict: str,
    note: str,
    at: datetime,
    given: UploadedFile | None,
    read: _Read,
) -> FormalText:
    deadlines_lock(request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    now = timezone.now()
    file = file_store(actor=actor, source=given.chunks(), name=given.name or "letter", now=now) if given else None
    last = request.formal_texts.filter(side=side).select_related("file").order_by("-recorded_at").first()
    if last is not None and _again(last, verdict, note, file):
        return last
    made = FormalText.objects.create(
        request=request,
        side=side,
        verdict=verdict,
        first=read.first,
        text=read.text,
        note=note,
        file=file,
        received_at=min(at, now),
        recorded_by=actor,
        recorded_at=now,
    )
    deadline_close(request=request, kind=DeadlineKind.FORMAL_CONFIRMATION, reason="confirmed", now=now)
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.FORMAL_RECORDED,
        actor=actor,
        data={
            "formal_text": str(made.pk),
            "verdict": verdict,
            "differences": read.found.count if read.found else None,
            "sha256": file.sha256 if file else "",
            "by_side": side,
        },
        at=now,
    )
    if made.is_different:
        notices.formal_differs(request=request, by=side, now=now)
    return made


def _read(actor: User, request: Request, given: UploadedFile | None) -> _Read:
    if given is None:
        return _Read()
    data = given.read(LARGEST_READ + 1)
    given.seek(0)
    try:
        formal = read_twin(data)
    except Invalid as refusal:
        return _Read(reason=next((text for texts in refusal.errors.values() for text in texts), ""))
    first = _first(actor, request)
    if formal.reference != first.reference:
        # Both sides are shown what differs: the text of another request may be none of the business of one of them.
        names = {"number": formal.reference, "first": first.reference}
        return _Read(reason=_("It has the number %(number)s, and this request %(first)s.") % names)
    return _Read(first=first.to_json(), text=formal.to_json(), found=differences(first, formal))


def _first(actor: User, request: Request) -> RequestDocument:
    """What came first; of a request that was registered, what its file says or else what was typed in."""
    if request.original is not None:
        try:
            return read_twin(bytes_to_read(actor, request.original))
        except (Invalid, Conflict):
            pass
    document = shown_document(request, now=timezone.now())
    return replace(document, reference=request.sender_reference) if request.sender_reference else document


def _verdict(read: _Read, verdict: object, note: str, *, named: bool) -> str:
    if read.found is not None:
        return FormalText.Verdict.DIFFERENT if read.found.count else FormalText.Verdict.SAME
    if named and not verdict:
        text = _("The portal cannot compare this file: %(reason)s Compare it yourself, and say what it says.")
        raise Invalid({"verdict": [text % {"reason": read.reason}]})
    chosen = required_choice(verdict, "verdict", FormalText.Verdict.values)
    if not note:
        raise Invalid({"note": [_("Say how you compared it and, where it differs, what differs.")]})
    return chosen


def _uploaded(file: object) -> UploadedFile | None:
    if file is None:
        return None
    if not isinstance(file, UploadedFile):
        raise Invalid({"file": [_("Choose a file.")]})
    if not file.size:
        raise Invalid({"file": [_("This file is empty. Choose another one.")]})
    return file


def _came(request: Request, received_at: datetime | None) -> datetime:
    now = timezone.now()
    at = received_at or now
    if at > now + timedelta(minutes=5):
        raise Invalid({"received_at": [_("This is in the future. Give the instant at which it happened.")]})
    if request.sent_at and at < request.sent_at - timedelta(days=1):
        raise Invalid({"received_at": [_("It cannot have come before the request was sent. Look at the date.")]})
    return at


def _again(last: FormalText, verdict: str, note: str, file: StoredFile | None) -> bool:
    same_file = (last.file and last.file.content_id) == (file and file.content_id)
    return same_file and (last.verdict, last.note) == (verdict, note)
