"""A notice that a request is withdrawn, so that the custodian can release the data. No treaty has a form for it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from contacts.facts import BUDAPEST
from requests_app.kinds import directory_warnings, duties, warnings
from requests_app.kinds.base import Answers, Duty, Kind, Section
from requests_app.kinds.conditions import says
from requests_app.kinds.fields import FlagField, TextField
from requests_app.kinds.instruments import BILATERAL, MUTUAL_ASSISTANCE_1959, SECOND_PROTOCOL, UNITED_NATIONS
from requests_app.kinds.questions import ADDITIONAL, CONTACTS
from requests_app.kinds.sections import IDENTIFIERS, PARTIES
from requests_app.kinds.time_warnings import PRESERVING

NOTICE = Section(
    code="withdrawal",
    title=_("Withdrawal"),
    hint=_("Why, and what becomes of the data"),
    fields=(
        TextField(
            name="reason",
            label=_("Reason for the withdrawal"),
            hint=_("The requested authority reads it: leave out what it need not know."),
            article="29(7)",
            max_length=2000,
            rows=4,
        ),
        FlagField(
            name="release_data",
            label=_("The data need not be preserved any longer, and the custodian may release them"),
            article="29(7)",
        ),
        ADDITIONAL,
    ),
)


def data_released(answers: Answers) -> bool:
    """To withdraw a preservation and have the data kept all the same would be no withdrawal."""
    preserves = answers.previous is not None and answers.previous.kind in PRESERVING
    return bool(answers.content.get("release_data")) or not preserves


WITHDRAWAL = Kind(
    code="withdrawal",
    title=_("Withdrawal of a request"),
    short_title=_("Withdrawal"),
    articles=_("A notice that a request is withdrawn and the data may be released"),
    legal_basis="Convention on Cybercrime (CETS 185)",
    instruments=(BUDAPEST, MUTUAL_ASSISTANCE_1959, SECOND_PROTOCOL, UNITED_NATIONS, BILATERAL),
    sections=(
        replace(PARTIES, fields=CONTACTS, hint=_("The requested authority and your contact persons")),
        NOTICE,
        replace(IDENTIFIERS, hint=_("Only where a part of the request is withdrawn; else all of it is")),
    ),
    duties=(
        duties.SEEKING,
        Duty(
            article="29(7)",
            field="reason",
            message=_("Say why the request is withdrawn."),
            met=says("reason"),
        ),
        Duty(
            article="29(7)",
            field="release_data",
            message=_("Say that the data may be released: a preservation is withdrawn for that."),
            met=data_released,
        ),
    ),
    warnings=(directory_warnings.addressee, warnings.identifiers),
    template="withdrawal",
    acknowledged_under="29(7)",
    follows=frozenset(
        {
            "preservation",
            "extension",
            "mla_subscriber",
            "mla_stored_data",
            "un_preservation",
            "emergency_disclosure",
        }
    ),
    must_follow=True,
    withdraws=True,
)
