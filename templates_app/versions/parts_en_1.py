"""What the English documents of version 1 have in common, taken out of the preservation request of that version.

Published versions are made of these: as little as them are they ever changed.
"""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions.model import Block, Column, Item, Line, Lines, Source, Table
from templates_app.versions.preservation_en_1 import ITEMS, PRESERVATION_EN_1

_BY_NUMBER = {item.number: item for item in ITEMS}

DATE, REFERENCE, STATUS, REQUESTED, REQUESTING, CONFIRMATION, INVESTIGATING = (_BY_NUMBER[one] for one in range(1, 8))
PROCEEDINGS = _BY_NUMBER[8]
LEGAL_BASIS = _BY_NUMBER[9]
CONFIDENTIALITY = _BY_NUMBER[11]
OFFENCES = _BY_NUMBER[12]
FACTS = _BY_NUMBER[13]
DATA = _BY_NUMBER[14]
RELATIONSHIP = _BY_NUMBER[15]
CUSTODIAN = _BY_NUMBER[16]
NECESSITY = _BY_NUMBER[17]
ADDITIONAL = _BY_NUMBER[22]
SIGNATURE = _BY_NUMBER[23]

_DEGREE, _GROUNDS, _DETAILS = _BY_NUMBER[10].blocks
URGENCY = replace(
    _BY_NUMBER[10],
    blocks=(
        _DEGREE,
        _GROUNDS,
        Lines(
            (
                Line("Details", "urgency_details"),
                Line("The offence becomes time-barred on", "limitation_on"),
                Line("The detention ends on", "detention_until"),
            )
        ),
    ),
)

IDENTIFIER_TABLE = next(block for block in DATA.blocks if isinstance(block, Table))
OFFENCE_TABLE = Table(
    "offences",
    (
        Column("Offence", "title", 40),
        Column("Domestic provision", "provision", 35),
        Column("Maximum penalty", "max_penalty", 25),
    ),
)
PREVIOUS_WORDS = (
    Line("Reference number of the requested authority", "their_reference"),
    Line("Receipt acknowledged on", "acknowledged_on"),
    Line("Data preserved until", "preserved_until"),
    Line("Custodian of the preserved data", "custodian"),
)

WORDS = PRESERVATION_EN_1.words
DATE_FORMAT = PRESERVATION_EN_1.date_format
CHOICES = {
    **PRESERVATION_EN_1.choices,
    "DataCategory.subscriber": "Subscriber information",
    "DataCategory.traffic": "Traffic data",
    "DataCategory.content": "Content data",
    "DataCategory.other": "Other stored computer data",
}


def item(heading: str, *blocks: Block, duties: tuple[str, ...] = (), source: Source = Source.RECONSTRUCTED) -> Item:
    """An item that gets its number from `numbered`."""
    return Item(0, heading, blocks, duties=duties, source=source)


def numbered(*items: Item) -> tuple[Item, ...]:
    return tuple(replace(one, number=number) for number, one in enumerate(items, start=1))


def fulfilling(one: Item, *duties: str, heading: str = "") -> Item:
    """The same item where other paragraphs ask for it."""
    return replace(one, duties=duties, heading=heading or one.heading)


def own(*items: Item) -> tuple[Item, ...]:
    """Items of a document for which there is no official template."""
    return tuple(replace(one, source=Source.RECONSTRUCTED) for one in items)


def previous_lines(path: str, lines: tuple[Line, ...]) -> Lines:
    """Lines about the earlier request at `path`; said once when there is none."""
    return Lines(tuple(Line(line.label, f"{path}.{line.value}") for line in lines), of=path)
