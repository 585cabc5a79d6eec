"""Requests for mutual assistance, English, version 1, in the order of T-CY(2018)10.

Items 1 to 11 carry the labels of the published template (rm.coe.int/template-article31-mla-subscriber/1680a273d9). The
later ones were not read in it: they are a reconstruction of its subjects, completed by what Article 14 of the
Convention of 1959 requires. The last lines of item 10, and the first of item 11, are additions.
"""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions import parts_en_1 as parts
from templates_app.versions.model import (
    Block,
    Item,
    Line,
    Lines,
    Prose,
    Source,
    Statement,
    TemplateVersion,
    Tick,
    Ticks,
)
from templates_app.versions.parts_en_1 import fulfilling, item, numbered, previous_lines

AUTHORITY, OBJECT_AND_REASON, OFFENCE = "14(1)(a) ETS 030", "14(1)(b) ETS 030", "14(2) ETS 030"

STATUS = item(
    "Request status",
    Ticks(
        (
            Tick("New request", "request_status", "new"),
            Tick("Follow up to previous MLA request (details added below)", "previous_mla", "any"),
            Tick("Follow up to previous preservation request (details added below)", "previous_preservation", "any"),
        ),
    ),
    source=Source.VERIFIED,
)

INVESTIGATING = item(
    "Investigative/operational authority in charge of the case (if different from requesting authority)",
    Lines(
        (
            Line("Organisation", "investigating_authority.organisation,investigating_authority.original_name"),
            Line("Person in charge of the case", "investigating_authority.person"),
            Line("Address", "investigating_authority.address"),
            Line("Telephone number", "investigating_authority.telephone"),
            Line("Cell phone number", "investigating_authority.cell"),
            Line("E-mail address", "investigating_authority.email"),
            Line("Fax number", "investigating_authority.fax"),
        ),
        of="investigating_authority",
    ),
    source=Source.VERIFIED,
)

PROCEEDINGS = item(
    "Prosecution office or court in charge (if applicable)",
    Lines(
        (
            Line(
                "Prosecution office in charge and case number",
                "prosecution_office.authority,prosecution_office.case_number",
            ),
            Line("Court in charge and case number", "court.authority,court.case_number"),
            Line("Prosecution or court decisions related to the MLA request", "decisions"),
        ),
    ),
    source=Source.VERIFIED,
)

PREVIOUS_MLA = item(
    "Information on previous MLA request (if applicable)",
    previous_lines(
        "previous_mla",
        (
            Line("Date", "dated"),
            Line("Ticket/reference number", "reference"),
            Line("Contact details of authority having requested previous MLA", "requested_by"),
            Line("Contact details of authority having responded to (or executed) previous MLA", "answered_by"),
            Line("Communication method used to submit previous request (email address, fax number, etc)", "channel"),
        ),
    ),
    source=Source.VERIFIED,
)

PREVIOUS_PRESERVATION = item(
    "Information on previous preservation request (if applicable)",
    previous_lines(
        "previous_preservation",
        (
            Line("Date", "dated"),
            Line("Ticket/reference number", "reference"),
            Line("Contact details of authority having requested preservation", "requested_by"),
            Line(
                "Contact details of authority having responded to (or executed) the preservation request",
                "answered_by",
            ),
            Line("Channel for communication", "channel"),
            *parts.PREVIOUS_WORDS,
        ),
    ),
    source=Source.VERIFIED,
)

LEGAL_BASIS = item(
    "Domestic legal basis for request (if applicable)",
    Lines(
        (
            Line("International instrument", "legal_basis.instruments"),
            Line("Domestic legal basis", "legal_basis.domestic"),
        ),
    ),
    source=Source.VERIFIED,
)

CASE_SUMMARY = item(
    "Case summary",
    Prose("facts"),
    Lines((Line("Persons concerned, as far as known", "persons"),)),
    duties=(OFFENCE,),
)

