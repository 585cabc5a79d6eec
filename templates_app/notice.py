"""What a notice is made of: the answers of the authority that was asked, and its order to who holds the data.

As of `context`: plain frozen data; a new field has a default, and none is taken away or renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from templates_app.canonical import read_json, write_json
from templates_app.context import (
    Contact,
    DataCategory,
    Identifier,
    Party,
    RequestDocument,
    RequestedAuthority,
    Signatory,
    Translation,
    Urgency,
    require_offset,
)

SCHEMA = "mla-portal/notice-document"
SCHEMA_VERSION = 1


class Notice(StrEnum):
    ACKNOWLEDGEMENT = "acknowledgement"
    PRESERVATION_REPORT = "preservation_report"
    PATH_DISCLOSURE = "path_disclosure"
    REFUSAL = "refusal"
    PARTIAL_EXECUTION = "partial_execution"
    CLARIFICATION = "clarification"
    CONSULTATION = "consultation"
    POSTPONEMENT = "postponement"
    REDIRECT = "redirect"
    EXECUTION_REPORT = "execution_report"
    PRESERVATION_ORDER = "preservation_order"


class RequestKind(StrEnum):
    """The requests that a notice can be about."""

    PRESERVATION = "preservation"
    EXTENSION = "extension"
    MLA_SUBSCRIBER = "mla_subscriber"
    MLA_STORED_DATA = "mla_stored_data"
    WITHDRAWAL = "withdrawal"
    UN_PRESERVATION = "un_preservation"
    EMERGENCY_DISCLOSURE = "emergency_disclosure"


class Result(StrEnum):
    EXECUTED = "executed"
    PARTLY = "partly"
    NO_DATA = "no_data"
    DATA_DELETED = "data_deleted"
    WRONG_CUSTODIAN = "wrong_custodian"
    INCOMPLETE = "incomplete"


class RefusalGround(StrEnum):
    """Articles 29(4), 29(5), 30(2) and 27(4); 25(4) for the last."""

    POLITICAL_OFFENCE = "political_offence"
    ESSENTIAL_INTERESTS = "essential_interests"
    DUAL_CRIMINALITY = "dual_criminality"
    TREATY_OR_DOMESTIC = "treaty_or_domestic_ground"


class Threat(StrEnum):
    """What Article 29(6) tells the requesting Party of."""

    AVAILABILITY = "availability"
    CONFIDENTIALITY = "confidentiality"
    PREJUDICE = "prejudice"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRequest:
    """`their_reference` is the number that the requested authority gave it."""

    reference: str
    kind: RequestKind
    dated: date | None = None
    their_reference: str = ""
    requested_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Where data are preserved; `preserved_until` is the last day."""

    custodian: str
    reference: str = ""
    preserved_from: date | None = None
    preserved_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    subject: str
    result: Result
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathProvider:
    """A service provider that took part in the transmission, Article 30(1)."""

    name: str
    country: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Material handed over; `sha256` in hexadecimal."""

    description: str
    filename: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDocument:
    """One answer, or one order. `article` is the paragraph that is relied on, "29(5)(a)" for example."""

    kind: Notice
    reference: str
    dated: date
    revision: int = 1
    sender: Party
    recipient: RequestedAuthority
    about: AnsweredRequest | None = None
    urgency: Urgency = Urgency.NORMAL
    confidential: bool = False
    article: str = ""
    # why, or what was done; and what else is to be said
    reason: str = ""
    note: str = ""
    signatory: Signatory | None = None
    # acknowledgement
    received_at: datetime | None = None
    channel: str = ""
    contact: Contact | None = None
    expected_on: date | None = None
    # reports
    result: Result | None = None
    preserved_from: date | None = None
    preserved_until: date | None = None
    held_pending_decision: bool = False
    custody: tuple[Custody, ...] = ()
    items: tuple[ItemResult, ...] = ()
    mla_address: str = ""
    providers: tuple[PathProvider, ...] = ()
    path: str = ""
    deliveries: tuple[Delivery, ...] = ()
    # Art. 28(2)(a) and (b); `conditions` are others
    kept_confidential: bool = False
    no_other_use: bool = False
    conditions: str = ""
    # None where it is not said whether more will follow
    final: bool | None = False
    # refusal and postponement
    ground: RefusalGround | None = None
    considered: str = ""
    review_on: date | None = None
    # clarification and consultation
    questions: str = ""
    threats: tuple[Threat, ...] = ()
    reply_by: date | None = None
    # redirect
    competent: RequestedAuthority | None = None
    forwarded: bool = False
    # order
    legal_basis: str = ""
    data_categories: tuple[DataCategory, ...] = ()
    data_details: str = ""
    identifiers: tuple[Identifier, ...] = ()
    period_from: datetime | None = None
    period_to: datetime | None = None
    # as of a request
    demonstration: bool = False
    languages: tuple[str, ...] = ("en",)
    translations: tuple[Translation, ...] = ()

    def __post_init__(self) -> None:
        require_offset("received_at", self.received_at)
        require_offset("period_from", self.period_from)
        require_offset("period_to", self.period_to)

    @property
    def issuer(self) -> Party:
        """On whose letterhead it stands."""
        return self.sender

    def to_json(self) -> str:
        """Canonical JSON (RFC 8785): the same document always gives the same bytes."""
        return write_json(self, schema=SCHEMA, version=SCHEMA_VERSION)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The document that `to_json` wrote. Raises Invalid naming the field that does not fit."""
        return read_json(cls, text, schema=SCHEMA, version=SCHEMA_VERSION)


# Whatever can be rendered.
AnyDocument = RequestDocument | NoticeDocument
