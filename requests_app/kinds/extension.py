"""Extension of a preservation: the Convention has no form for it, T-CY(2018)11 has a tick."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from contacts.facts import BUDAPEST
from requests_app.kinds import directory_warnings, duties, refusals, time_warnings, warnings
from requests_app.kinds.base import Duty, Kind, Section
from requests_app.kinds.conditions import says
from requests_app.kinds.fields import DayField, NumberField, TextField
from requests_app.kinds.instruments import UNITED_NATIONS
from requests_app.kinds.questions import ADDITIONAL
from requests_app.kinds.sections import IDENTIFIERS, PARTIES, URGENCY

EXTENSION_ASKED = Section(
    code="extension",
    title=_("Extension"),
    hint=_("For how long, and why"),
    fields=(
        NumberField(
            name="days",
            label=_("Extension asked, in days"),
            hint=_("Counted from the day on which the preservation would end."),
            article="29(7)",
            minimum=1,
            maximum=3650,
        ),
        DayField(
            name="preserved_until",
            label=_("Preserved until"),
            hint=_("As the requested authority told. Leave empty if it did not."),
        ),
        TextField(
            name="reason",
            label=_("Reason for the extension"),
            hint=_("Why the data are still needed, and why the request for them could not be made in time."),
            article="29(2)(e)",
            max_length=8000,
            rows=5,
        ),
        DayField(name="mla_planned_on", label=_("The request for mutual assistance is planned for")),
        ADDITIONAL,
    ),
)


EXTENSION = Kind(
    code="extension",
    title=_("Extension of a preservation"),
    short_title=_("Extension"),
    articles=_("Article 29(7) of the Convention on Cybercrime"),
    legal_basis="Convention on Cybercrime (CETS 185), Articles 29 and 35",
    instruments=(BUDAPEST, UNITED_NATIONS),
    cites={BUDAPEST: ("29", "35"), UNITED_NATIONS: ("41", "42")},
    sections=(
        PARTIES,
        EXTENSION_ASKED,
        URGENCY,
        replace(IDENTIFIERS, hint=_("Only where a part of the data is to be kept longer; else all of them are")),
    ),
    duties=(
        duties.SEEKING,
        Duty(
            article="29(7)",
            field="days",
            message=_("Say by how many days the preservation is to be extended."),
            met=says("days"),
        ),
        Duty(
            article="29(2)(e)",
            field="reason",
            message=_("Explain why the preservation is still necessary."),
            met=says("reason"),
        ),
        *duties.URGENCY,
    ),
    directory_warnings=(
        directory_warnings.carried_by(BUDAPEST, UNITED_NATIONS),
        directory_warnings.language,
        *directory_warnings.SENDING,
        directory_warnings.formal_confirmation,
        directory_warnings.unverified_entry,
    ),
    warnings=(
        directory_warnings.addressee,
        warnings.identifiers,
        time_warnings.extension_limit,
        time_warnings.lapsing,
        *time_warnings.NEAR,
    ),
    template="extension",
    acknowledged_under="29(7)",
    refusals=refusals.OF_EXTENSION,
    preserves=True,
    asked_first=("contact_point_247",),
    follows=frozenset({"preservation", "extension", "un_preservation"}),
    must_follow=True,
    after_acknowledgement=True,
    document_status="extension",
)
