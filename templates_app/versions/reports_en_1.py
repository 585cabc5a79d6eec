"""Reports of the authority that was asked, and its order to who holds the data, English, version 1: our own."""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions import notice_parts_en_1 as parts
from templates_app.versions.model import Column, Line, Lines, Prose, Statement, Style, Table, Tick, Ticks
from templates_app.versions.notice_parts_en_1 import letter, notice
from templates_app.versions.parts_en_1 import DATA, REFERENCE, item

_RESULT = Ticks(tuple(Tick(words, "result", code) for code, words in parts.RESULTS.items()), columns=2)
_DELIVERED = Table(
    "deliveries",
    (
        Column("No.", "#", 6, Style.NUMBER),
        Column("Description", "description", 32),
        Column("File", "filename", 22),
        Column("SHA-256", "sha256", 40, Style.CODE),
    ),
)
_MATERIAL = item(
    "Material handed over",
    _DELIVERED,
    Ticks(
        (Tick("This is the last delivery", "final"), Tick("Further deliveries will follow", "final", "false")),
        columns=2,
    ),
)
_CONDITIONS = item("Conditions of use (Article 28)", Prose("conditions"), duties=("28(2)",))

PRESERVATION_REPORT_EN_1 = notice(
    "preservation_report",
    "Report on a Preservation of Data under Article 29 Budapest Convention on Cybercrime",
    item("Result", _RESULT, parts.ITEM_TABLE),
    item(
        "Preservation",
        Lines((Line("Preserved from", "preserved_from"), Line("Preserved until", "preserved_until"))),
        Statement(
            "A request for mutual assistance has been received: the data continue to be preserved pending a decision "
            "on that request (Article 29, paragraph 7).",
            when="held_pending_decision",
            otherwise="If a request for mutual assistance is received before that day, the data continue to be "
            "preserved pending a decision on that request (Article 29, paragraph 7).",
        ),
        Table(
            "custody",
            (
                Column("Custodian", "custodian", 26),
                Column("Reference number", "reference", 20),
                Column("Preserved from", "preserved_from", 15),
                Column("Preserved until", "preserved_until", 15),
                Column("Remarks", "note", 24),
            ),
            label="Custodians",
            optional=True,
        ),
        duties=("29(7)",),
    ),
    item("Authority to which the request for mutual assistance should be sent", Prose("mla_address")),
    item("What was done", Prose("reason")),
)

PATH_DISCLOSURE_EN_1 = notice(
    "path_disclosure",
    "Expedited Disclosure of Preserved Traffic Data under Article 30 Budapest Convention on Cybercrime",
    item(
        "Service providers involved in the transmission",
        Statement(
            "In the course of the execution of the request it was discovered that the following service providers were "
            "involved in the transmission of the communication (Article 30, paragraph 1):"
        ),
        Table(
            "providers",
            (
                Column("No.", "#", 6, Style.NUMBER),
                Column("Service provider", "name", 32),
                Column("State", "country", 22),
                Column("Remarks", "note", 40),
            ),
        ),
        duties=("30(1)",),
    ),
    item("Path through which the communication was transmitted", Prose("path"), duties=("30(1)",)),
    _MATERIAL,
    _CONDITIONS,
)

EXECUTION_REPORT_EN_1 = notice(
    "execution_report",
    "Report on the Execution of a Request",
    item("Result", _RESULT, parts.ITEM_TABLE),
    item("What was done", Prose("reason")),
    _MATERIAL,
    _CONDITIONS,
)

PARTIAL_EXECUTION_EN_1 = notice(
    "partial_execution",
    "Notice of Partial Execution of a Request",
    item(
        "Executed in part",
        Statement("The request has been executed in part. What was done, what was not, and why:"),
        Prose("reason"),
        replace(parts.ITEM_TABLE, optional=False),
        Lines((Line("Paragraph relied on", "article"),)),
        duties=("27(6)", "27(7)"),
    ),
    item(
        "Preservation",
        Lines((Line("Preserved from", "preserved_from"), Line("Preserved until", "preserved_until"))),
    ),
    _MATERIAL,
    _CONDITIONS,
)

PRESERVATION_ORDER_EN_1 = letter(
    "preservation_order",
    "Order to Preserve Stored Computer Data",
    "to the person in possession or control of the data",
    parts.DATE,
    item("Reference number", *REFERENCE.blocks),
    parts.RECIPIENT,
    parts.SENDER,
    item("Legal basis", Prose("legal_basis")),
    item(
        "Order",
        Statement(
            "You are ordered to preserve the data described below, unaltered and complete, from the receipt of this "
            "order until the day stated. This order does not ask you to disclose them."
        ),
        Lines((Line("Preserve until", "preserved_until"),)),
        duties=("16(2)",),
    ),
    item("Stored computer data to be preserved", *DATA.blocks),
    item(
        "Confidentiality",
        Ticks(
            (
                Tick(
                    "The existence and the content of this order are to be kept confidential, and the customers or "
                    "users concerned are not to be notified",
                    "confidential",
                ),
            )
        ),
        duties=("16(3)",),
    ),
    item(
        "Answer",
        Statement(
            "Please confirm that you have received this order, whether you hold the data, since when and until when "
            "they are preserved, and under which reference."
        ),
        Lines((Line("Please reply by", "reply_by"),)),
    ),
    parts.ADDITIONAL,
    parts.SIGNATURE,
)
