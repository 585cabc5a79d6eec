"""Expedited disclosure of stored data in an emergency, between points of contact: Article 9 of CETS 224.

What the request shall specify stands in its paragraph 3; the numbers were not read in a published text.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from requests_app.kinds import directory_warnings, duties, refusals, warnings
from requests_app.kinds.base import Answers, Duty, Kind, Section
from requests_app.kinds.citing import cited, duties_cited, warn_cited
from requests_app.kinds.conditions import says
from requests_app.kinds.fields import TextField
from requests_app.kinds.instruments import SECOND_PROTOCOL
from requests_app.kinds.questions import (
    ADDITIONAL,
    CONFIDENTIALITY,
    CUSTODIAN_GROUP,
    DATA_DESCRIPTION,
    PERIOD,
    data_categories,
)
from requests_app.kinds.sections import IDENTIFIERS, OFFENCE, PARTIES

EMERGENCY = "3(2)(c) CETS 224"
SPECIFIED = {point: f"9(3)({point}) CETS 224" for point in "acdef"}
PARAGRAPHS = {
    "29(1)": "9(1) CETS 224",
    "29(2)(a)": SPECIFIED["a"],
    "29(2)(b)": SPECIFIED["d"],
    "29(2)(c)": SPECIFIED["f"],
    "29(2)(d)": SPECIFIED["c"],
}

EMERGENCY_FACTS = Section(
    code="emergency",
    title=_("Emergency"),
    hint=_("A significant and imminent risk to the life or safety of a person"),
    covers=("urgency",),
    fields=(
        TextField(
            name="emergency_facts",
            label=_("Facts that show the emergency"),
            hint=_("Who is in danger, of what, and when. Facts, not adjectives."),
            article=SPECIFIED["e"],
            max_length=8000,
            rows=6,
        ),
        TextField(
            name="relationship",
            label=_("How the data relate to the emergency"),
            hint=_("How they will help to avert it."),
            article=SPECIFIED["e"],
            max_length=8000,
            rows=4,
        ),
        *CONFIDENTIALITY,
    ),
)

DATA = Section(
    code="data",
    title=_("Data requested"),
    hint=_("Which stored data the provider holds, described in detail"),
    fields=(
        data_categories(_("Data requested")),
        replace(DATA_DESCRIPTION, label=_("Detailed description of the data"), article="29(2)(c)"),
        *PERIOD,
    ),
)

PROVIDER = Section(
    code="custodian",
    title=_("Service provider"),
    hint=_("Who holds the data"),
    fields=(CUSTODIAN_GROUP,),
)

INSTRUCTIONS = Section(
    code="execution",
    title=_("Instructions"),
    hint=_("Special instructions, and whatever may help"),
    fields=(
        TextField(name="procedures", label=_("Special procedural instructions"), max_length=4000, rows=3),
        replace(ADDITIONAL, label=_("Other information that may help")),
    ),
)


def offences_have_provisions(answers: Answers) -> bool:
    return all(one.provision and one.max_penalty for one in answers.offences)


def provider_named(answers: Answers) -> bool:
    custodian = answers.content.get("custodian") or {}
    return bool(custodian.get("name") and custodian.get("contact"))


_SEEKING, _OFFENCE, _PERIOD = duties_cited((duties.SEEKING, duties.OFFENCE[0], duties.PERIOD), PARAGRAPHS)

DUTIES = (
    _SEEKING,
    Duty(
        article=EMERGENCY,
        field="urgency",
        message=_("Mark the request as an emergency: this kind of request exists for nothing else."),
        met=lambda answers: answers.urgency == "emergency",
    ),
    Duty(
        article=SPECIFIED["e"],
        field="emergency_facts",
        message=_("Give the facts that show a significant and imminent risk to the life or safety of a person."),
        met=says("emergency_facts"),
    ),
    Duty(
        article=SPECIFIED["e"],
        field="relationship",
        message=_("Explain how the data relate to the emergency."),
        met=says("relationship"),
    ),
    _OFFENCE,
    Duty(
        article=SPECIFIED["d"],
        field="offences",
        message=_("Name the legal provision and the applicable penalty of each offence."),
        met=offences_have_provisions,
    ),
    Duty(
        article=SPECIFIED["c"],
        field="custodian",
        message=_("Name the service provider and its address: the request is for data that it holds."),
        met=provider_named,
    ),
    Duty(
        article=SPECIFIED["f"],
        field="data_categories",
        message=_("Choose which stored data are requested."),
        met=says("data_categories"),
    ),
    Duty(
        article=SPECIFIED["f"],
        field="data_description",
        message=_("Describe the data in detail."),
        met=says("data_description"),
    ),
    _PERIOD,
)

EMERGENCY_DISCLOSURE = Kind(
    code="emergency_disclosure",
    title=_("Request for expedited disclosure in an emergency"),
    short_title=_("Emergency disclosure"),
    articles=_("Article 9 of the Second Additional Protocol"),
    legal_basis="Second Additional Protocol to the Convention on Cybercrime (CETS 224), Article 9",
    instruments=(SECOND_PROTOCOL,),
    cites={SECOND_PROTOCOL: ("9",)},
    only_in_force=True,
    sections=(
        PARTIES,
        EMERGENCY_FACTS,
        cited(OFFENCE, {"29(2)(b)": ""}),
        *(cited(section, PARAGRAPHS) for section in (DATA, IDENTIFIERS, PROVIDER)),
        INSTRUCTIONS,
    ),
    duties=DUTIES,
    directory_warnings=(
        directory_warnings.carried_by(SECOND_PROTOCOL),
        *directory_warnings.SENDING,
        directory_warnings.unverified_entry,
    ),
    warnings=(directory_warnings.addressee, warn_cited(warnings.identifiers, PARAGRAPHS)),
    template="emergency_disclosure",
    acknowledged_under="9 CETS 224",
    refusals=refusals.OF_EMERGENCY_DISCLOSURE,
    asked_first=("contact_point_247",),
    follows=frozenset({"preservation", "un_preservation", "emergency_disclosure"}),
)
