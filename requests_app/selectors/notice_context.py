"""What a notice about a request says of who writes, to whom, and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mla_portal.accounts.models import User
from requests_app.models import Document, Request
from templates_app import context as doc
from templates_app.notice import AnsweredRequest, Notice, NoticeDocument, RequestKind
from templates_app.studio.selectors import head_of


@dataclass(frozen=True, kw_only=True)
class Words:
    """`said` are fields of `NoticeDocument`; `typed` names by them the answers that the person gave just now."""

    kind: Notice
    said: dict[str, Any]
    typed: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person without an account, by what they said of themselves."""

    name: str
    function: str


def notice_context(
    request: Request, *, kind: Notice, actor: User | Named, now: datetime, **said: Any
) -> NoticeDocument:
    """`said` are the fields of the notice itself; an order to who holds the data says nothing of who asked."""
    asked, asking = request.requested_authority, request.requesting_authority
    at = now.astimezone(ZoneInfo(asked.time_zone)).replace(microsecond=0)
    theirs = their_reference(request)
    about = AnsweredRequest(
        reference=request.sender_reference or request.reference,
        kind=RequestKind(request.kind),
        dated=request.sent_at.astimezone(ZoneInfo(asking.time_zone)).date() if request.sent_at else None,
        their_reference=theirs,
        requested_by=asking.name,
    )
    recipient = doc.RequestedAuthority(
        name=asking.name,
        country=asking.jurisdiction.name,
        original_name=asking.original_name,
        address=asking.address,
        telephone=asking.telephone,
        email=asking.email,
    )
    is_order = kind is Notice.PRESERVATION_ORDER
    common: dict[str, Any] = {
        "reference": theirs if is_order else request.reference,
        "recipient": recipient,
        "about": None if is_order else about,
        "confidential": bool(request.content.get("confidential")),
        "urgency": doc.Urgency(request.urgency),
        "languages": tuple(request.languages),
        "demonstration": asked.is_demo,
        "revision": notice_revision(request, kind),
    }
    return NoticeDocument(
        kind=kind,
        dated=at.date(),
        sender=doc.Party(
            organisation=asked.name,
            original_name=asked.original_name,
            country=asked.jurisdiction.name,
            **head_of(asked.code),
            person=actor.name,
            address=asked.address,
            telephone=asked.telephone,
            email=asked.email,
            office_hours=asked.office_hours,
            time_zone=asked.time_zone,
        ),
        signatory=doc.Signatory(name=actor.name, function=actor.function, authority=asked.name, approved_at=at),
        **(common | said),
    )


def their_reference(request: Request) -> str:
    """The number that the requested authority gave it; "" while it has none. One that it registered has ours."""
    given = request.acknowledgements.order_by("-at").values_list("their_reference", flat=True).first()
    return given or (request.reference if request.is_registered else "")


def notice_revision(request: Request, kind: str) -> int:
    return Document.objects.filter(request=request, kind=kind).count() + 1
