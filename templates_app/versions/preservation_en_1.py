"""Preservation request, English, version 1, in the order of T-CY(2018)11.

Items 1 to 7 carry the labels of the published template (rm.coe.int/0900001680a33478). Items 8 to 23 were not read in
it: they are a reconstruction of its subjects, completed by what Art. 29(2) and Art. 30 require.
"""

from __future__ import annotations

from templates_app.versions.model import (
    Column,
    Item,
    Line,
    Lines,
    Prose,
    Signature,
    Source,
    Statement,
    Style,
    Table,
    TemplateVersion,
    Tick,
    Ticks,
    Value,
    Words,
)

OFFENCE_ARTICLES = {
    "2": "Art. 2 Illegal access",
    "3": "Art. 3 Illegal interception",
    "4": "Art. 4 Data interference",
    "5": "Art. 5 System interference",
    "6": "Art. 6 Misuse of devices",
    "7": "Art. 7 Computer-related forgery",
    "8": "Art. 8 Computer-related fraud",
    "9": "Art. 9 Offences related to child pornography",
    "10": "Art. 10 Infringements of copyright and related rights",
    "11": "Art. 11 Attempt and aiding or abetting",
    "none": "Other offence(s)",
}

ITEMS = (
    Item(1, "Date (DD/MM/YYYY)", (Value("dated"),), source=Source.VERIFIED),
    Item(2, "Reference / case number", (Value("reference"),), source=Source.VERIFIED),
    Item(
        3,
        "Request status",
        (
            Ticks(
                (
                    Tick("New request", "request_status", "new"),
                    Tick("Extension of previous request", "request_status", "extension"),
                ),
                columns=2,
            ),
            Lines((Line("Ticket/reference number of previous request", "previous_reference"),)),
        ),
        source=Source.VERIFIED,
    ),
    Item(
        4,
        "Requested authority",
        (
            Lines(
                (
                    Line("Organisation", "requested_authority.name,requested_authority.original_name"),
                    Line("Country", "requested_authority.country"),
                    Line("Address", "requested_authority.address"),
                    Line("Telephone number", "requested_authority.telephone"),
                    Line("E-mail address", "requested_authority.email"),
                ),
            ),
        ),
        source=Source.VERIFIED,
    ),
    Item(
        5,
        "Requesting authority",
        (
            Lines(
                (
                    Line("Organisation", "requesting_authority.organisation,requesting_authority.original_name"),
                    Line("Person in charge of the request", "requesting_authority.person"),
                    Line("Address", "requesting_authority.address"),
                    Line("Telephone number", "requesting_authority.telephone"),
                    Line("Cell phone number", "requesting_authority.cell"),
                    Line("E-mail address", "requesting_authority.email"),
                    Line("Fax number", "requesting_authority.fax"),
                    Line("Office hours", "requesting_authority.office_hours"),
                    Line("Time zone", "requesting_authority.time_zone"),
                ),
            ),
            Ticks(
                (
                    Tick("Response by email or other expedited means preferred", "response_by_expedited_means"),
                    Tick("Response preferred by means of: {preferred_means}", "preferred_means", "any"),
                ),
            ),
        ),
        duties=("29(2)(a)",),
        source=Source.VERIFIED,
    ),
    Item(
        6,
        "Should additional confirmation from the requesting authority be needed, please contact",
        (
            Lines(
                (
                    Line("Name", "confirmation_contact.name"),
                    Line("Job title", "confirmation_contact.job_title"),
                    Line("Function", "confirmation_contact.function"),
                    Line("Telephone number", "confirmation_contact.telephone"),
                    Line("Cell phone number", "confirmation_contact.cell"),
                    Line("E-mail address", "confirmation_contact.email"),
                ),
                of="confirmation_contact",
            ),
        ),
        source=Source.VERIFIED,
    ),
    Item(
        7,
        "Investigative/operational authority in charge of the case (if different from the requesting authority)",
        (
            Lines(
                (
                    Line("Organisation", "investigating_authority.organisation,investigating_authority.original_name"),
                    Line("Person in charge", "investigating_authority.person"),
                    Line("Address", "investigating_authority.address"),
                    Line("Telephone number", "investigating_authority.telephone"),
                    Line("Cell phone number", "investigating_authority.cell"),
                    Line("E-mail address", "investigating_authority.email"),
                    Line("Fax number", "investigating_authority.fax"),
                ),
                of="investigating_authority",
            ),
        ),
        source=Source.VERIFIED,
    ),
    Item(
        8,
        "Prosecution office or court in charge (if applicable)",
        (
            Lines(
                (
                    Line("Prosecution office", "prosecution_office.authority"),
                    Line("Case number of the prosecution office", "prosecution_office.case_number"),
                    Line("Court", "court.authority"),
                    Line("Case number of the court", "court.case_number"),
                ),
            ),
        ),
    ),
    Item(
        9,
        "Legal basis",
        (
            Lines(
                (
                    Line("International instrument", "legal_basis.instruments"),
                    Line("Domestic legal basis", "legal_basis.domestic"),
                ),
            ),
        ),
    ),
    Item(
        10,
        "Urgency",
        (
            Ticks(
                (
                    Tick("Not urgent", "urgency", "normal"),
                    Tick("Urgent", "urgency", "urgent"),
                    Tick("Emergency", "urgency", "emergency"),
                ),
                columns=3,
            ),
            Ticks(
                (
                    Tick("Threat to life and limb", "urgency_grounds", "threat_to_life"),
                    Tick("Crime in progress", "urgency_grounds", "crime_in_progress"),
                    Tick(
                        "Imminent threat of a serious nature to public security", "urgency_grounds", "public_security"
                    ),
                    Tick("Suspect or offender in custody or about to be released", "urgency_grounds", "custody"),
                    Tick("Volatility of data", "urgency_grounds", "volatility"),
                    Tick("Other", "urgency_grounds", "other"),
                ),
                label="Justification",
                columns=2,
            ),
            Lines((Line("Details", "urgency_details"),)),
        ),
    ),
    Item(
        11,
        "Confidentiality",
        (
            Ticks(
                (
                    Tick(
                        "The fact of this request and its content are to be kept confidential, and the customers or "
                        "users concerned are not to be notified",
                        "confidential",
                    ),
                ),
            ),
            Lines((Line("Details", "confidentiality_details"),)),
        ),
    ),
    Item(
        12,
        "Offence(s) that are the subject of the criminal investigation or proceedings",
        (
            Ticks(
                tuple(Tick(label, "offences.article", article) for article, label in OFFENCE_ARTICLES.items()),
                columns=2,
            ),
            Table(
                "offences",
                (
                    Column("Offence", "title", 36),
                    Column("CETS 185", "article", 12),
                    Column("Domestic provision", "provision", 30),
                    Column("Maximum penalty", "max_penalty", 22),
                ),
            ),
        ),
        duties=("29(2)(b)",),
    ),
    Item(13, "Brief summary of the facts", (Prose("facts"),), duties=("29(2)(b)",)),
    Item(
        14,
        "Stored computer data to be preserved",
        (
            Ticks(
                (
                    Tick("Subscriber information", "data_categories", "subscriber"),
                    Tick("Traffic data", "data_categories", "traffic"),
                    Tick("Content data", "data_categories", "content"),
                    Tick("Other", "data_categories", "other"),
                ),
                columns=2,
            ),
            Lines(
                (
                    Line("Description of the data", "data_details"),
                    Line("Period from", "period_from"),
                    Line("Period to", "period_to"),
                ),
            ),
            Table(
                "identifiers",
                (
                    Column("No.", "#", 5, Style.NUMBER),
                    Column("Type", "type", 14),
                    Column("Identifier", "value", 30, Style.CODE),
                    Column("Port", "port", 7, Style.NUMBER),
                    Column("Date and time", "at,until", 27, between="\nuntil\n"),
                    Column("Remarks", "note", 17),
                ),
                label="Identifiers",
            ),
        ),
        duties=("29(2)(c)",),
    ),
    Item(15, "Relationship of the data to the offence", (Prose("relationship"),), duties=("29(2)(c)",)),
    Item(
        16,
        "Person in possession or control of the data, or location of the computer system",
        (
            Lines(
                (
                    Line("Custodian / service provider", "custodian.name"),
                    Line("Country", "custodian.country"),
                    Line("Contact", "custodian.contact"),
                    Line("Location of the computer system", "location"),
                ),
            ),
            Ticks(
                (Tick("No information identifying the custodian or the location is available", "custodian_unknown"),),
            ),
        ),
        duties=("29(2)(d)",),
    ),
    Item(17, "Necessity of the preservation", (Prose("necessity"),), duties=("29(2)(e)",)),
    Item(
        18,
        "Expedited disclosure of preserved traffic data (Article 30)",
        (
            Ticks(
                (
                    Tick(
                        "Should a service provider in another State have been involved in the transmission of the "
                        "communication, please disclose expeditiously a sufficient amount of traffic data to identify "
                        "that provider and the path through which the communication was transmitted",
                        "disclose_path",
                    ),
                ),
            ),
        ),
    ),
    Item(
        19,
        "Duration of the preservation",
        (
            Statement(
                "{duration_days} days from the day on which the preservation takes effect",
                when="duration_days",
                otherwise="Not less than 60 days from the day on which the preservation takes effect",
            ),
            Statement(
                "Preservation is for not less than 60 days. Following the receipt of a request for mutual assistance, "
                "the data shall continue to be preserved pending a decision on that request (Article 29, paragraph 7)."
            ),
        ),
    ),
    Item(
        20,
        "Intention to submit a request for mutual assistance",
        (
            Ticks(
                (
                    Tick(
                        "The requesting Party intends to submit a request for mutual assistance for the search or "
                        "similar access, seizure or similar securing, or disclosure of the stored computer data",
                        "mla_intended",
                    ),
                ),
            ),
            Lines(
                (
                    Line("Planned date (DD/MM/YYYY)", "mla_planned_on"),
                    Line("Authority that will submit it", "mla_authority"),
                ),
            ),
        ),
        duties=("29(2)(f)",),
    ),
    Item(
        21,
        "Please inform the requesting authority",
        (
            Ticks(
                (
                    Tick("that this request has been received", "feedback", "receipt"),
                    Tick("whether data were found and preserved", "feedback", "result"),
                    Tick("from when and until when the data are preserved", "feedback", "dates"),
                    Tick("under which reference the custodian keeps them", "feedback", "custodian_reference"),
                    Tick(
                        "to which authority the request for mutual assistance should be sent", "feedback", "mla_address"
                    ),
                    Tick(
                        "of anything that may endanger the availability of the data or the confidentiality of the "
                        "investigation, or otherwise prejudice it (Article 29, paragraph 6)",
                        "feedback",
                        "obstacles",
                    ),
                ),
            ),
        ),
    ),
    Item(
        22,
        "Additional information and attachments",
        (
            Prose("additional_information"),
            Table(
                "attachments",
                (
                    Column("No.", "#", 6, Style.NUMBER),
                    Column("Title", "title", 32),
                    Column("File", "filename", 22),
                    Column("SHA-256", "sha256", 40, Style.CODE),
                ),
                label="Attachments",
            ),
        ),
    ),
    Item(
        23,
        "Signature and/or stamp",
        (
            Signature(
                (
                    Line("Name", "signatory.name"),
                    Line("Function", "signatory.function"),
                    Line("Authority", "signatory.authority"),
                    Line("Approved", "signatory.approved_at"),
                ),
                caption="Signature and/or stamp",
            ),
        ),
    ),
)

