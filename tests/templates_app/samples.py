"""A real kind of case as input: a phishing campaign against bank customers, with identifiers in two countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from templates_app.context import (
    Attachment,
    Contact,
    ConventionArticle,
    Custodian,
    DataCategory,
    Identifier,
    IdentifierType,
    LegalBasis,
    Offence,
    Party,
    Proceedings,
    RequestDocument,
    RequestedAuthority,
    Signatory,
    Urgency,
    UrgencyGround,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


IDENTIFIERS = (
    Identifier(type=IdentifierType.IP, value="198.51.100.23", port=51234, at=at("2026-11-14T08:21:07+04:00")),
    Identifier(type=IdentifierType.IP, value="198.51.100.23", port=51310, at=at("2026-11-14T08:22:41+04:00")),
    Identifier(type=IdentifierType.IP, value="203.0.113.9", port=443, at=at("2026-11-14T08:25:00+04:00")),
    Identifier(
        type=IdentifierType.IP,
        value="203.0.113.77",
        port=60211,
        at=at("2026-11-15T19:03:12.482+04:00"),
        note="Upload of the phishing kit",
    ),
    Identifier(type=IdentifierType.IP, value="2001:db8:4006:812::7f3a", port=50211, at=at("2026-11-15T15:40:00+00:00")),
    Identifier(
        type=IdentifierType.IP,
        value="192.0.2.146",
        at=at("2026-11-12T00:00:00+01:00"),
        until=at("2026-11-16T23:59:59+01:00"),
        note="Control panel of the campaign",
    ),
    Identifier(type=IdentifierType.EMAIL, value="support@secure-bank-login.example", note="Sender of the messages"),
    Identifier(type=IdentifierType.EMAIL, value="collector.8841@mailbox.example", note="Receives the stolen data"),
    Identifier(type=IdentifierType.ACCOUNT, value="hosting customer no. 48-220917", note="As shown on the invoice"),
    Identifier(type=IdentifierType.DOMAIN, value="secure-bank-login.example"),
    Identifier(type=IdentifierType.DOMAIN, value="online-verification.example"),
    Identifier(
        type=IdentifierType.URL,
        value="https://secure-bank-login.example/ge/verify/session?id=7f3a1c&step=otp",
        at=at("2026-11-14T08:19:55+04:00"),
        note="Page shown to the victims",
    ),
    Identifier(type=IdentifierType.PHONE, value="+31 20 000 0142", note="Given at registration"),
    Identifier(type=IdentifierType.WALLET, value="bc1qexampleexampleexampleexampleexample0000"),
)

FACTS = """\
Between 12 and 16 November 2026 about 3,400 customers of two banks in Georgia received text messages and e-mails \
that appeared to come from their bank. A link led to pages at secure-bank-login.example, an imitation of the banks’ \
sign-in pages, which collected user names, passwords and one-time codes and passed them at once to a control panel at \
192.0.2.146.

With the stolen data the perpetrators signed in from the addresses listed under item 14 and transferred at least \
GEL 412,600 from 61 accounts to accounts of intermediaries; GEL 96,300 could be stopped.

