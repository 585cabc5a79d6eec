"""Requests that came by e-mail, post, INTERPOL or telephone: registered by the authority that received them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from mla_portal.ids import uuid7
from mla_portal.storage.models import StoredFile
from requests_app.access import require
from requests_app.kinds import KINDS
from requests_app.models import Arrival, Request, SenderCheck, Urgency
from requests_app.selectors.duplicates import same_reference
from requests_app.services import notices
from requests_app.services.clocks import acknowledgement_deadline_start, formal_confirmation_await
from requests_app.services.drafts import answers_checked, drafts_queue_up
from requests_app.services.identifiers import identifiers_write
from requests_app.services.legal_basis import basis_taken
from requests_app.services.references import reference_take
from requests_app.services.registering import (
    choose,
    number_queue_up,
    texts_checked,
    told_checked,
    wrong_arrival,
    wrong_call,
    wrong_sender,
)
from requests_app.states import Status


class RegisteredBefore(Conflict):
    """The requester has sent the same number already; `requests` are those."""

    def __init__(self, requests: Collection[Request]) -> None:
        self.requests = list(requests)
        references = ", ".join(one.reference for one in self.requests)
        super().__init__(
            _(
                "A request with this number of the same authority is here already: %(references)s. Open it; or register"
                " this one all the same, if it is another request."
            )
            % {"references": references},
            duplicates=[{"id": str(one.pk), "reference": one.reference} for one in self.requests],
        )


@transaction.atomic
def request_register(
    *,
    actor: User,
    requested_authority: Authority,
    requesting_authority: Authority,
    kind: str,
    received_at: datetime,
    channel: str,
    urgency: str = Urgency.NORMAL,
    content: Mapping[str, Any] | None = None,
    facts: str = "",
    offences: list[Any] | None = None,
    identifiers: list[Any] | None = None,
    sender_reference: str = "",
    case_number: str = "",
    continues: Mapping[str, Any] | None = None,
    note: str = "",
    sender_verified_how: str = "",
    original: StoredFile | None = None,
    repeated: bool = False,
    client_token: str = "",
) -> Request:
    """Write down a request that reached `requested_authority` outside the portal; from then on it is as one sent to it.

    It need not be complete: what is missing is asked back. `facts` are those of the answers, or of a kind that does
    not ask for them. `note` says why it did not come through the portal where its
    sender is a member of it, and what was said where it came by telephone: then the text in writing is waited for
    (25(3)). `continues` is what its document said of requests before it (`received.Received`). The
    same author and `client_token` give the request of the first call. Raises Invalid with every wrong answer,
    RegisteredBefore unless it is `repeated`.
    """
    require(actor, Permission.ACKNOWLEDGE, requested_authority)
    now = timezone.now()
    token = client_token or str(uuid7())
    drafts_queue_up(actor, token)
    made = Request.objects.filter(author=actor, client_token=token).first()
    if made is not None:
        return made
    cleaned, given, errors = answers_checked(kind=kind, urgency=urgency, content=content, identifiers=identifiers)
    told, wrong = told_checked(facts, offences, case_number, continues)
    texts, wrong_texts = texts_checked(sender_reference=(sender_reference, 80), note=(note, 500))
    errors |= wrong | wrong_texts | wrong_arrival(received_at, channel, sender_verified_how, now)
    errors |= wrong_sender(requesting_authority, requested_authority, texts.get("note", ""))
    if "note" not in errors:
        errors |= wrong_call(channel, texts.get("note", ""))
    if errors:
        raise Invalid(errors)
    reference = texts["sender_reference"]
    number_queue_up(requested_authority, requesting_authority, reference)
    before = same_reference(actor, sender=requesting_authority, addressee=requested_authority, reference=reference)
    if before and not repeated:
        raise RegisteredBefore(before)
    basis, _errors = basis_taken(
        KINDS[kind], requesting_authority, requested_authority, None, earlier=None, now=received_at
    )
    request = Request.objects.create(
        reference=reference_take(authority=requested_authority, now=now),
        case=None,
        kind=kind,
        requesting_authority=requesting_authority,
        requested_authority=requested_authority,
        instrument=basis,
        urgency=urgency,
        content={**cleaned, **told},
        status=Status.SENT,
        author=actor,
        client_token=token,
        sent_at=received_at,
        registered_at=now,
        received_channel=channel,
        received_note=texts["note"],
        sender_reference=reference,
        original=original,
        created_at=now,
        updated_at=now,
        **_verified(actor, sender_verified_how, now),
    )
    identifiers_write(request, given)
    _record(actor, request, now)
    acknowledgement_deadline_start(request=request, now=now, since=received_at)
    if channel == Arrival.TELEPHONE:
        formal_confirmation_await(request=request, said_at=received_at, now=now)
    notices.arrived(request=request, now=now)
    return request


@transaction.atomic
def sender_verify(*, actor: User, request: Request, how: str) -> Request:
    """Say how it was made sure who sent a registered request; said once. Raises Conflict where it was said before."""
    require(actor, Permission.ACKNOWLEDGE, request.requested_authority)
    if how not in SenderCheck.values:
        raise Invalid({"how": [choose(SenderCheck.values)]})
    now = timezone.now()
    unverified = Request.objects.filter(pk=request.pk, registered_at__isnull=False, sender_verified_at__isnull=True)
    changes = {**_verified(actor, how, now), "updated_at": now}
    if not unverified.update(**changes):
        raise Conflict(_("The sender of this request is verified already, or it came through the portal."))
    for name, value in changes.items():
        setattr(request, name, value)
    event_record(chain=f"request:{request.pk}", verb=Verb.SENDER_VERIFIED, actor=actor, data={"how": how}, at=now)
    return request


def _verified(actor: User, how: str, now: datetime) -> dict[str, Any]:
    if not how:
        return {}
    return {"sender_verified_at": now, "sender_verified_by": actor, "sender_verified_how": how}


def _record(actor: User, request: Request, now: datetime) -> None:
    data: dict[str, Any] = {
        "reference": request.reference,
        "kind": request.kind,
        "from": request.requesting_authority.code,
        "channel": request.received_channel,
        "received_at": request.sent_at.isoformat() if request.sent_at else "",
    }
    if request.original:
        data["sha256"] = request.original.sha256
    chain = f"request:{request.pk}"
    event_record(chain=chain, verb=Verb.REQUEST_REGISTERED, actor=actor, data=data, at=now)
    if request.sender_verified_how:
        how = {"how": request.sender_verified_how}
        event_record(chain=chain, verb=Verb.SENDER_VERIFIED, actor=actor, data=how, at=now)
