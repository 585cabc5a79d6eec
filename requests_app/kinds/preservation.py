"""Expedited preservation of stored computer data: Article 29 of CETS 185, with Article 30 as a tick.

The order of the sections follows the official template T-CY(2018)11, so that the form and the document read alike.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from requests_app.kinds import directory_warnings, warnings
from requests_app.kinds.base import Answers, Duty, Kind, Section
from requests_app.kinds.fields import (
    ChoicesField,
    DayField,
    FlagField,
    GroupField,
    InstantField,
    NumberField,
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

SECTIONS = (
    Section(
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
    ),
    Section(
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
    ),
    Section(
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
    ),
    Section(
        code="data",
        title=_("Data to be preserved"),
        hint=_("Which data, of which period, and how they relate to the offence"),
        fields=(
            ChoicesField(
                name="data_categories",
                label=_("Data to be preserved"),
                hint=_("Choose all that apply."),
                article="29(2)(c)",
                choices=DATA_CATEGORIES,
            ),
            TextField(name="data_description", label=_("Description of the data"), max_length=4000, rows=3),
            InstantField(name="period_from", label=_("Period from")),
            InstantField(name="period_to", label=_("Period to")),
            TextField(
                name="relationship",
                label=_("Relationship of the data to the offence"),
                hint=_("Why these data will help to prove this offence."),
                article="29(2)(c)",
                max_length=8000,
                rows=5,
            ),
        ),
    ),
    Section(
        code="identifiers",
        title=_("Identifiers"),
        hint=_("IP addresses, accounts, numbers: what the data are found by"),
        covers=("identifiers",),
    ),
    Section(
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
    ),
    Section(
        code="necessity",
        title=_("Necessity and duration"),
        hint=_("Why the data must be preserved now, and for how long"),
        fields=(
            TextField(
                name="necessity",
                label=_("Necessity of the preservation"),
                hint=_("Why the data would otherwise be lost or changed."),
                article="29(2)(e)",
                max_length=8000,
                rows=5,
            ),
            NumberField(
                name="duration_days",
                label=_("Duration asked, in days"),
                hint=_("At least 60 (Art. 29(7)). Leave empty to ask for the longest that the requested Party allows."),
                minimum=60,
                maximum=3650,
                below=_("Ask for 60 days or more: Article 29(7) gives at least 60, so less would cost you time."),
            ),
        ),
    ),
    Section(
        code="intention",
        title=_("What follows"),
        hint=_("The request for mutual assistance, and disclosure of the path (Art. 30)"),
        fields=(
            FlagField(
                name="mla_intended",
                label=_("We intend to submit a request for mutual assistance to obtain the data"),
                hint=_("For the search or similar access, seizure or similar securing, or disclosure of the data."),
                article="29(2)(f)",
            ),
            DayField(name="mla_planned_on", label=_("Planned for")),
            FlagField(
                name="disclose_path",
                label=_("Disclose expeditiously the traffic data that identify another provider involved (Art. 30)"),
                hint=_("If a provider in another State took part in the transmission of the communication."),
                article="30(1)",
            ),
            TextField(name="additional_information", label=_("Additional information"), max_length=8000, rows=4),
        ),
    ),
)


def _says(name: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.content.get(name))


def _data_can_be_found(answers: Answers) -> bool:
    return bool(answers.identifiers or answers.content.get("location") or answers.content.get("data_description"))


def _custodian_or_location(answers: Answers) -> bool:
    custodian = answers.content.get("custodian") or {}
    return bool(custodian.get("name") or answers.content.get("location") or answers.content.get("custodian_unknown"))


def _urgency_has_ground(answers: Answers) -> bool:
    return answers.urgency == "normal" or bool(answers.content.get("urgency_grounds"))


def _emergency_is_one(answers: Answers) -> bool:
    return answers.urgency != "emergency" or "threat_to_life" in answers.content.get("urgency_grounds", [])


def _other_ground_explained(answers: Answers) -> bool:
    return "other" not in answers.content.get("urgency_grounds", []) or bool(answers.content.get("urgency_details"))


def _period_in_order(answers: Answers) -> bool:
    start, end = answers.content.get("period_from"), answers.content.get("period_to")
    return not (start and end) or datetime.fromisoformat(start) <= datetime.fromisoformat(end)


DUTIES = (
    Duty(
        article="29(2)(a)",
        field="requesting_authority",
        message=_("Say which authority seeks the preservation and how it is reached: its directory entry has neither."),
        met=lambda answers: bool(answers.seeking_authority and answers.reachable_at),
    ),
    Duty(
        article="29(2)(b)",
        field="offences",
        message=_("Name the offence that is the subject of the investigation or proceedings."),
        met=lambda answers: bool(answers.offences),
    ),
    Duty(
        article="29(2)(b)",
        field="facts",
        message=_("Give a brief summary of the facts."),
        met=lambda answers: bool(answers.facts.strip()),
    ),
    Duty(
        article="29(2)(c)",
        field="data_categories",
        message=_("Choose which stored data are to be preserved."),
        met=_says("data_categories"),
    ),
    Duty(
        article="29(2)(c)",
        field="identifiers",
        message=_("Add at least one identifier by which the data can be found, or describe the data or the system."),
        met=_data_can_be_found,
    ),
    Duty(
        article="29(2)(c)",
        field="relationship",
        message=_("Explain how the data relate to the offence."),
        met=_says("relationship"),
    ),
    Duty(
        article="29(2)(c)",
        field="period_to",
        message=_("The period ends before it begins: correct one of the two."),
        met=_period_in_order,
    ),
    Duty(
        article="29(2)(d)",
        field="custodian",
        message=_("Name the custodian or the location of the computer system, or say that neither is available."),
        met=_custodian_or_location,
    ),
    Duty(
        article="29(2)(e)",
        field="necessity",
        message=_("Explain why the preservation is necessary."),
        met=_says("necessity"),
    ),
    Duty(
        article="29(2)(f)",
        field="mla_intended",
        message=_("State that you intend to submit a request for mutual assistance."),
        met=_says("mla_intended"),
    ),
    Duty(
        article="25(3)",
        field="urgency_grounds",
        message=_("Choose the grounds of the urgency, or mark the request as normal."),
        met=_urgency_has_ground,
    ),
    Duty(
        article="25(3)",
        field="urgency_grounds",
        message=_("An emergency is a risk to the life or safety of a person: choose that ground, or mark it urgent."),
        met=lambda answers: not _urgency_has_ground(answers) or _emergency_is_one(answers),
    ),
    Duty(
        article="25(3)",
        field="urgency_details",
        message=_("You chose “Other” as a ground: say what makes it urgent."),
        met=_other_ground_explained,
    ),
)

PRESERVATION = Kind(
    code="preservation",
    title=_("Data preservation request"),
    short_title=_("Preservation"),
    articles=_("Articles 29 and 30 of the Convention on Cybercrime"),
    sections=SECTIONS,
    duties=DUTIES,
    directory_warnings=(
        directory_warnings.party,
        directory_warnings.dual_criminality,
        directory_warnings.language,
        directory_warnings.unverified,
    ),
    warnings=(directory_warnings.addressee, warnings.identifiers, warnings.scope, warnings.path),
    template="preservation",
    asked_first=("contact_point_247",),
)
