"""What the Netherlands may answer to the request in `samples`, notice by notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from templates_app.context import Contact, DataCategory, Party, RequestedAuthority, Signatory
from templates_app.notice import (
    AnsweredRequest,
    Custody,
    Delivery,
    ItemResult,
    Notice,
    NoticeDocument,
    PathProvider,
    RefusalGround,
    RequestKind,
    Result,
    Threat,
)
from tests.templates_app.samples import IDENTIFIERS, PHISHING, at

UNIT = Party(
    organisation="National High Tech Crime Unit, 24/7 point of contact",
    country="Netherlands",
    person="Duty officer D (example)",
    address="Hoofdstraat 1\n1000 AA Voorbeeldstad",
    telephone="+31 20 000 0100",
    email="contact247@police-nl.example",
    office_hours="24 hours a day, 7 days a week",
    time_zone="Europe/Amsterdam",
)
OFFICE = RequestedAuthority(
    name="Prosecutor’s Office of Georgia",
    original_name="საქართველოს პროკურატურა",
    country="Georgia",
    address="1 Example Street, 0100 Tbilisi",
    email="contact247@prosecution-ge.example",
)
HOSTING = RequestedAuthority(name="Example Hosting B.V.", country="Netherlands", email="abuse@hosting.example")

ACKNOWLEDGEMENT = NoticeDocument(
    kind=Notice.ACKNOWLEDGEMENT,
    reference="GE-2026-00417",
    dated=date(2026, 11, 21),
    sender=UNIT,
    recipient=OFFICE,
    about=AnsweredRequest(
        reference="GE-2026-00417",
        kind=RequestKind.PRESERVATION,
        dated=date(2026, 11, 21),
        their_reference="NL-HTC-2026-118",
        requested_by="Prosecutor’s Office of Georgia",
    ),
    confidential=True,
    received_at=at("2026-11-21T11:02:44+01:00"),
    channel="Portal",
    contact=Contact(name="Duty officer D (example)", function="24/7 point of contact", telephone="+31 20 000 0100"),
    expected_on=date(2026, 11, 23),
    signatory=Signatory(name="Duty officer D (example)", authority=UNIT.organisation),
)
REPORT = replace(
    ACKNOWLEDGEMENT,
    kind=Notice.PRESERVATION_REPORT,
    received_at=None,
    contact=None,
    result=Result.PARTLY,
    preserved_from=date(2026, 11, 22),
    preserved_until=date(2027, 2, 20),
    custody=(
        Custody(
            custodian="Example Hosting B.V.",
            reference="EH-7731",
            preserved_from=date(2026, 11, 22),
            preserved_until=date(2027, 2, 20),
            note="All servers of the customer",
        ),
        Custody(custodian="Example Mail B.V.", preserved_until=date(2027, 2, 20)),
    ),
    items=(
        ItemResult(subject="198.51.100.23", result=Result.EXECUTED),
        ItemResult(subject="203.0.113.77", result=Result.NO_DATA, note="Logs are kept for 14 days"),
    ),
    mla_address="International Legal Assistance Centre (example), ilac@justice-nl.example",
    reason="Both custodians were ordered to preserve on 22 November 2026.",
)
NOTICES: dict[str, NoticeDocument] = {
    one.kind: one
    for one in (
        ACKNOWLEDGEMENT,
        REPORT,
        replace(
            REPORT,
            kind=Notice.PATH_DISCLOSURE,
            providers=(PathProvider(name="Example Transit Ltd", country="Armenia", note="203.0.113.9"),),
            path="The connection came from a tunnel whose other end is with Example Transit Ltd.",
            deliveries=(Delivery(description="Connection log", filename="path.csv", sha256="9f" * 32),),
            kept_confidential=True,
            no_other_use=True,
        ),
        replace(
            REPORT,
            kind=Notice.REFUSAL,
            article="29(5)(b)",
            ground=RefusalGround.ESSENTIAL_INTERESTS,
            reason="The system belongs to an authority of national security.",
            considered="Preserving the mailbox alone was considered; it is on the same system.",
        ),
        replace(REPORT, kind=Notice.PARTIAL_EXECUTION, article="27(6)"),
        replace(
            REPORT,
            kind=Notice.CLARIFICATION,
            questions="1. From which source port did the connections come?\n\n2. Which time zone do the times have?",
            reply_by=date(2026, 11, 28),
        ),
        replace(
            REPORT,
            kind=Notice.CONSULTATION,
            threats=(Threat.CONFIDENTIALITY,),
            reason="The custodian informs its customers of every order.",
            reply_by=date(2026, 11, 23),
        ),
        replace(
            REPORT,
            kind=Notice.POSTPONEMENT,
            reason="A search at the same provider is under way.",
            review_on=date(2026, 12, 5),
        ),
        replace(
            REPORT,
            kind=Notice.REDIRECT,
            competent=replace(
                OFFICE, name="International Legal Assistance Centre", original_name="", country="Netherlands"
            ),
            forwarded=True,
            reason="Mutual assistance is dealt with by the Centre.",
        ),
        replace(
            REPORT,
            kind=Notice.EXECUTION_REPORT,
            deliveries=(Delivery(description="Customer record", filename="48-220917.pdf", sha256="ab" * 32),),
            no_other_use=True,
            conditions="To be returned when the proceedings have ended.",
            final=True,
        ),
        replace(
            REPORT,
            kind=Notice.PRESERVATION_ORDER,
            reference="NL-HTC-2026-118",
            recipient=HOSTING,
            about=None,
            legal_basis="Code of Criminal Procedure, Article 126ni (example)",
            data_categories=(DataCategory.SUBSCRIBER, DataCategory.TRAFFIC),
            data_details=PHISHING.data_details,
            identifiers=IDENTIFIERS[:3],
            period_from=PHISHING.period_from,
            period_to=PHISHING.period_to,
            reply_by=date(2026, 11, 23),
        ),
    )
}
