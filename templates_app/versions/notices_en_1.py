"""Extension of a preservation, and withdrawal of a request, English, version 1.

Items 1 to 7 of the extension carry the labels of T-CY(2018)11, which has a tick for it; all else is our own.
"""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions import parts_en_1 as parts
from templates_app.versions.model import Line, Lines, Prose, Statement, TemplateVersion, Tick, Ticks
from templates_app.versions.parts_en_1 import fulfilling, item, numbered, own, previous_lines

_EARLIER = (
    Line("Ticket/reference number", "reference"),
    Line("Date", "dated"),
    Line("Requesting authority", "requested_by"),
    Line("Requested authority", "answered_by"),
    Line("Channel for communication", "channel"),
    *parts.PREVIOUS_WORDS,
)

EXTENSION_EN_1 = TemplateVersion(
    code="extension",
    version=1,
    language="en",
    title="Request for the Extension of a Data Preservation under Article 29 Budapest Convention on Cybercrime",
    subtitle="following template T-CY(2018)11 of the Cybercrime Convention Committee",
    colophon=(
        "Items 1 to 7 carry the labels of template T-CY(2018)11, adopted by the Cybercrime Convention Committee (T-CY) "
        "at its 19th Plenary, Strasbourg, 9 July 2018; the others say what is to be extended, by how much and why."
    ),
    date_format=parts.DATE_FORMAT,
    words=parts.WORDS,
    choices=parts.CHOICES,
    items=numbered(
        parts.DATE,
        parts.REFERENCE,
        parts.STATUS,
        parts.REQUESTED,
        parts.REQUESTING,
        parts.CONFIRMATION,
        parts.INVESTIGATING,
        parts.PROCEEDINGS,
        parts.LEGAL_BASIS,
        item("Preservation to be extended", previous_lines("previous_preservation", _EARLIER)),
        item(
            "Extension requested",
            Statement(
                "{duration_days} days from the day on which the preservation would end",
                when="duration_days",
                otherwise="… days from the day on which the preservation would end",
            ),
            Statement(
                "The extension is requested for the data found by the following identifiers:",
                when="identifiers",
                otherwise="The extension is requested for all data preserved.",
            ),
            replace(parts.IDENTIFIER_TABLE, optional=True),
            duties=("29(7)",),
        ),
        item("Reason for the extension", Prose("reason"), duties=("29(2)(e)",)),
        parts.URGENCY,
        parts.CONFIDENTIALITY,
        item(
            "Request for mutual assistance",
            Lines(
                (
                    Line("Planned date (DD/MM/YYYY)", "mla_planned_on"),
                    Line("Authority that will submit it", "mla_authority"),
                ),
            ),
        ),
        parts.ADDITIONAL,
        parts.SIGNATURE,
    ),
)

WITHDRAWAL_EN_1 = TemplateVersion(
    code="withdrawal",
    version=1,
    language="en",
    title="Withdrawal of a Request",
    subtitle="notice to the requested authority",
    colophon="There is no official template for this notice.",
    date_format=parts.DATE_FORMAT,
    words=parts.WORDS,
    choices=parts.CHOICES,
    items=numbered(
        *own(
            parts.DATE,
            parts.REFERENCE,
            item("Request withdrawn", previous_lines("follows", _EARLIER)),
            parts.REQUESTED,
            fulfilling(parts.REQUESTING, "29(2)(a)"),
            parts.CONFIRMATION,
            parts.INVESTIGATING,
            item(
                "Withdrawal",
                Statement(
                    "The request is withdrawn as far as it concerns the following identifiers:",
                    when="identifiers",
                    otherwise="The request is withdrawn as a whole.",
                ),
                replace(parts.IDENTIFIER_TABLE, optional=True),
                Ticks(
                    (
                        Tick(
                            "The data need not be preserved any longer: please inform the custodian that it may "
                            "release them",
                            "release_data",
                        ),
                    ),
                ),
                duties=("29(7)",),
            ),
            item("Reason", Prose("reason"), duties=("29(7)",)),
            parts.ADDITIONAL,
            parts.SIGNATURE,
        )
    ),
)
