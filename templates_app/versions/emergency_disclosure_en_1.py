"""Expedited disclosure in an emergency, Article 9 of CETS 224, English, version 1.

There is no official template for it: the items are those of paragraph 3, whose numbers were not read.
"""

from __future__ import annotations

from templates_app.versions import parts_en_1 as parts
from templates_app.versions.model import Line, Lines, Prose, Statement, TemplateVersion, Tick, Ticks
from templates_app.versions.parts_en_1 import fulfilling, item, numbered, own

SPECIFIED = {point: f"9(3)({point}) CETS 224" for point in "abcdefgh"}

EMERGENCY_DISCLOSURE_EN_1 = TemplateVersion(
    code="emergency_disclosure",
    version=1,
    language="en",
    title="Request for Expedited Disclosure of Stored Computer Data in an Emergency",
    subtitle="under Article 9 of the Second Additional Protocol to the Convention on Cybercrime (CETS 224)",
    colophon="There is no official template for this request.",
    date_format=parts.DATE_FORMAT,
    words=parts.WORDS,
    choices=parts.CHOICES,
    items=numbered(
        *own(
            fulfilling(parts.DATE, SPECIFIED["a"]),
            parts.REFERENCE,
            item(
                "Statement",
                Statement(
                    "This request is issued pursuant to the Second Additional Protocol to the Convention on Cybercrime "
                    "on enhanced co-operation and disclosure of electronic evidence (CETS 224), Article 9."
                ),
                Lines((Line("Domestic legal basis", "legal_basis.domestic"),)),
                duties=(SPECIFIED["b"],),
            ),
            parts.REQUESTED,
            fulfilling(parts.REQUESTING, SPECIFIED["a"]),
            parts.CONFIRMATION,
            parts.INVESTIGATING,
            parts.PROCEEDINGS,
            item(
                "Emergency: significant and imminent risk to the life or safety of a natural person",
                Ticks((Tick("Emergency", "urgency", "emergency"),)),
                Prose("emergency_facts"),
                duties=("3(2)(c) CETS 224", SPECIFIED["e"]),
            ),
            item("How the data sought relate to the emergency", Prose("relationship"), duties=(SPECIFIED["e"],)),
            item(
                "Offence(s), legal provisions and applicable penalties", parts.OFFENCE_TABLE, duties=(SPECIFIED["d"],)
            ),
            parts.FACTS,
            item(
                "Service provider in possession or control of the data",
                Lines(
                    (
                        Line("Name", "custodian.name"),
                        Line("Address or contact", "custodian.contact"),
                        Line("Country", "custodian.country"),
                    ),
                ),
                duties=(SPECIFIED["c"],),
            ),
            fulfilling(parts.DATA, SPECIFIED["f"], heading="Detailed description of the data sought"),
            parts.CONFIDENTIALITY,
            item("Special procedural instructions", Prose("procedures"), duties=(SPECIFIED["g"],)),
            fulfilling(parts.ADDITIONAL, SPECIFIED["h"], heading="Other information that may help, and attachments"),
            parts.SIGNATURE,
        )
    ),
)
