"""What a document is made of: the whole input of rendering, as plain frozen data.

Empty text, None and an empty tuple mean "not provided". Instants must carry an offset, and keep it: the document prints
the local time as it was given and UTC beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from django.utils.translation import gettext as _

from templates_app.canonical import read_json, write_json


class RequestStatus(StrEnum):
    """Item 3 of the official templates."""

    NEW = "new"
    EXTENSION = "extension"
    FOLLOW_UP = "follow_up"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class UrgencyGround(StrEnum):
    THREAT_TO_LIFE = "threat_to_life"
    CRIME_IN_PROGRESS = "crime_in_progress"
    PUBLIC_SECURITY = "public_security"
    CUSTODY = "custody"
    VOLATILITY = "volatility"
    OTHER = "other"


class DataCategory(StrEnum):
    SUBSCRIBER = "subscriber"
    TRAFFIC = "traffic"
    CONTENT = "content"
    OTHER = "other"


class SubscriberItem(StrEnum):
    """Subscriber information as Art. 18(3) lists it."""

    SERVICE_TYPE = "service_type"
    SERVICE_PERIOD = "service_period"
    IDENTITY = "identity"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    BILLING = "billing"
    INSTALLATION_SITE = "installation_site"
    OTHER = "other"


class IdentifierType(StrEnum):
    IP = "ip"
    EMAIL = "email"
    ACCOUNT = "account"
    URL = "url"
    DOMAIN = "domain"
    PHONE = "phone"
    IMEI = "imei"
    IMSI = "imsi"
    WALLET = "wallet"
    OTHER = "other"


class ConventionArticle(StrEnum):
    """The offences of the Budapest Convention, Articles 2 to 11."""

    ILLEGAL_ACCESS = "2"
    ILLEGAL_INTERCEPTION = "3"
    DATA_INTERFERENCE = "4"
    SYSTEM_INTERFERENCE = "5"
    MISUSE_OF_DEVICES = "6"
    FORGERY = "7"
    FRAUD = "8"
    CHILD_SEXUAL_EXPLOITATION_MATERIAL = "9"
    COPYRIGHT = "10"
    ATTEMPT_AND_AIDING = "11"


class Feedback(StrEnum):
    """What the requested authority is asked to report back."""

    RECEIPT = "receipt"
    RESULT = "result"
    DATES = "dates"
    CUSTODIAN_REFERENCE = "custodian_reference"
    MLA_ADDRESS = "mla_address"
    OBSTACLES = "obstacles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Emblem:
    """The picture of a letterhead: `data` in base64, and what it shows in words. A portal prints only its own."""

    data: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An authority with the person in charge there. `letterhead` are the lines under its name at the top of page 1,
    `emblem` stands beside them.
    """

    organisation: str
    original_name: str = ""
    country: str = ""
    letterhead: tuple[str, ...] = ()
    emblem: Emblem | None = None
    person: str = ""
    address: str = ""
    telephone: str = ""
    cell: str = ""
    email: str = ""
    fax: str = ""
    office_hours: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedAuthority:
    name: str
    country: str
    original_name: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask when the requesting authority must confirm the request (item 6)."""

    name: str
    job_title: str = ""
    function: str = ""
    telephone: str = ""
    cell: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """A prosecution office or a court, with its own number of the case."""

    authority: str
    case_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """`instruments` are whole phrases: "Convention on Cybercrime (CETS 185), Articles 29, 30 and 35"."""

    instruments: tuple[str, ...]
    domestic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """`article` is the Convention's, none for an offence outside Articles 2 to 11; `provision` is the domestic one."""

    title: str
    article: ConventionArticle | None = None
    provision: str = ""
    max_penalty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What the data is found by. `at` is the instant, or with `until` the start of a span."""

    type: IdentifierType
    value: str
    port: int | None = None
    at: datetime | None = None
    until: datetime | None = None
    note: str = ""

    def __post_init__(self) -> None:
        require_offset("at", self.at)
        require_offset("until", self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodian:
    """The natural or legal person in possession or control of the data, Art. 29(2)(d)."""

    name: str
    country: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousRequest:
    """An earlier request that this one continues. `dated` is the day it was sent, `preserved_until` the last day."""

    dated: date | None = None
    reference: str = ""
    their_reference: str = ""
    acknowledged_on: date | None = None
    requested_by: str = ""
    answered_by: str = ""
    channel: str = ""
    preserved_until: date | None = None
    custodian: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with the document; `sha256` in hexadecimal."""

    title: str
    filename: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    name: str
    function: str = ""
    authority: str = ""
    approved_at: datetime | None = None

    def __post_init__(self) -> None:
        require_offset("approved_at", self.approved_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What somebody typed, in another language. `field` names the original ("facts"), which prevails."""

    field: str
    language: str
    text: str
    machine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDocument:
    """A request as it is sent. The comments name the items of T-CY(2018)11 and the duties of Art. 29(2).

    Frozen documents are read with this for ever: a new field has a default, and none is taken away or renamed.
    """

    # 1-3
    kind: str
    reference: str
    dated: date
    revision: int = 1
    request_status: RequestStatus = RequestStatus.NEW
    previous_reference: str = ""
    # 4-8, Art. 29(2)(a)
    requested_authority: RequestedAuthority
    requesting_authority: Party
    response_by_expedited_means: bool = True
    preferred_means: str = ""
    confirmation_contact: Contact | None = None
    investigating_authority: Party | None = None
    prosecution_office: Proceedings | None = None
    court: Proceedings | None = None
    # 9-11
    legal_basis: LegalBasis
    urgency: Urgency = Urgency.NORMAL
    urgency_grounds: tuple[UrgencyGround, ...] = ()
    urgency_details: str = ""
    confidential: bool = False
    confidentiality_details: str = ""
    # 12-13, Art. 29(2)(b)
    offences: tuple[Offence, ...] = ()
    facts: str = ""
    # 14-15, Art. 29(2)(c)
    data_categories: tuple[DataCategory, ...] = ()
    data_details: str = ""
    identifiers: tuple[Identifier, ...] = ()
    period_from: datetime | None = None
    period_to: datetime | None = None
    relationship: str = ""
    # 16, Art. 29(2)(d)
    custodian: Custodian | None = None
    custodian_unknown: bool = False
    location: str = ""
    # 17, Art. 29(2)(e)
    necessity: str = ""
    # 18-19
    disclose_path: bool = False
    duration_days: int | None = None
    # 20, Art. 29(2)(f)
    mla_intended: bool = False
    mla_planned_on: date | None = None
    mla_authority: str = ""
    # 21-23
    feedback: tuple[Feedback, ...] = tuple(Feedback)
    additional_information: str = ""
    attachments: tuple[Attachment, ...] = ()
    signatory: Signatory | None = None
    # Printed across every page: data that is no real request.
    demonstration: bool = False
    # mutual assistance, items 8-10, 12, 14, 17 and 20-21 of T-CY(2018)10
    decisions: str = ""
    previous_mla: PreviousRequest | None = None
    previous_preservation: PreviousRequest | None = None
    persons: str = ""
    purpose: str = ""
    subscriber_items: tuple[SubscriberItem, ...] = ()
    procedures: str = ""
    provider_contact: str = ""
    # what runs out meanwhile
    limitation_on: date | None = None
    detention_until: date | None = None
    # an extension, or a withdrawal
    reason: str = ""
    follows: PreviousRequest | None = None
    release_data: bool = False
    # CETS 224, Art. 9
    emergency_facts: str = ""
    # The languages of the form, the first above, and what was typed in other languages than the original's.
    languages: tuple[str, ...] = ("en",)
    translations: tuple[Translation, ...] = ()

    def __post_init__(self) -> None:
        require_offset("period_from", self.period_from)
        require_offset("period_to", self.period_to)

    @property
    def issuer(self) -> Party:
        """On whose letterhead it stands."""
        return self.requesting_authority

    def to_json(self) -> str:
        """Canonical JSON (RFC 8785): the same document always gives the same bytes."""
        return write_json(self, schema=SCHEMA, version=SCHEMA_VERSION)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The document that `to_json` wrote. Raises Invalid naming the field that does not fit."""
        return read_json(cls, text, schema=SCHEMA, version=SCHEMA_VERSION)


SCHEMA = "mla-portal/request-document"
SCHEMA_VERSION = 1


def require_offset(name: str, instant: datetime | None) -> None:
    """An instant without an offset names no moment: refuse it where the document is made."""
    if instant is None:
        return
    if instant.utcoffset() is None:
        raise ValueError(_("%(field)s is a time without an offset from UTC.") % {"field": name})
    try:
        instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(_("%(field)s lies outside the calendar.") % {"field": name}) from error
