"""The directory as the HTTP contract gives it."""

from __future__ import annotations

from contacts.serializers.authorities import AuthoritySerializer
from contacts.serializers.countries import JurisdictionSerializer
from contacts.serializers.filters import (
    AuthorityFilter,
    DayFilter,
    Filter,
    InstrumentFilter,
    JurisdictionFilter,
    ProviderFilter,
)
from contacts.serializers.instruments import InstrumentSerializer, WholeInstrumentSerializer
from contacts.serializers.providers import ProviderSerializer

__all__ = [
    "AuthorityFilter",
    "AuthoritySerializer",
    "DayFilter",
    "Filter",
    "InstrumentFilter",
    "InstrumentSerializer",
    "JurisdictionFilter",
    "JurisdictionSerializer",
    "ProviderFilter",
    "ProviderSerializer",
    "WholeInstrumentSerializer",
]
