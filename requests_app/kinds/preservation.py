"""Expedited preservation of stored computer data: Article 29 of CETS 185, with Article 30 as a tick.

The order of the sections follows the official template T-CY(2018)11, so that the form and the document read alike.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.kinds import directory_warnings, warnings
from requests_app.kinds.base import Duty, Kind, Section
from requests_app.kinds.conditions import (
    custodian_or_location,
    data_can_be_found,
    emergency_is_one,
    other_ground_explained,
    period_in_order,
    says,
    urgency_has_ground,
)
from requests_app.kinds.fields import ChoicesField, DayField, FlagField, InstantField, NumberField, TextField
from requests_app.kinds.sections import CUSTODIAN, DATA_CATEGORIES, IDENTIFIERS, OFFENCE, PARTIES, URGENCY

SECTIONS = (
    PARTIES,
    URGENCY,
    OFFENCE,
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
    IDENTIFIERS,
    CUSTODIAN,
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
        met=says("data_categories"),
    ),
    Duty(
        article="29(2)(c)",
        field="identifiers",
        message=_("Add at least one identifier by which the data can be found, or describe the data or the system."),
        met=data_can_be_found,
    ),
    Duty(
        article="29(2)(c)",
        field="relationship",
        message=_("Explain how the data relate to the offence."),
        met=says("relationship"),
    ),
    Duty(
        article="29(2)(c)",
        field="period_to",
        message=_("The period ends before it begins: correct one of the two."),
        met=period_in_order,
    ),
    Duty(
        article="29(2)(d)",
        field="custodian",
        message=_("Name the custodian or the location of the computer system, or say that neither is available."),
        met=custodian_or_location,
    ),
    Duty(
        article="29(2)(e)",
        field="necessity",
        message=_("Explain why the preservation is necessary."),
        met=says("necessity"),
    ),
    Duty(
        article="29(2)(f)",
        field="mla_intended",
        message=_("State that you intend to submit a request for mutual assistance."),
        met=says("mla_intended"),
    ),
    Duty(
        article="25(3)",
        field="urgency_grounds",
        message=_("Choose the grounds of the urgency, or mark the request as normal."),
        met=urgency_has_ground,
    ),
    Duty(
        article="25(3)",
        field="urgency_grounds",
        message=_("An emergency is a risk to the life or safety of a person: choose that ground, or mark it urgent."),
        met=lambda answers: not urgency_has_ground(answers) or emergency_is_one(answers),
    ),
    Duty(
        article="25(3)",
        field="urgency_details",
        message=_("You chose “Other” as a ground: say what makes it urgent."),
        met=other_ground_explained,
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
