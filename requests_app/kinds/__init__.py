"""The kinds of request. A new kind is one more row here."""

from __future__ import annotations

from requests_app.kinds.base import Answers, Caution, Duty, Kind, Section
from requests_app.kinds.preservation import PRESERVATION

KINDS: dict[str, Kind] = {kind.code: kind for kind in (PRESERVATION,)}

__all__ = ["KINDS", "Answers", "Caution", "Duty", "Kind", "Section"]
