"""The same case as in `samples`, asked for in every kind of request that has a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from templates_app.context import (
    DataCategory,
    LegalBasis,
    PreviousRequest,
    RequestDocument,
    RequestStatus,
    SubscriberItem,
    Urgency,
)
from tests.templates_app.samples import FACTS, PHISHING

ANYWHERE = replace(PHISHING, facts=FACTS.replace("listed under item 14", "listed below"))

PRESERVED = PreviousRequest(
    dated=date(2026, 11, 21),
    reference="GE-2026-00417",
    their_reference="NL-HTC-2026-118",
    acknowledged_on=date(2026, 11, 21),
    requested_by="Prosecutor’s Office of Georgia, +995 32 000 01 00, contact247@prosecution-ge.example",
    answered_by="National High Tech Crime Unit, +31 20 000 0100, contact247@police-nl.example",
    channel="Portal",
    preserved_until=date(2027, 2, 19),
    custodian="Example Hosting B.V.",
)
CONVENTION = LegalBasis(
    instruments=("Convention on Cybercrime (CETS 185), Article 31",), domestic="Criminal Procedure Code, Article 136"
)

MLA_SUBSCRIBER = replace(
    ANYWHERE,
    kind="mla_subscriber",
    reference="GE-2026-00455",
    dated=date(2027, 1, 15),
    request_status=RequestStatus.FOLLOW_UP,
    previous_preservation=PRESERVED,
    legal_basis=CONVENTION,
    decisions="Decision of the Tbilisi City Court of 12 January 2027, no. 11/a-26",
    persons="Victims: 61 holders of accounts, named in the annex. No suspect is known.",
    purpose=(
        "To identify who rented the servers and who paid for them, so that this person can be charged and the money "
        "be traced."
    ),
    necessity="The customer of Example Hosting B.V. used addresses that lead nowhere else.",
    data_categories=(),
    subscriber_items=(
        SubscriberItem.SERVICE_PERIOD,
        SubscriberItem.IDENTITY,
        SubscriberItem.ADDRESS,
        SubscriberItem.BILLING,
        SubscriberItem.OTHER,
    ),
    data_details="Other: the addresses from which the customer signed in to the customer area.",
    procedures="A statement of the provider that the records were kept in the ordinary course of its business.",
    provider_contact="The provider was asked on 16 November 2026 and referred us to mutual assistance.",
    limitation_on=date(2036, 11, 16),
    disclose_path=False,
    duration_days=None,
    mla_intended=False,
    mla_planned_on=None,
)

MLA_STORED_DATA = replace(
    MLA_SUBSCRIBER,
    kind="mla_stored_data",
    reference="GE-2026-00456",
    subscriber_items=(),
    data_categories=(DataCategory.TRAFFIC, DataCategory.CONTENT),
    data_details="An image of the virtual servers, and the content of the mailbox collector.8841@mailbox.example.",
    purpose="To prove which data of the victims were collected, and who read them.",
)

EXTENSION = replace(
    ANYWHERE,
    kind="extension",
    reference="GE-2026-00440",
    dated=date(2027, 1, 4),
    request_status=RequestStatus.EXTENSION,
    previous_reference=PRESERVED.reference,
    previous_preservation=PRESERVED,
    follows=PRESERVED,
    identifiers=(),
    duration_days=60,
    reason="The court decides on the request for mutual assistance on 12 January 2027; translation takes three weeks.",
)

WITHDRAWAL = replace(
    ANYWHERE,
    kind="withdrawal",
    reference="GE-2026-00441",
    dated=date(2027, 1, 4),
    follows=PRESERVED,
    identifiers=PHISHING.identifiers[:1],
    urgency=Urgency.NORMAL,
    reason="The customer of this address has been identified in Georgia.",
    release_data=True,
)

UN_PRESERVATION = replace(
    ANYWHERE,
    kind="un_preservation",
    reference="GE-2026-00442",
    legal_basis=LegalBasis(instruments=("United Nations Convention against Cybercrime, Articles 41 and 42",)),
)

EMERGENCY_DISCLOSURE = replace(
    ANYWHERE,
    kind="emergency_disclosure",
    reference="GE-2026-00443",
    legal_basis=LegalBasis(
        instruments=("Second Additional Protocol to the Convention on Cybercrime (CETS 224), Article 9",),
        domestic="Criminal Procedure Code, Article 136",
    ),
    urgency=Urgency.EMERGENCY,
    emergency_facts="At 07:40 the caller said that the child would be killed at noon unless the ransom was paid.",
    relationship="The mailbox was read an hour ago: the address leads to where the child is held.",
    procedures="Please answer by telephone first.",
)

DOCUMENTS: dict[str, RequestDocument] = {
    one.kind: one
    for one in (
        PHISHING,
        EXTENSION,
        MLA_SUBSCRIBER,
        MLA_STORED_DATA,
        WITHDRAWAL,
        UN_PRESERVATION,
        EMERGENCY_DISCLOSURE,
    )
}
