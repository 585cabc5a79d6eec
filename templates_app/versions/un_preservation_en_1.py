"""Preservation request under the United Nations Convention against Cybercrime, English, version 1.

There is no official template for it: the order is that of T-CY(2018)11. The numbers of the paragraphs were not read.
"""

from __future__ import annotations

from templates_app.versions import parts_en_1 as parts
from templates_app.versions.model import Line, Lines, Statement, TemplateVersion, Tick, Ticks
from templates_app.versions.parts_en_1 import fulfilling, item, numbered, own

SPECIFIED = {point: f"42(3)({point}) UNCC" for point in "abcdefg"}

UN_PRESERVATION_EN_1 = TemplateVersion(
    code="un_preservation",
    version=1,
    language="en",
    title="Data Preservation Request under Article 42 United Nations Convention against Cybercrime",
    subtitle="in the order of template T-CY(2018)11 of the Cybercrime Convention Committee",
    colophon="There is no official template for this request.",
    date_format=parts.DATE_FORMAT,
    words=parts.WORDS,
    choices=parts.CHOICES,
    items=numbered(
        *own(
            parts.DATE,
            parts.REFERENCE,
            parts.REQUESTED,
            fulfilling(parts.REQUESTING, SPECIFIED["a"]),
            parts.CONFIRMATION,
            parts.INVESTIGATING,
            parts.PROCEEDINGS,
            parts.LEGAL_BASIS,
            parts.URGENCY,
            item(
                "Confidentiality, and no notification of the user",
                Ticks(
                    (
                        Tick(
                            "This request is to be kept confidential, and the user is not to be notified",
                            "confidential",
                        ),
                    ),
                ),
                Lines((Line("Need for it", "confidentiality_details"),)),
                duties=(SPECIFIED["g"],),
            ),
            item(
                "Offence(s) that are the subject of the criminal investigation, prosecution or judicial proceeding",
                parts.OFFENCE_TABLE,
                duties=(SPECIFIED["b"],),
            ),
            fulfilling(parts.FACTS, SPECIFIED["b"]),
            fulfilling(parts.DATA, SPECIFIED["c"], heading="Stored electronic data to be preserved"),
            fulfilling(parts.RELATIONSHIP, SPECIFIED["c"]),
            fulfilling(parts.CUSTODIAN, SPECIFIED["d"]),
            fulfilling(parts.NECESSITY, SPECIFIED["e"]),
            item(
                "Expedited disclosure of preserved traffic data (Article 43)",
                Ticks(
                    (
                        Tick(
                            "Should a service provider in another State have been involved in the transmission of the "
                            "communication, please disclose expeditiously a sufficient amount of traffic data to "
                            "identify that provider and the path through which the communication was transmitted",
                            "disclose_path",
                        ),
                    ),
                ),
            ),
            item(
                "Duration of the preservation",
                Statement(
                    "{duration_days} days from the day on which the preservation takes effect",
                    when="duration_days",
                    otherwise="Not less than 60 days from the day on which the preservation takes effect",
                ),
            ),
            item(
                "Intention to submit a request for mutual legal assistance",
                Ticks(
                    (
                        Tick(
                            "The requesting State Party intends to submit a request for mutual legal assistance in the "
                            "search or similar access, seizure or similar securing, or disclosure of the electronic "
                            "data",
                            "mla_intended",
                        ),
                    ),
                ),
                Lines(
                    (
                        Line("Planned date (DD/MM/YYYY)", "mla_planned_on"),
                        Line("Authority that will submit it", "mla_authority"),
                    ),
                ),
                duties=(SPECIFIED["f"],),
            ),
            parts.ADDITIONAL,
            parts.SIGNATURE,
        )
    ),
)
