"""What a document that came from outside says, as the answers of its kind: the way back from the document. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mla_portal.errors import Invalid
from requests_app.kinds import KINDS, Kind
from templates_app.codec import encode
from templates_app.context import Contact, Party, PreviousRequest, Proceedings, RequestDocument

# In the content of a registered request beside what its kind asks: else they lie in the case, or in what it follows.
OFFENCES, CASE_NUMBER, CONTINUES = "offences", "case_number", "continues"
# What a document may say of requests before it.
EARLIER = ("follows", "previous_preservation", "previous_mla")


@dataclass(frozen=True, kw_only=True)
class Received:
    """The answers, in the words of the HTTP contract; `sender` and `addressee` as the document names them."""

    kind: str
    urgency: str
    reference: str
    content: dict[str, Any]
    offences: list[dict[str, Any]]
    identifiers: list[dict[str, Any]]
    facts: str
    case_number: str
    continues: dict[str, Any]
    sender: Party
    addressee: str


def received(document: RequestDocument) -> Received:
    """Raises Invalid where the document is of a kind that the portal does not know."""
    kind = KINDS.get(document.kind)
    if kind is None:
        raise Invalid(
            {"file": [_("“%(kind)s” is no kind of request that this portal knows.") % {"kind": document.kind}]}
        )
    proceedings = document.prosecution_office or document.court
    return Received(
        kind=kind.code,
        urgency=document.urgency.value,
        reference=document.reference,
        content=_content(kind, document),
        offences=encode(document.offences),
        identifiers=encode(document.identifiers),
        case_number=proceedings.case_number if proceedings else "",
        facts=document.facts,
        continues={name: encode(getattr(document, name)) for name in EARLIER if getattr(document, name)},
        sender=document.requesting_authority,
        addressee=document.requested_authority.name,
    )


def _content(kind: Kind, document: RequestDocument) -> dict[str, Any]:
    """Only what was answered: what is empty in the document was not."""
    read = {name: _READ[name](document) if name in _READ else encode(getattr(document, name)) for name in kind.fields}
    return {name: value for name, value in read.items() if value not in (None, "", [], False)}


def _contact(given: Contact | None) -> dict[str, Any] | None:
    if given is None:
        return None
    names = ("name", "job_title", "function", "telephone", "email")
    return {**{name: getattr(given, name) for name in names}, "cell_phone": given.cell}


def _body(given: Party | None) -> dict[str, Any] | None:
    if given is None:
        return None
    names = ("organisation", "person", "address", "telephone", "email", "fax")
    return {**{name: getattr(given, name) for name in names}, "cell_phone": given.cell}


def _proceedings(given: Proceedings | None) -> str:
    return given.authority if given else ""


def _earlier(given: PreviousRequest | None, *, until: bool = False) -> dict[str, Any] | None:
    if given is None:
        return None
    names = ("reference", "requested_by", "answered_by", "channel")
    parts = {**{name: getattr(given, name) for name in names}, "date": encode(given.dated)}
    return {**parts, "preserved_until": encode(given.preserved_until)} if until else parts


def _preserved_until(document: RequestDocument) -> str | None:
    given = document.previous_preservation
    return encode(given.preserved_until) if given else None


# The answers that a document holds under another name, or in another form.
_READ: dict[str, Callable[[RequestDocument], Any]] = {
    "person_in_charge": lambda document: document.requesting_authority.person,
    "response_expedited": lambda document: document.response_by_expedited_means,
    "response_means": lambda document: document.preferred_means,
    "confirmation_contact": lambda document: _contact(document.confirmation_contact),
    "investigating_authority": lambda document: _body(document.investigating_authority),
    "prosecution_office": lambda document: _proceedings(document.prosecution_office),
    "court": lambda document: _proceedings(document.court),
    "domestic_legal_basis": lambda document: document.legal_basis.domestic,
    "data_description": lambda document: document.data_details,
    "days": lambda document: document.duration_days,
    "preserved_until": _preserved_until,
    "previous_mla": lambda document: _earlier(document.previous_mla),
    "previous_preservation": lambda document: _earlier(document.previous_preservation, until=True),
}
