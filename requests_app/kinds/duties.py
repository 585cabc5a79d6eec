"""What the law demands of several kinds of request, under Article 29; `citing` puts other paragraphs in its place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.kinds.base import Duty
from requests_app.kinds.conditions import (
    custodian_or_location,
    data_can_be_found,
    emergency_is_one,
    other_ground_explained,
    period_in_order,
    says,
    urgency_has_ground,
)

SEEKING = Duty(
    article="29(2)(a)",
    field="requesting_authority",
    message=_("Say which authority makes the request and how it is reached: its directory entry has neither."),
    met=lambda answers: bool(answers.seeking_authority and answers.reachable_at),
)

OFFENCE = (
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
)

IDENTIFIERS = Duty(
    article="29(2)(c)",
    field="identifiers",
    message=_("Add at least one identifier by which the data can be found, or describe the data or the system."),
    met=data_can_be_found,
)

RELATIONSHIP = Duty(
    article="29(2)(c)",
    field="relationship",
    message=_("Explain how the data relate to the offence."),
    met=says("relationship"),
)

PERIOD = Duty(
    article="29(2)(c)",
    field="period_to",
    message=_("The period ends before it begins: correct one of the two."),
    met=period_in_order,
)

CUSTODIAN = Duty(
    article="29(2)(d)",
    field="custodian",
    message=_("Name the custodian or the location of the computer system, or say that neither is available."),
    met=custodian_or_location,
)

# all that Article 29(2) lists
PRESERVATION = (
    SEEKING,
    *OFFENCE,
    Duty(
        article="29(2)(c)",
        field="data_categories",
        message=_("Choose which stored data are to be preserved."),
        met=says("data_categories"),
    ),
    IDENTIFIERS,
    RELATIONSHIP,
    PERIOD,
    CUSTODIAN,
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
)

URGENCY = (
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
