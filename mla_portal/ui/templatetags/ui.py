"""`{% load ui %}`"""

from __future__ import annotations

from mla_portal.ui.components import blocks, clocks, forms, lists, marks
from mla_portal.ui.components.library import library as register

__all__ = ["blocks", "clocks", "forms", "lists", "marks", "register"]
