"""Expedited preservation under Article 42 of the United Nations Convention against Cybercrime.

It asks what Article 29 asks, in the same words, and in point (g) why the user must not be notified. The numbers of its
paragraphs were not read in a published text.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from requests_app.kinds import directory_warnings, duties, refusals, time_warnings, warnings
from requests_app.kinds.base import Answers, Duty, Kind, Section
from requests_app.kinds.citing import cited, duties_cited, warn_cited
from requests_app.kinds.fields import FlagField, NumberField
from requests_app.kinds.instruments import UNITED_NATIONS
from requests_app.kinds.questions import ADDITIONAL, GROUNDS, INTENTION, NEAR, NECESSITY
from requests_app.kinds.questions import CONFIDENTIALITY as CONFIDENTIAL
from requests_app.kinds.sections import CUSTODIAN, IDENTIFIERS, OFFENCE, PARTIES, PRESERVED_DATA, URGENCY

NON_NOTIFICATION = "42(3)(g) UNCC"
PARAGRAPHS = {"29(1)": "42(1) UNCC"} | {f"29(2)({point})": f"42(3)({point}) UNCC" for point in "abcdef"}

_CONFIDENTIAL, _WHY = CONFIDENTIAL
CONFIDENTIALITY = (
    replace(
        _CONFIDENTIAL,
        label=_("Keep this request confidential, and do not notify the user"),
        article=NON_NOTIFICATION,
    ),
    replace(_WHY, label=_("Why it must be kept confidential and the user not be notified"), article=NON_NOTIFICATION),
)

NECESSITY_AND_DURATION = Section(
    code="necessity",
    title=_("Necessity and duration"),
    hint=_("Why the data must be preserved now, and for how long"),
    fields=(
        NECESSITY,
        NumberField(
            name="duration_days",
            label=_("Duration asked, in days"),
            hint=_("At least 60. Leave empty to ask for the longest that the requested State Party allows."),
            minimum=60,
            maximum=3650,
            below=_("Ask for 60 days or more: Article 42 gives at least 60, so less would cost you time."),
        ),
    ),
)

WHAT_FOLLOWS = Section(
    code="intention",
    title=_("What follows"),
    hint=_("The request for mutual legal assistance, and disclosure of the path (Art. 43)"),
    fields=(
        *INTENTION,
        FlagField(
            name="disclose_path",
            label=_("Disclose expeditiously the traffic data that identify another provider involved (Art. 43)"),
            hint=_("If a provider in another State took part in the transmission of the communication."),
            article="43(1) UNCC",
        ),
        ADDITIONAL,
    ),
)


def need_for_confidentiality(answers: Answers) -> bool:
    return not answers.content.get("confidential") or bool(answers.content.get("confidentiality_details"))


UN_PRESERVATION = Kind(
    code="un_preservation",
    title=_("Data preservation request (United Nations)"),
    short_title=_("Preservation (UN)"),
    articles=_("Article 42 of the United Nations Convention against Cybercrime"),
    legal_basis="United Nations Convention against Cybercrime, Articles 41 and 42",
    instruments=(UNITED_NATIONS,),
    cites={UNITED_NATIONS: ("41", "42")},
    only_in_force=True,
    sections=(
        PARTIES,
        replace(URGENCY, fields=(*GROUNDS, *NEAR, *CONFIDENTIALITY)),
        *(
            cited(section, PARAGRAPHS)
            for section in (OFFENCE, PRESERVED_DATA, IDENTIFIERS, CUSTODIAN, NECESSITY_AND_DURATION, WHAT_FOLLOWS)
        ),
    ),
    duties=(
        *duties_cited(duties.PRESERVATION, PARAGRAPHS),
        Duty(
            article=NON_NOTIFICATION,
            field="confidentiality_details",
            message=_("Say why the request must be kept confidential and the user not be notified."),
            met=need_for_confidentiality,
        ),
        *duties.URGENCY,
    ),
    directory_warnings=(
        directory_warnings.carried_by(UNITED_NATIONS),
        *directory_warnings.SENDING,
        directory_warnings.unverified_entry,
    ),
    warnings=(
        directory_warnings.addressee,
        warn_cited(warnings.identifiers, PARAGRAPHS),
        warnings.un_scope,
        *time_warnings.NEAR,
    ),
    template="un_preservation",
    acknowledged_under="42 UNCC",
    refusals=refusals.OF_UN_PRESERVATION,
    preserves=True,
    asked_first=("contact_point_247",),
    follows=frozenset({"preservation", "un_preservation"}),
    follows_abroad=True,
)
