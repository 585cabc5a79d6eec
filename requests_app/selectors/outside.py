"""The link that a key belongs to, what it still opens, and what was sent of a request."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.days import day_in
from contacts.models import Authority, AuthorityKind
from mla_portal.outbox.models import Message
from mla_portal.outbox.models import Status as MailStatus
from requests_app.models import Deadline, DeadlineKind, OutsideLink, Purpose, Request, Transmission, TransmissionProof
from requests_app.selectors.recipients import Recipient, desks_of
from requests_app.states import Status


class LinkState(models.TextChoices):
    WAITING = "waiting", _("not opened yet")
    USED = "used", _("opened")
    LOCKED = "locked", _("locked after wrong codes")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")
    WITHDRAWN = "withdrawn", _("the request was withdrawn")


def digest_of(secret: str) -> str:
    # 256 bits that nobody can guess: a slow hash would only slow the answer.
    return hashlib.sha256(secret.encode()).hexdigest()


def link_of(key: str) -> OutsideLink | None:
    related = "transmission__document", "transmission__recipient__jurisdiction"
    parties = "transmission__request__requesting_authority__jurisdiction", "transmission__request__case"
    asked = "transmission__request__requested_authority__jurisdiction"
    found = OutsideLink.objects.select_related(*related, *parties, asked)
    bytes_ = [f"transmission__document__{name}" for name in ("html", "context", "pdf")]
    return found.defer(*bytes_).filter(key_digest=digest_of(key)).first()


def link_topic(link: OutsideLink) -> str:
    """What its key and its code are derived from, and by what its mails are found."""
    return f"outside:{link.pk}"


def sender_of(request: Request) -> Authority:
    """The authority in the portal: that which asked, or that which registered what came from outside."""
    return request.requested_authority if request.is_registered else request.requesting_authority


def outsider_of(request: Request) -> Authority:
    """The other side of `sender_of`."""
    return request.requesting_authority if request.is_registered else request.requested_authority


def state_of(link: OutsideLink, request: Request, *, now: datetime) -> LinkState:
    """What closes it for good comes first: nobody need hear that a link of a withdrawn request has expired."""
    if request.status == Status.WITHDRAWN and link.transmission.purpose != Purpose.NOTICE:
        return LinkState.WITHDRAWN
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if link.expires_at <= now:
        return LinkState.EXPIRED
    if link.is_locked:
        return LinkState.LOCKED
    return LinkState.USED if link.used_at else LinkState.WAITING


def addressees_of_link(authority: Authority, *, now: datetime) -> list[Recipient]:
    """Where the directory says that its mail is read: its desks of today, or else its own address."""
    desks = desks_of(authority, now=now)
    if desks or not authority.email:
        return desks
    return [Recipient(address=authority.email, name=authority.name, language="en", time_zone=authority.time_zone)]


def second_contacts(link: OutsideLink, *, now: datetime) -> list[Recipient]:
    """To whom its code may be sent: not where the link itself went, for one mailbox must not hold both."""
    found = addressees_of_link(link.transmission.recipient, now=now)
    return [one for one in found if one.address.lower() != link.to_address.lower()]


def transmissions_of(request: Request) -> QuerySet[Transmission]:
    """Newest first, with their links and proofs."""
    links = OutsideLink.objects.select_related("made_by", "revoked_by", "transmission").order_by("-id")
    proofs = TransmissionProof.objects.select_related("file__content", "recorded_by").order_by("id")
    found = request.transmissions.select_related("recipient__jurisdiction", "sent_by", "acknowledgement", "document")
    return (
        found.defer("document__html", "document__pdf", "document__context")
        .prefetch_related(Prefetch("links", links), Prefetch("proofs", proofs))
        .order_by("-sent_at", "-id")
    )


def mails_of(links: Iterable[OutsideLink]) -> dict[str, MailStatus]:
    """{key of the link: how its mail fares}."""
    keys = {link_topic(link): str(link.pk) for link in links}
    rows = Message.objects.filter(key__in=keys).values_list("key", "status")
    return {keys[key]: MailStatus(status) for key, status in rows}


def copies_possible(request: Request, *, now: datetime) -> list[Authority]:
    """The central authorities of the country that was asked, which get a copy of an urgent request (27(9)(a))."""
    found = Authority.objects.filter(
        jurisdiction=request.requested_authority.jurisdiction_id, kind=AuthorityKind.CENTRAL_AUTHORITY
    ).exclude(pk=request.requested_authority_id)
    return [one for one in found.order_by("code") if one.valid_on(day_in(one.time_zone, now))]


def formal_owed(request: Request) -> Deadline | None:
    """The clock of the formal confirmation (25(3)), while it runs."""
    return request.deadlines.filter(kind=DeadlineKind.FORMAL_CONFIRMATION, closed_at__isnull=True).first()