PRESERVATION_EN_1 = TemplateVersion(
    code="preservation",
    version=1,
    language="en",
    title="Data Preservation Request under Articles 29 and 30 Budapest Convention on Cybercrime",
    subtitle="following template T-CY(2018)11 of the Cybercrime Convention Committee",
    colophon=(
        "Items 1 to 7 carry the labels of template T-CY(2018)11, adopted by the Cybercrime Convention Committee (T-CY) "
        "at its 19th Plenary, Strasbourg, 9 July 2018; items 8 to 23 cover its subjects and the requirements of "
        "Articles 29 and 30."
    ),
    date_format="%d/%m/%Y",
    words=Words(
        page="Page {page} of {pages}",
        revision="Revision",
        not_provided="not provided",
        confidential="CONFIDENTIAL",
        urgent="URGENT",
        emergency="EMERGENCY",
        draft="DRAFT",
        demonstration="DEMONSTRATION – NOT A REAL REQUEST",
        template="Template",
        fingerprint="SHA-256 of the data of this document",
    ),
    choices={
        **{f"ConventionArticle.{article}": f"Art. {article}" for article in OFFENCE_ARTICLES if article != "none"},
        "IdentifierType.ip": "IP address",
        "IdentifierType.email": "E-mail address",
        "IdentifierType.account": "Account",
        "IdentifierType.url": "URL",
        "IdentifierType.domain": "Domain name",
        "IdentifierType.phone": "Telephone number",
        "IdentifierType.imei": "IMEI",
        "IdentifierType.imsi": "IMSI",
        "IdentifierType.wallet": "Wallet address",
        "IdentifierType.other": "Other",
    },
    items=ITEMS,
)
