"""Mutual assistance for subscriber information: Article 31 of CETS 185, in the order of template T-CY(2018)10."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from requests_app.kinds import mutual_assistance as mla
from requests_app.kinds import refusals, warnings
from requests_app.kinds.base import Duty, Kind, Section
from requests_app.kinds.conditions import other_item_described, says
from requests_app.kinds.fields import ChoicesField
from requests_app.kinds.questions import DATA_DESCRIPTION, PERIOD, data_categories
from requests_app.kinds.sections import IDENTIFIERS, URGENCY

# Article 18(3)
SUBSCRIBER_ITEMS = (
    ("service_type", _("Type of communication service used, and technical provisions taken")),
    ("service_period", _("Period of service")),
    ("identity", _("Identity of the subscriber")),
    ("address", _("Postal or geographic address")),
    ("telephone", _("Telephone and other access numbers")),
    ("billing", _("Billing and payment information")),
    ("installation_site", _("Site of the installation of communication equipment")),
    ("other", _("Other")),
)

INFORMATION = Section(
    code="data",
    title=_("Subscriber information"),
    hint=_("Which information on the subscriber, and of which period"),
    fields=(
        ChoicesField(
            name="subscriber_items",
            label=_("Subscriber information requested"),
            hint=_("The list of Article 18(3). Choose all that apply."),
            article=mla.OBJECT_AND_REASON,
            choices=SUBSCRIBER_ITEMS,
        ),
        replace(DATA_DESCRIPTION, label=_("Description of the information")),
        *PERIOD,
        replace(
            data_categories(_("Categories of data")),
            article="",
            hint=_("Traffic or content data are better asked for in a request for stored computer data."),
        ),
    ),
)

MLA_SUBSCRIBER = Kind(
    code="mla_subscriber",
    title=_("Request for mutual assistance: subscriber information"),
    short_title=_("Subscriber information"),
    articles=_("Article 31 of the Convention on Cybercrime"),
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
        INFORMATION,
        IDENTIFIERS,
        mla.CUSTODIAN,
        mla.EXECUTION,
    ),
    duties=(
        *mla.DUTIES,
        Duty(
            article=mla.OBJECT_AND_REASON,
            field="subscriber_items",
            message=_("Choose which subscriber information is requested."),
            met=says("subscriber_items"),
        ),
        Duty(
            article=mla.OBJECT_AND_REASON,
            field="data_description",
            message=_("You chose “Other”: describe the information."),
            met=other_item_described,
        ),
    ),
    directory_warnings=mla.DIRECTORY_WARNINGS,
    warnings=(*mla.WARNINGS, warnings.content_on_subscriber_form),
    template="mla_subscriber",
    acknowledged_under="31(3)",
    refusals=refusals.OF_MUTUAL_ASSISTANCE,
    part_considered_under="27(6)",
    asked_first=("central_authority",),
    follows=mla.FOLLOWS,
    left_out=mla.LEFT_OUT,
)
