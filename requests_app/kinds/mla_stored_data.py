"""Mutual assistance for stored computer data other than subscriber information, traffic or content: Article 31."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from requests_app.kinds import mutual_assistance as mla
from requests_app.kinds import refusals
from requests_app.kinds.base import Duty, Kind, Section
from requests_app.kinds.conditions import says
from requests_app.kinds.questions import DATA_DESCRIPTION, PERIOD, data_categories
from requests_app.kinds.sections import IDENTIFIERS, URGENCY

DATA = Section(
    code="data",
    title=_("Data requested"),
    hint=_("Which stored computer data, and of which period"),
    fields=(
        replace(data_categories(_("Data requested")), article=mla.OBJECT_AND_REASON),
        DATA_DESCRIPTION,
        *PERIOD,
    ),
)

MLA_STORED_DATA = Kind(
    code="mla_stored_data",
    title=_("Request for mutual assistance: stored computer data"),
    short_title=_("Stored data"),
    articles=_("Article 31 of the Convention on Cybercrime, for traffic or content data"),
    legal_basis="Convention on Cybercrime (CETS 185), Article 31",
    instruments=mla.INSTRUMENTS,
    cites=mla.CITES,
    listed_in=mla.LISTED_IN,
    treaty_first=True,
    sections=(
        mla.PARTIES,
        mla.PROCEEDINGS_SO_FAR,
        mla.OFFENCE,
        mla.PURPOSE,
        URGENCY,
        DATA,
        IDENTIFIERS,
        mla.CUSTODIAN,
        mla.EXECUTION,
    ),
    duties=(
        *mla.DUTIES,
        Duty(
            article=mla.OBJECT_AND_REASON,
            field="data_categories",
            message=_("Choose which stored data are requested."),
            met=says("data_categories"),
        ),
    ),
    directory_warnings=mla.DIRECTORY_WARNINGS,
    warnings=mla.WARNINGS,
    template="mla_stored_data",
    acknowledged_under="31(3)",
    refusals=refusals.OF_MUTUAL_ASSISTANCE,
    part_considered_under="27(6)",
    asked_first=("central_authority",),
    follows=mla.FOLLOWS,
    left_out=mla.LEFT_OUT,
)
