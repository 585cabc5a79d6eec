"""The kinds of request. A new kind is one more row here."""

from __future__ import annotations

from requests_app.kinds.base import Answers, Caution, Duty, Kind, Previous, Section
from requests_app.kinds.emergency_disclosure import EMERGENCY_DISCLOSURE
from requests_app.kinds.extension import EXTENSION
from requests_app.kinds.mla_stored_data import MLA_STORED_DATA
from requests_app.kinds.mla_subscriber import MLA_SUBSCRIBER
from requests_app.kinds.preservation import PRESERVATION
from requests_app.kinds.un_preservation import UN_PRESERVATION
from requests_app.kinds.withdrawal import WITHDRAWAL

# In the order in which they are offered.
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        PRESERVATION,
        EXTENSION,
        MLA_SUBSCRIBER,
        MLA_STORED_DATA,
        WITHDRAWAL,
        UN_PRESERVATION,
        EMERGENCY_DISCLOSURE,
    )
}

# What is asked for most often.
USUAL = PRESERVATION

__all__ = ["KINDS", "USUAL", "Answers", "Caution", "Duty", "Kind", "Previous", "Section"]
