"""The pages that several kinds of request have in common, in the order and the words of the official templates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.kinds.base import Section
from requests_app.kinds.fields import ChoicesField, FlagField, GroupField, TextField, body_fields, person_fields

DATA_CATEGORIES = (
    ("subscriber", _("Subscriber information")),
    ("traffic", _("Traffic data")),
    ("content", _("Content data")),
    ("other", _("Other stored computer data")),
)

URGENCY_GROUNDS = (
    ("threat_to_life", _("Threat to life or limb")),
    ("crime_in_progress", _("Crime in progress")),
    ("public_security", _("Imminent threat of a serious nature to public security")),
    ("custody", _("Suspect or offender in custody or about to be released")),
    ("volatility", _("Volatility of the data")),
    ("other", _("Other")),
)


PARTIES = Section(
    code="parties",
    title=_("Who asks and who is asked"),
    hint=_("The requested authority, your contact persons, the authority in charge of the case"),
    covers=("requesting_authority", "requested_authority"),
    fields=(
        TextField(name="person_in_charge", label=_("Person in charge of the request"), max_length=200),
        FlagField(name="response_expedited", label=_("A response by e-mail or other expedited means is preferred")),
        TextField(name="response_means", label=_("Response preferred by means of")),
        person_fields(
            "confirmation_contact",
            _("Contact for confirmation"),
            _("Whom the requested authority can call back to be sure that this request is genuine."),
        ),
        body_fields(
            "investigating_authority",
            _("Investigative or operational authority in charge of the case"),
            _("Only if it is another than the requesting authority."),
        ),
        TextField(name="prosecution_office", label=_("Prosecution office in charge and its case number")),
        TextField(name="court", label=_("Court in charge and its case number")),
        TextField(name="domestic_legal_basis", label=_("Domestic legal basis"), max_length=2000, rows=3),
    ),
)

URGENCY = Section(
    code="urgency",
    title=_("Urgency and confidentiality"),
    hint=_("How fast an answer is needed, and why"),
    covers=("urgency",),
    fields=(
        ChoicesField(
            name="urgency_grounds",
            label=_("Grounds of the urgency"),
            hint=_("Choose all that apply."),
            article="25(3)",
            choices=URGENCY_GROUNDS,
        ),
        TextField(
            name="urgency_details",
            label=_("What makes it urgent"),
            hint=_("Facts, not adjectives: what happens when, if nobody acts."),
            max_length=2000,
            rows=4,
        ),
        FlagField(
            name="confidential",
            label=_("Keep this request and its content confidential, and do not notify the customer"),
        ),
    ),
)

OFFENCE = Section(
    code="offence",
    title=_("Offences and facts"),
    hint=_("The offence under investigation and a brief summary of the facts"),
    covers=("offences",),
    fields=(
        TextField(
            name="facts",
            label=_("Brief summary of the facts"),
            hint=_("Who did what, when, where and how, as far as it is known. What you write here is sent."),
            article="29(2)(b)",
            max_length=20000,
            rows=10,
        ),
    ),
)

IDENTIFIERS = Section(
    code="identifiers",
    title=_("Identifiers"),
    hint=_("IP addresses, accounts, numbers: what the data are found by"),
    covers=("identifiers",),
)

CUSTODIAN = Section(
    code="custodian",
    title=_("Custodian or location"),
    hint=_("Who holds the data, or where the computer system is"),
    fields=(
        GroupField(
            name="custodian",
            label=_("Custodian of the data"),
            article="29(2)(d)",
            parts=(
                TextField(name="name", label=_("Name of the service provider or other holder")),
                TextField(name="country", label=_("Country"), max_length=100),
                TextField(name="contact", label=_("Address or contact"), max_length=500, rows=3),
            ),
        ),
        TextField(
            name="location", label=_("Location of the computer system"), article="29(2)(d)", max_length=2000, rows=3
        ),
        FlagField(
            name="custodian_unknown",
            label=_("No information on the custodian or the location is available"),
            article="29(2)(d)",
        ),
    ),
)