The pages and the control panel run on servers rented from Example Hosting B.V. in the Netherlands. The invoice \
found in the mailbox collector.8841@mailbox.example names the customer number 48-220917. No suspect is known yet."""

PHISHING = RequestDocument(
    kind="preservation",
    reference="GE-2026-00417",
    dated=date(2026, 11, 21),
    requested_authority=RequestedAuthority(
        name="National High Tech Crime Unit, 24/7 point of contact",
        country="Netherlands",
        address="Hoofdstraat 1\n1000 AA Voorbeeldstad",
        telephone="+31 20 000 0100",
        email="contact247@police-nl.example",
    ),
    requesting_authority=Party(
        organisation="Prosecutor’s Office of Georgia",
        original_name="საქართველოს პროკურატურა",
        country="Georgia",
        letterhead=(
            "Department of International Cooperation · 24/7 Point of Contact",
            "1 Example Street, 0100 Tbilisi, Georgia · +995 32 000 01 00 · contact247@prosecution-ge.example",
        ),
        person="Prosecutor A (example)",
        address="1 Example Street\n0100 Tbilisi\nGeorgia",
        telephone="+995 32 000 01 00",
        cell="+995 000 00 01 00",
        email="contact247@prosecution-ge.example",
        office_hours="Monday to Friday 09:00–18:00; point of contact 24 hours a day, 7 days a week",
        time_zone="Asia/Tbilisi (UTC+04:00)",
    ),
    preferred_means="encrypted e-mail to the address above",
    confirmation_contact=Contact(
        name="Head of unit B (example)",
        job_title="Head of unit",
        function="24/7 point of contact, Art. 35",
        telephone="+995 32 000 01 01",
        email="duty@prosecution-ge.example",
    ),
    investigating_authority=Party(
        organisation="Cybercrime Division, Central Criminal Police Department",
        person="Investigator C (example)",
        telephone="+995 32 000 02 00",
        email="cyber@police-ge.example",
    ),
    prosecution_office=Proceedings(authority="Tbilisi Prosecutor’s Office", case_number="041/11-26"),
    legal_basis=LegalBasis(
        instruments=("Convention on Cybercrime (CETS 185), Articles 29, 30 and 35",),
        domestic="Criminal Procedure Code, Article 136",
    ),
    urgency=Urgency.URGENT,
    urgency_grounds=(UrgencyGround.CRIME_IN_PROGRESS, UrgencyGround.VOLATILITY),
    urgency_details=(
        "New victims report every day. According to its terms the provider deletes connection logs after 14 days."
    ),
    confidential=True,
    confidentiality_details="A notification of the customer would warn the perpetrators before they are identified.",
    offences=(
        Offence(
            title="Computer-related fraud",
            article=ConventionArticle.FRAUD,
            provision="Criminal Code, Article 180 para 3",
            max_penalty="9 years’ imprisonment",
        ),
        Offence(
            title="Unauthorised access to a computer system",
            article=ConventionArticle.ILLEGAL_ACCESS,
            provision="Criminal Code, Article 284",
            max_penalty="5 years’ imprisonment",
        ),
        Offence(title="Money laundering", provision="Criminal Code, Article 194", max_penalty="12 years’ imprisonment"),
    ),
    facts=FACTS,
    data_categories=(DataCategory.SUBSCRIBER, DataCategory.TRAFFIC, DataCategory.CONTENT),
    data_details=(
        "Customer and payment records; connection logs of the servers and of the control panel; an image of the "
        "virtual servers assigned to 192.0.2.146; the content of the mailbox collector.8841@mailbox.example."
    ),
    identifiers=IDENTIFIERS,
    period_from=at("2026-11-01T00:00:00+04:00"),
    period_to=at("2026-11-21T12:00:00+04:00"),
    relationship=(
        "The addresses were used to run the imitation pages and to sign in to the victims’ accounts. The data identify "
        "who rented the servers, from where they were administered and which further victims’ data were taken."
    ),
    custodian=Custodian(
        name="Example Hosting B.V.", country="Netherlands", contact="abuse@hosting.example, +31 20 000 0199"
    ),
    location="Data centre in Voorbeeldstad, Netherlands",
    necessity=(
        "The servers are rented by the day and may be returned and overwritten at any time; connection logs are "
        "deleted after 14 days. Without preservation the data will be lost before a request for mutual assistance can "
        "be executed."
    ),
    disclose_path=True,
    duration_days=90,
    mla_intended=True,
    mla_planned_on=date(2027, 1, 15),
    mla_authority="Prosecutor’s Office of Georgia, Department of International Cooperation (central authority)",
    additional_information="No earlier request was sent through another channel.",
    attachments=(
        Attachment(
            title="Headers of three messages",
            filename="headers.txt",
            sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    ),
    signatory=Signatory(
        name="Deputy head D (example)",
        function="Deputy head of department",
        authority="Prosecutor’s Office of Georgia",
        approved_at=at("2026-11-21T13:45:10+04:00"),
    ),
)

EMPTY = RequestDocument(
    kind="preservation",
    reference="GE-2026-00418",
    dated=date(2026, 11, 21),
    requested_authority=RequestedAuthority(name="", country=""),
    requesting_authority=Party(organisation="Prosecutor’s Office of Georgia"),
    legal_basis=LegalBasis(instruments=()),
)


def many_identifiers(count: int) -> RequestDocument:
    """The mass case: one address after the other, each with its instant; at most 300."""
    entries = (
        Identifier(
            type=IdentifierType.IP,
            value=f"{('192.0.2', '198.51.100', '203.0.113')[number // 100]}.{1 + number % 100}",
            port=1024 + 37 * number,
            at=at(f"2026-11-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:07+04:00"),
        )
        for number in range(count)
    )
    return replace(PHISHING, identifiers=tuple(entries))
