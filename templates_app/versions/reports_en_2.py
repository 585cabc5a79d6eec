"""Reports and the order to who holds the data, English, version 2.

Conditions of use are ticked, so that they stand in the languages of the document; an order always names a legal basis.
"""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions.model import Item, Prose, ProseOr, TemplateVersion, Tick, Ticks
from templates_app.versions.parts_en_1 import item
from templates_app.versions.reports_en_1 import (
    EXECUTION_REPORT_EN_1,
    PARTIAL_EXECUTION_EN_1,
    PATH_DISCLOSURE_EN_1,
    PRESERVATION_ORDER_EN_1,
)

_CONDITIONS = item(
    "Conditions of use (Article 28)",
    Ticks(
        (
            Tick(
                "The material handed over is to be kept confidential (Article 28, paragraph 2, letter a)",
                "kept_confidential",
            ),
            Tick(
                "The material handed over is not to be used for investigations or proceedings other than those stated "
                "in the request (Article 28, paragraph 2, letter b)",
                "no_other_use",
            ),
        )
    ),
    Prose("conditions"),
    duties=("28(2)",),
)
_LEGAL_BASIS = item(
    "Legal basis",
    ProseOr(
        "legal_basis",
        "Domestic law that gives effect to Articles 16, 17 and 29 of the Convention on Cybercrime (CETS 185)",
    ),
    duties=("16(1)",),
)


def _second(version: TemplateVersion, changed: Item) -> TemplateVersion:
    """The same with the item of this heading changed."""
    items = (replace(changed, number=one.number) if one.heading == changed.heading else one for one in version.items)
    return replace(version, version=2, items=tuple(items))


PATH_DISCLOSURE_EN_2 = _second(PATH_DISCLOSURE_EN_1, _CONDITIONS)
EXECUTION_REPORT_EN_2 = _second(EXECUTION_REPORT_EN_1, _CONDITIONS)
PARTIAL_EXECUTION_EN_2 = _second(PARTIAL_EXECUTION_EN_1, _CONDITIONS)
PRESERVATION_ORDER_EN_2 = _second(PRESERVATION_ORDER_EN_1, _LEGAL_BASIS)
