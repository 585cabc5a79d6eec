"""Who we talk to: jurisdictions and their treaties, authorities and the desks that answer, providers, and people."""

from __future__ import annotations

from contacts.models.authorities import Authority, AuthorityKind, Channel, ContactPoint
from contacts.models.base import VERIFIED, Answer, Standing, valid_on, validate_time_zone
from contacts.models.changes import ChangeState, DirectoryChange, DirectoryImport, Origin, ShippedEntry
from contacts.models.duty import DutyShift, HandOver
from contacts.models.geography import Jurisdiction
from contacts.models.instruments import (
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Ratification,
    Reservation,
    in_force_on,
)
from contacts.models.people import Absence, AuthorityUserObjectPermission, Membership
from contacts.models.practice import PreservationPractice, Requirements
from contacts.models.providers import ProviderEntity, ServiceProvider
from contacts.models.upkeep import ReachabilityTest, Subject, VerificationTask

__all__ = [
    "VERIFIED",
    "Absence",
    "Answer",
    "Authority",
    "AuthorityKind",
    "AuthorityUserObjectPermission",
    "ChangeState",
    "Channel",
    "ContactPoint",
    "DirectoryChange",
    "DirectoryImport",
    "DutyShift",
    "HandOver",
    "Instrument",
    "InstrumentKind",
    "InstrumentStatus",
    "Jurisdiction",
    "Membership",
    "Origin",
    "PreservationPractice",
    "ProviderEntity",
    "Ratification",
    "ReachabilityTest",
    "Requirements",
    "Reservation",
    "ServiceProvider",
    "ShippedEntry",
    "Standing",
    "Subject",
    "VerificationTask",
    "in_force_on",
    "valid_on",
    "validate_time_zone",
]
