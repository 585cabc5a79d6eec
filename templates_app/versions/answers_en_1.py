"""The notices of the authority that was asked, English, version 1. There is no official template for any of them."""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions import notice_parts_en_1 as parts
from templates_app.versions.model import Line, Lines, Prose, Statement, Tick, Ticks
from templates_app.versions.notice_parts_en_1 import notice
from templates_app.versions.parts_en_1 import item

_CONSIDERED = item(
    "Considered before: execution in part, or subject to conditions (Article 27, paragraph 6)", Prose("considered")
)

ACKNOWLEDGEMENT_EN_1 = notice(
    "acknowledgement",
    "Acknowledgement of Receipt of a Request",
    item(
        "Receipt",
        Statement("Receipt of the request is confirmed. This does not say whether it will be executed."),
        Lines((Line("Received", "received_at"), Line("Channel for communication", "channel"))),
    ),
    item(
        "Contact for this request",
        Lines(
            (
                Line("Name", "contact.name"),
                Line("Function", "contact.function"),
                Line("Telephone number", "contact.telephone"),
                Line("E-mail address", "contact.email"),
            ),
            of="contact",
        ),
    ),
    item("Answer to be expected by", Lines((Line("Date (DD/MM/YYYY)", "expected_on"),))),
)

REFUSAL_EN_1 = notice(
    "refusal",
    "Refusal of a Request",
    item(
        "Ground of the refusal",
        Ticks(
            (
                Tick(
                    "The request concerns an offence which the requested Party considers a political offence or an "
                    "offence connected with a political offence",
                    "ground",
                    "political_offence",
                ),
                Tick(
                    "The requested Party considers that execution of the request is likely to prejudice its "
                    "sovereignty, security, ordre public or other essential interests",
                    "ground",
                    "essential_interests",
                ),
                Tick(
                    "The requested Party has reserved the condition of dual criminality and has reasons to believe "
                    "that it cannot be fulfilled at the time of disclosure",
                    "ground",
                    "dual_criminality",
                ),
                Tick(
                    "A ground of refusal of the applicable treaty or of the domestic law of the requested Party",
                    "ground",
                    "treaty_or_domestic_ground",
                ),
            ),
        ),
        Lines((Line("Paragraph relied on", "article"),)),
        duties=("27(7)",),
    ),
    item("Reasons", Prose("reason"), duties=("27(7)",)),
    replace(_CONSIDERED, duties=("27(6)",)),
)

POSTPONEMENT_EN_1 = notice(
    "postponement",
    "Postponement of the Execution of a Request",
    item(
        "Postponement",
        Statement(
            "Action on the request is postponed because it would prejudice criminal investigations or proceedings "
            "conducted by the authorities of the requested Party (Article 27, paragraph 5)."
        ),
        Lines((Line("To be reviewed on", "review_on"),)),
        duties=("27(5)",),
    ),
    item("Reasons", Prose("reason"), duties=("27(7)",)),
    replace(_CONSIDERED, duties=("27(6)",)),
)

REDIRECT_EN_1 = notice(
    "redirect",
    "Notice that a Request Belongs to Another Authority",
    item(
        "Competent authority",
        Lines(
            (
                Line("Organisation", "competent.name,competent.original_name"),
                Line("Country", "competent.country"),
                Line("Address", "competent.address"),
                Line("Telephone number", "competent.telephone"),
                Line("E-mail address", "competent.email"),
            ),
            of="competent",
        ),
        Ticks(
            (
                Tick(
                    "The request has been referred to that authority (Article 27, paragraph 9, subparagraph c)",
                    "forwarded",
                ),
                Tick("Please send the request to that authority", "forwarded", "false"),
            )
        ),
        duties=("27(9)(c)",),
    ),
    item("Reasons", Prose("reason")),
)

CLARIFICATION_EN_1 = notice(
    "clarification",
    "Request for Clarification",
    item(
        "Questions",
        Statement("The request cannot be executed, or not fully, before the following is answered:"),
        Prose("questions"),
    ),
    parts.REPLY_BY,
)

CONSULTATION_EN_1 = notice(
    "consultation",
    "Consultation under Article 29, Paragraph 6, Budapest Convention on Cybercrime",
    item(
        "The requested Party believes that preservation",
        Ticks(
            (
                Tick("will not ensure the future availability of the data", "threats", "availability"),
                Tick(
                    "will threaten the confidentiality of the requesting Party’s investigation",
                    "threats",
                    "confidentiality",
                ),
                Tick("will otherwise prejudice the requesting Party’s investigation", "threats", "prejudice"),
            )
        ),
        duties=("29(6)",),
    ),
    item("Reasons", Prose("reason"), duties=("29(6)",)),
    item(
        "Decision of the requesting Party",
        Statement("The requesting Party is asked to determine whether the request should nevertheless be executed."),
        Lines((Line("Please reply by", "reply_by"),)),
        duties=("29(6)",),
    ),
)
