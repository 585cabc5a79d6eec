"""Passing on to the competent authority (27(9)(c)): into its inbox where it works here, else recorded with proof."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Authority, Channel
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.storage.models import StoredFile
from mla_portal.storage.services import file_store
from requests_app.access import get_request
from requests_app.instants import parse_instant
from requests_app.models import Attachment, Document, Forwarding, Identifier, Purpose, Request, Transmission
from requests_app.selectors.forwardings import recordable
from requests_app.services import notices
from requests_app.services.inputs import optional_text, required_choice, required_text
from requests_app.services.life_clocks import clocks_at_sending
from requests_app.services.measures import require_executing
from requests_app.services.references import reference_take
from requests_app.states import Side, Status

CHANNELS = tuple(one for one in Channel if one is not Channel.PORTAL)
_AHEAD = timedelta(minutes=5)
# What it keeps of the one that was passed on: all that it says, and who stands behind it on the side that asked.
_KEPT = (
    *("case", "kind", "requesting_authority", "instrument", "urgency", "content", "languages", "translations"),
    *("schema_version", "author", "submitted_by", "submitted_digest", "approved_by", "approved_cautions"),
    *("requesting_person", "registered_at", "received_channel", "sender_reference", "original", "received_note"),
    *("sender_verified_at", "sender_verified_by", "sender_verified_how"),
)


def goes_on_here(request: Request, competent: Authority | None, now: datetime) -> bool:
    """Whether it can reach the inbox of the competent authority: a member of this portal, of the same State."""
    return (
        competent is not None
        and competent.member
        and competent.jurisdiction_id == request.requested_authority.jurisdiction_id
        and competent.valid_on(day_in(competent.time_zone, now))
    )


def request_forward(*, actor: User, request: Request, competent: Authority, now: datetime) -> Request:
    """The same request, in the inbox of the competent authority, with its frozen document and the files for both sides.

    A request of its own: both references stay, and it follows the one that was passed on. In the caller's transaction,
    which holds that one and has ended it.
    """
    kept = {name: getattr(request, name) for name in _KEPT}
    series = competent if request.is_registered else request.requesting_authority
    made = Request.objects.create(
        reference=reference_take(authority=series, now=now),
        requested_authority=competent,
        follows=request,
        forwarded_from=request,
        status=Status.SENT,
        sent_at=now,
        client_token=f"forwarded:{request.pk}",
        created_at=now,
        updated_at=now,
        **kept,
    )
    _carry(request, made)
    event_record(
        chain=f"request:{made.pk}",
        verb=Verb.REQUEST_FORWARDED,
        actor=actor,
        data={
            "from": request.reference,
            "by_authority": request.requested_authority.name,
            "recipient": competent.code,
        },
        at=now,
    )
    _transmit(request, made, now)
    clocks_at_sending(request=made, channel=Channel.PORTAL, now=now)
    notices.arrived(request=made, now=now)
    return made


@transaction.atomic
def forwarding_record(
    *,
    actor: User,
    request: Request,
    to: object = "",
    channel: object = "",
    number: object = "",
    happened_at: object = None,
    note: object = "",
    source: Iterable[bytes] | None = None,
    name: str = "",
) -> Forwarding:
    """Record that a misdirected request went on by another channel: to whom, how, when, and what shows it. Once.

    Raises Invalid, NotAllowed for who does not execute, Conflict where nothing is to be recorded.
    """
    get_request(actor, request.pk)
    require_executing(actor, request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if not recordable(request):
        raise Conflict(_("This is for a request that ended as misdirected, and was not passed on or recorded yet."))
    now = timezone.now()
    whom = required_text(to, "to", _("Say to whom it was passed on."), 200)
    via = required_choice(channel, "channel", [one.value for one in CHANNELS])
    given, said = optional_text(number, "number", 80), optional_text(note, "note", 500)
    at = _instant(happened_at, now)
    if source is None and not given and not said:
        raise Invalid({"number": [_("Give its number there, write who confirmed it, or attach what shows it.")]})
    file: StoredFile | None = None
    if source is not None:
        file = file_store(actor=actor, source=source, name=name or "proof", now=now)
    made = Forwarding.objects.create(
        request=request, to=whom, channel=via, number=given, happened_at=at, note=said, file=file, by=actor, at=now
    )
    data: dict[str, Any] = {"channel": via, "happened_at": at.isoformat(), "sha256": file.sha256 if file else ""}
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.FORWARDING_RECORDED,
        actor=actor,
        data={**data, "by_side": Side.REQUESTED},
        at=now,
    )
    return made


def _carry(request: Request, made: Request) -> None:
    names = ("type", "value", "port", "at", "at_offset", "until", "until_offset", "note")
    rows = request.identifiers.all()
    Identifier.objects.bulk_create(Identifier(request=made, **{n: getattr(one, n) for n in names}) for one in rows)
    files = request.attachments.filter(side=Side.REQUESTING, internal=False, removed_at__isnull=True)
    shared = ("file", "side", "internal", "description", "added_by", "added_at")
    Attachment.objects.bulk_create(
        Attachment(request=made, **{name: getattr(one, name) for name in shared}) for one in files
    )


def _transmit(request: Request, made: Request, now: datetime) -> None:
    """What was frozen goes on as it is; of one that came from outside there is no document of ours."""
    sent = request.transmissions.filter(purpose=Purpose.REQUEST).select_related("document", "sent_by").first()
    if sent is None:
        return
    kept = {field.name: getattr(sent.document, field.name) for field in Document._meta.concrete_fields}
    document = Document.objects.create(**{**kept, "id": Document._meta.pk.get_default(), "request": made})
    event_record(
        chain=f"request:{made.pk}",
        verb=Verb.DOCUMENT_ISSUED,
        actor=None,
        data={
            "revision": document.revision,
            "sha256": document.sha256,
            "context_sha256": document.context_sha256,
            "certificate_sha256": document.certificate_sha256,
        },
        at=now,
    )
    Transmission.objects.create(
        request=made,
        document=document,
        recipient=made.requested_authority,
        channel=Channel.PORTAL,
        note=_("Passed on by %(authority)s") % {"authority": request.requested_authority.name},
        sent_by=sent.sent_by,
        sent_at=now,
    )


def _instant(raw: object, now: datetime) -> datetime:
    try:
        at = raw if isinstance(raw, datetime) else parse_instant(raw)
    except ValueError:
        raise Invalid({"happened_at": [_("Say when, with the offset from UTC.")]}) from None
    if at > now + _AHEAD:
        raise Invalid({"happened_at": [_("This is in the future. Give the instant at which it happened.")]})
    return min(at, now)
