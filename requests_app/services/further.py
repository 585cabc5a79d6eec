"""Sending what was sent once more, by another channel or to another authority, and the proof of what went outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Authority, Channel
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.models import StoredFile
from mla_portal.storage.services import file_store
from requests_app.access import require, require_sending
from requests_app.models import DeadlineKind, Document, Purpose, Request, Transmission, TransmissionProof
from requests_app.services.deadlines import deadline_close, deadlines_lock
from requests_app.services.inputs import optional_text, required_choice
from requests_app.services.outside_links import links_issue
from requests_app.states import ENDED

# A clock of another house may be ahead of ours.
_AHEAD = timedelta(minutes=5)
FURTHER = (Purpose.AGAIN, Purpose.FORMAL, Purpose.COPY)


@transaction.atomic
def transmission_add(
    *,
    actor: User,
    request: Request,
    channel: object,
    purpose: object = Purpose.AGAIN,
    recipient: Authority | None = None,
    note: object = "",
) -> Transmission:
    """Send what was sent once more: the same document, frozen. A copy goes to `recipient`, all else to the requested
    authority. The formal confirmation of 25(3) closes its clock. By e-mail, the requested authority is sent a link.

    The same document to the same authority by the same channel is sent once: Conflict. Raises Invalid, NotAllowed;
    Conflict before it was sent and once it is over.
    """
    require(actor, Permission.SEND, request.requesting_authority)
    chosen = required_choice(purpose, "purpose", FURTHER)
    via = required_choice(channel, "channel", [one for one in Channel if one != Channel.PORTAL])
    said = optional_text(note, "note", 500)
    deadlines_lock(request)
    locked = _locked(request)
    to = _recipient(locked, chosen, recipient)
    now = timezone.now()
    document = _document(locked)
    if not to.valid_on(day_in(to.time_zone, now)):
        raise Conflict(
            _("%(authority)s is no longer valid in the directory. Choose its successor.") % {"authority": to.name}
        )
    if locked.transmissions.filter(document=document, recipient=to, channel=via).exists():
        raise Conflict(
            _("This document was sent to %(authority)s by this channel already: %(channel)s.")
            % {"authority": to.name, "channel": Channel(via).label}
        )
    made = Transmission.objects.create(
        request=locked,
        document=document,
        recipient=to,
        channel=via,
        purpose=chosen,
        note=said,
        sent_by=actor,
        sent_at=now,
    )
    if chosen == Purpose.FORMAL:
        deadline_close(request=locked, kind=DeadlineKind.FORMAL_CONFIRMATION, reason="confirmed", now=now)
    if via == Channel.EMAIL and not to.member and to.pk == locked.requested_authority_id:
        links_issue(actor=actor, transmission=made, now=now)
    event_record(
        chain=f"request:{locked.pk}",
        verb=Verb.TRANSMISSION_ADDED,
        actor=actor,
        data={
            "transmission": str(made.pk),
            "channel": via,
            "purpose": chosen,
            "recipient": to.code,
            "sha256": document.sha256,
        },
        at=now,
    )
    return made


@transaction.atomic
def proof_add(
    *,
    actor: User,
    transmission: Transmission,
    stage: object,
    happened_at: datetime | None = None,
    note: object = "",
    source: Iterable[bytes] | None = None,
    name: str = "",
) -> TransmissionProof:
    """Record that it was sent or received outside, with the file that shows it. The same instant again changes nothing.

    Raises Invalid: for an instant to come, for receipt before the sending, and for what shows nothing at all.
    """
    request = transmission.request
    require_sending(actor, request)
    now = timezone.now()
    chosen = required_choice(stage, "stage", TransmissionProof.Stage.values)
    said = optional_text(note, "note", 500)
    at = _happened(transmission, chosen, happened_at or now, now)
    _locked(request)
    made = transmission.proofs.filter(stage=chosen, happened_at=at).first()
    if made is not None:
        return made
    file: StoredFile | None = None
    if source is not None:
        file = file_store(actor=actor, source=source, name=name or "proof", now=now)
    if file is None and not said:
        raise Invalid({"file": [_("Attach the proof, or write who confirmed it, how and under what number.")]})
    made = TransmissionProof.objects.create(
        transmission=transmission,
        stage=chosen,
        happened_at=at,
        note=said,
        file=file,
        recorded_by=actor,
        recorded_at=now,
    )
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.TRANSMISSION_PROVED,
        actor=actor,
        data={
            "transmission": str(transmission.pk),
            "stage": chosen,
            "happened_at": at.isoformat(),
            "sha256": file.sha256 if file else "",
        },
        at=now,
    )
    return made


def _happened(transmission: Transmission, stage: str, at: datetime, now: datetime) -> datetime:
    if at > now + _AHEAD:
        raise Invalid({"happened_at": [_("This is in the future. Give the instant at which it happened.")]})
    if stage == TransmissionProof.Stage.RECEIVED and at < transmission.sent_at - timedelta(days=1):
        raise Invalid({"happened_at": [_("It cannot have been received before it was sent. Look at the date.")]})
    return min(at, now)


def _recipient(request: Request, purpose: str, recipient: Authority | None) -> Authority:
    if purpose != Purpose.COPY:
        if recipient is not None and recipient.pk != request.requested_authority_id:
            raise Invalid({"recipient": [_("Only a copy goes to another authority than the one that was asked.")]})
        return request.requested_authority
    if recipient is None:
        raise Invalid({"recipient": [_("Choose the authority that gets the copy.")]})
    if recipient.jurisdiction_id != request.requested_authority.jurisdiction_id:
        raise Invalid({"recipient": [_("A copy goes to a central authority of the country that was asked.")]})
    return recipient


def _document(request: Request) -> Document:
    first = request.transmissions.select_related("document").order_by("sent_at").first()
    if first is None or request.is_registered:
        raise Conflict(_("The request was not sent yet. Send it first; after that it can be sent once more."))
    if request.status in ENDED:
        raise Conflict(_("The request is over: it is not sent any more."))
    return first.document


def _locked(request: Request) -> Request:
    rows = Request.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("requesting_authority", "requested_authority__jurisdiction").get(pk=request.pk)