SUBSCRIBER_ITEMS: tuple[Block, ...] = (
    Ticks(
        (
            Tick(
                "Type of communication service used, and technical provisions taken", "subscriber_items", "service_type"
            ),
            Tick("Period of service", "subscriber_items", "service_period"),
            Tick("Identity of the subscriber", "subscriber_items", "identity"),
            Tick("Postal or geographic address", "subscriber_items", "address"),
            Tick("Telephone and other access numbers", "subscriber_items", "telephone"),
            Tick("Billing and payment information", "subscriber_items", "billing"),
            Tick("Site of the installation of communication equipment", "subscriber_items", "installation_site"),
            Tick("Other", "subscriber_items", "other"),
        ),
    ),
    Lines(
        (
            Line("Description of the information", "data_details"),
            Line("Period from", "period_from"),
            Line("Period to", "period_to"),
            Line("Categories of data", "data_categories"),
        ),
    ),
)

STORED_DATA: tuple[Block, ...] = (
    Statement(
        "The search or similar access, seizure or similar securing, and disclosure of the following stored computer "
        "data are requested (Article 31, paragraph 1):"
    ),
    *parts.DATA.blocks[:2],
)


def items(purpose: str, requested: str, blocks: tuple[Block, ...]) -> tuple[Item, ...]:
    """All of them; `purpose` and `requested` are the headings of items 14 and 17, `blocks` what is requested."""
    return numbered(
        parts.DATE,
        parts.REFERENCE,
        STATUS,
        parts.REQUESTED,
        fulfilling(parts.REQUESTING, AUTHORITY),
        parts.CONFIRMATION,
        INVESTIGATING,
        PROCEEDINGS,
        PREVIOUS_MLA,
        PREVIOUS_PRESERVATION,
        LEGAL_BASIS,
        CASE_SUMMARY,
        fulfilling(parts.OFFENCES, OFFENCE, heading="Offences"),
        item(
            purpose,
            Prose("purpose"),
            Lines(
                (
                    Line("Relationship of the data to the offence", "relationship"),
                    Line("Necessity", "necessity"),
                )
            ),
            duties=(OBJECT_AND_REASON,),
        ),
        parts.URGENCY,
        parts.CONFIDENTIALITY,
        item(requested, *blocks, duties=(OBJECT_AND_REASON, "31(1)")),
        item("Identifiers", replace(parts.IDENTIFIER_TABLE, label=""), duties=("31(1)",)),
        fulfilling(
            parts.CUSTODIAN,
            "31(1)",
            heading="Service provider, or other person in possession or control of the data",
        ),
        item("Procedures to be observed and form of the answer", Prose("procedures")),
        item("Previous direct contact with the service provider", Prose("provider_contact")),
        parts.ADDITIONAL,
        parts.SIGNATURE,
    )


_COLOPHON = (
    "Items 1 to 11 carry the labels of template T-CY(2018)10, adopted by the Cybercrime Convention Committee (T-CY) at "
    "its 19th Plenary, Strasbourg, 9 July 2018; items 12 to 23 cover its subjects and the usual contents of a "
    "request for mutual assistance."
)

MLA_SUBSCRIBER_EN_1 = TemplateVersion(
    code="mla_subscriber",
    version=1,
    language="en",
    title=(
        "Mutual Legal Assistance Request for subscriber information under Article 31 Budapest Convention on Cybercrime"
    ),
    subtitle="following template T-CY(2018)10 of the Cybercrime Convention Committee",
    colophon=_COLOPHON,
    date_format=parts.DATE_FORMAT,
    words=parts.WORDS,
    choices=parts.CHOICES,
    items=items(
        "Why the subscriber information is needed", "Subscriber information requested (Article 18(3))", SUBSCRIBER_ITEMS
    ),
)

MLA_STORED_DATA_EN_1 = replace(
    MLA_SUBSCRIBER_EN_1,
    code="mla_stored_data",
    title="Mutual Legal Assistance Request for stored computer data under Article 31 Budapest Convention on Cybercrime",
    subtitle="in the order of template T-CY(2018)10 of the Cybercrime Convention Committee",
    items=items("Why the data are needed", "Stored computer data requested", STORED_DATA),
)
