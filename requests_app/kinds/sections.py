"""The pages that several kinds of request have in common, in the order of the official templates.

Where they cite a paragraph it is that of Article 29; `citing.cited` puts that of another article in its place.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.kinds.base import Section
from requests_app.kinds.fields import FlagField, TextField
from requests_app.kinds.questions import (
    CONFIDENTIALITY,
    CONTACTS,
    CUSTODIAN_GROUP,
    DATA_DESCRIPTION,
    DOMESTIC_BASIS,
    GROUNDS,
    NEAR,
    PERIOD,
    PROCEEDINGS,
    RELATIONSHIP,
    data_categories,
)

PARTIES = Section(
    code="parties",
    title=_("Who asks and who is asked"),
    hint=_("The requested authority, your contact persons, the authority in charge of the case"),
    covers=("requesting_authority", "requested_authority", "instrument"),
    fields=(*CONTACTS, *PROCEEDINGS, DOMESTIC_BASIS),
)

URGENCY = Section(
    code="urgency",
    title=_("Urgency and confidentiality"),
    hint=_("How fast an answer is needed, and why"),
    covers=("urgency",),
    fields=(*GROUNDS, *NEAR, *CONFIDENTIALITY),
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

PRESERVED_DATA = Section(
    code="data",
    title=_("Data to be preserved"),
    hint=_("Which data, of which period, and how they relate to the offence"),
    fields=(data_categories(_("Data to be preserved")), DATA_DESCRIPTION, *PERIOD, RELATIONSHIP),
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
        CUSTODIAN_GROUP,
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
