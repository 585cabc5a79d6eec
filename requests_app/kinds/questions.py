"""Questions that several kinds of request ask, in the words of the official templates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.kinds.fields import (
    ChoicesField,
    DayField,
    FlagField,
    GroupField,
    InstantField,
    Text,
    TextField,
    body_fields,
    person_fields,
)

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

CONTACTS = (
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
)

PROCEEDINGS = (
    TextField(name="prosecution_office", label=_("Prosecution office in charge and its case number")),
    TextField(name="court", label=_("Court in charge and its case number")),
)

DOMESTIC_BASIS = TextField(name="domestic_legal_basis", label=_("Domestic legal basis"), max_length=2000, rows=3)

GROUNDS = (
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
)

NEAR = (
    DayField(
        name="limitation_on",
        label=_("The offence becomes time-barred on"),
        hint=_("Year-month-day, such as 2026-12-31. Only where that day is near."),
    ),
    DayField(
        name="detention_until",
        label=_("The detention ends on"),
        hint=_("Year-month-day. Only where somebody is detained in this case."),
    ),
)

CONFIDENTIALITY = (
    FlagField(
        name="confidential",
        label=_("Keep this request and its content confidential, and do not notify the customer"),
    ),
    TextField(name="confidentiality_details", label=_("Why it must be kept confidential"), max_length=2000, rows=2),
)

DATA_DESCRIPTION = TextField(name="data_description", label=_("Description of the data"), max_length=4000, rows=3)

PERIOD = (
    InstantField(name="period_from", label=_("Period from")),
    InstantField(name="period_to", label=_("Period to")),
)

RELATIONSHIP = TextField(
    name="relationship",
    label=_("Relationship of the data to the offence"),
    hint=_("Why these data will help to prove this offence."),
    article="29(2)(c)",
    max_length=8000,
    rows=5,
)

NECESSITY = TextField(
    name="necessity",
    label=_("Necessity of the preservation"),
    hint=_("Why the data would otherwise be lost or changed."),
    article="29(2)(e)",
    max_length=8000,
    rows=5,
)

INTENTION = (
    FlagField(
        name="mla_intended",
        label=_("We intend to submit a request for mutual assistance to obtain the data"),
        hint=_("For the search or similar access, seizure or similar securing, or disclosure of the data."),
        article="29(2)(f)",
    ),
    DayField(name="mla_planned_on", label=_("Planned for")),
)

CUSTODIAN_GROUP = GroupField(
    name="custodian",
    label=_("Custodian of the data"),
    article="29(2)(d)",
    parts=(
        TextField(name="name", label=_("Name of the service provider or other holder")),
        TextField(name="country", label=_("Country"), max_length=100),
        TextField(name="contact", label=_("Address or contact"), max_length=500, rows=3),
    ),
)

ADDITIONAL = TextField(name="additional_information", label=_("Additional information"), max_length=8000, rows=4)


def data_categories(label: Text) -> ChoicesField:
    return ChoicesField(
        name="data_categories",
        label=label,
        hint=_("Choose all that apply."),
        article="29(2)(c)",
        choices=DATA_CATEGORIES,
    )
