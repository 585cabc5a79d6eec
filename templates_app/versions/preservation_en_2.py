"""Preservation request, English, version 2: what runs out meanwhile is printed with the urgency."""

from __future__ import annotations

from dataclasses import replace

from templates_app.versions.parts_en_1 import URGENCY
from templates_app.versions.preservation_en_1 import PRESERVATION_EN_1

PRESERVATION_EN_2 = replace(
    PRESERVATION_EN_1,
    version=2,
    items=tuple(URGENCY if item.number == URGENCY.number else item for item in PRESERVATION_EN_1.items),
)
