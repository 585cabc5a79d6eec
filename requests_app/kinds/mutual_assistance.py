"""What the requests under Article 31 share. That article lists no contents, nor does Article 27: they are those that
the Convention of 1959 lists in its Article 14, and are cited from there only where the request is made under it.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from contacts.facts import BUDAPEST
from requests_app.kinds import directory_warnings, duties, time_warnings, warnings
from requests_app.kinds.base import Duty, Section
from requests_app.kinds.citing import cited, duties_cited, warn_cited
from requests_app.kinds.conditions import says
from requests_app.kinds.fields import DayField, GroupField, Text, TextField
from requests_app.kinds.instruments import ARRANGEMENT, BILATERAL, MUTUAL_ASSISTANCE_1959, UNITED_NATIONS
from requests_app.kinds.questions import ADDITIONAL, CONTACTS, DOMESTIC_BASIS, NECESSITY, PROCEEDINGS, RELATIONSHIP
from requests_app.kinds.sections import CUSTODIAN as PRESERVED_BY
from requests_app.kinds.sections import OFFENCE as OFFENCE_29
from requests_app.kinds.sections import PARTIES as ALL_PARTIES

INSTRUMENTS = (BUDAPEST, MUTUAL_ASSISTANCE_1959, BILATERAL, ARRANGEMENT, UNITED_NATIONS)
CITES = {BUDAPEST: ("31",), MUTUAL_ASSISTANCE_1959: ("3", "14"), UNITED_NATIONS: ("40", "44")}
OBJECT_AND_REASON = "31(1)"
PARAGRAPHS = dict.fromkeys(("29(1)", "29(2)(a)", "29(2)(b)", "29(2)(c)", "29(2)(d)"), "31(1)")
_WHAT_AND_WHY = ("purpose", "subscriber_items", "data_description", "data_categories")
_ABOUT = ("requesting_authority", "offences", "facts")
LISTED_IN = {
    MUTUAL_ASSISTANCE_1959: {
        **dict.fromkeys(_WHAT_AND_WHY, "14(1)(b) ETS 030"),
        "requesting_authority": "14(1)(a) ETS 030",
        "offences": "14(2) ETS 030",
        "facts": "14(2) ETS 030",
    },
    UNITED_NATIONS: dict.fromkeys((*_WHAT_AND_WHY, *_ABOUT), "40 UNCC"),
}
FOLLOWS = frozenset(
    {"preservation", "extension", "un_preservation", "mla_subscriber", "mla_stored_data", "emergency_disclosure"}
)
KINDS_OF_IT = frozenset({"mla_subscriber", "mla_stored_data"})
# What a preservation says of what is to come is done with this.
LEFT_OUT = frozenset({"mla_intended", "mla_planned_on", "duration_days", "disclose_path"})


def _earlier_request(name: str, label: Text, *more: DayField) -> GroupField:
    return GroupField(
        name=name,
        label=label,
        parts=(
            DayField(name="date", label=_("Date"), hint=_("Year-month-day, such as 2026-11-14.")),
            TextField(name="reference", label=_("Ticket or reference number"), max_length=80),
            TextField(name="requested_by", label=_("Authority that asked, and how it is reached"), max_length=500),
            TextField(name="answered_by", label=_("Authority that answered, and how it is reached"), max_length=500),
            TextField(name="channel", label=_("Channel of communication"), max_length=200),
            *more,
        ),
    )


PARTIES = replace(
    ALL_PARTIES, fields=CONTACTS, hint=_("The requested authority, your contact persons, the investigating authority")
)

PROCEEDINGS_SO_FAR = Section(
    code="proceedings",
    title=_("Proceedings and earlier requests"),
    hint=_("Prosecution office or court in charge, what was asked before, your legal basis"),
    fields=(
        *PROCEEDINGS,
        TextField(
            name="decisions",
            label=_("Decisions of the prosecution office or court related to this request"),
            max_length=2000,
            rows=3,
        ),
        _earlier_request("previous_mla", _("Previous request for mutual assistance")),
        _earlier_request(
            "previous_preservation",
            _("Previous preservation request"),
            DayField(name="preserved_until", label=_("Preserved until"), hint=_("As the requested authority told.")),
        ),
        DOMESTIC_BASIS,
    ),
)

_FACTS = cited(OFFENCE_29, PARAGRAPHS)
OFFENCE = replace(
    _FACTS,
    fields=(
        *_FACTS.fields,
        TextField(
            name="persons",
            label=_("Persons concerned"),
            hint=_("As far as known, identity and nationality of suspects, victims and witnesses."),
            max_length=4000,
            rows=3,
        ),
    ),
)

PURPOSE = Section(
    code="purpose",
    title=_("Purpose"),
    hint=_("What the data are needed for in your investigation"),
    fields=(
        TextField(
            name="purpose",
            label=_("Object of the request and reason for it"),
            hint=_("What you want to find out with the data, and how that leads on in the investigation."),
            article=OBJECT_AND_REASON,
            max_length=8000,
            rows=5,
        ),
        replace(RELATIONSHIP, article=""),
        replace(
            NECESSITY,
            label=_("Necessity"),
            hint=_("Why the data cannot be obtained in another way."),
            article="",
            rows=3,
        ),
    ),
)

CUSTODIAN = cited(PRESERVED_BY, PARAGRAPHS)

EXECUTION = Section(
    code="execution",
    title=_("Execution"),
    hint=_("Procedures to be observed, earlier contact with the provider"),
    fields=(
        TextField(
            name="procedures",
            label=_("Procedures to be observed, and form of the answer"),
            hint=_("What your courts need: a certified copy, say, or a statement of the provider (Art. 27(3))."),
            max_length=4000,
            rows=4,
        ),
        TextField(
            name="provider_contact",
            label=_("Earlier direct contact with the provider"),
            hint=_("Whether you asked it directly, when, and what it answered."),
            max_length=2000,
            rows=3,
        ),
        ADDITIONAL,
    ),
)

DUTIES = (
    *duties_cited((duties.SEEKING, *duties.OFFENCE), PARAGRAPHS),
    Duty(
        article=OBJECT_AND_REASON,
        field="purpose",
        message=_("Say what the data are needed for: the object of the request and the reason for it."),
        met=says("purpose"),
    ),
    *duties_cited((duties.IDENTIFIERS, duties.PERIOD, duties.CUSTODIAN), PARAGRAPHS),
    *duties.URGENCY,
)

DIRECTORY_WARNINGS = (
    directory_warnings.carried_by(*INSTRUMENTS),
    directory_warnings.mla_language,
    *directory_warnings.SENDING,
    directory_warnings.formal_confirmation,
    directory_warnings.unverified_entry,
)
WARNINGS = (
    directory_warnings.addressee,
    warn_cited(warnings.identifiers, PARAGRAPHS),
    warnings.mla_scope,
    time_warnings.lapsing,
    *time_warnings.NEAR,
)
