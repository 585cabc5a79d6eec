"""What the directory says of a country on a day, as plain data: for pages, for the HTTP contract, and for the rules
that judge a request. Pure.

Days at the end of a period are the first on which the thing no longer holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

BUDAPEST = "CETS185"
MINIMUM_DAYS = 60  # Art. 29(7): not less than sixty days
VERIFY_AFTER = timedelta(days=180)
_VERIFIED = frozenset({"confirmed", "read"})


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a fact comes from. `standing` is one of confirmed, read, believed, possible."""

    source: str
    checked_on: date | None
    standing: str
    remark: str

    @property
    def verified(self) -> bool:
        return self.standing in _VERIFIED

    def stale(self, on: date) -> bool:
        """Whether nobody has looked for 180 days, or ever."""
        return self.checked_on is None or on - self.checked_on >= VERIFY_AFTER


@dataclass(frozen=True, kw_only=True)
class TreatyStatus:
    """Where a country stands with a treaty; `in_force` is the answer for the day that was asked about.

    `kind` is one of those of `contacts.models.InstrumentKind`.
    """

    instrument: str
    name: str
    kind: str
    signed_on: date | None
    ratified_on: date | None
    # has ratified, on a day that is not known
    ratified_undated: bool = False
    in_force_from: date | None
    in_force_until: date | None
    in_force: bool
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class ReservationFact:
    instrument: str
    nature: str
    article: str
    text: str
    valid_from: date | None
    valid_until: date | None
    in_force: bool
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class PracticeFact:
    initial_days: int | None
    extension_days: int | None
    max_total_days: int | None
    extension_mode: str
    conditions: str
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class RequirementsFact:
    """Languages are codes of ISO 639, channels those of `contacts.models.Channel`, answers yes, no or unknown."""

    preservation_languages: tuple[str, ...]
    mla_languages: tuple[str, ...]
    certified_translation: str
    channels: tuple[str, ...]
    formal_confirmation: str
    formal_confirmation_days: int | None
    electronic_signature: str
    encryption: str
    dual_criminality: str
    limitation_of_use: str
    thresholds: str
    documents_wanted: str
    links: str
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class CountryFacts:
    """All of one jurisdiction on the day `on`. `statuses` and `reservations` hold past and coming ones too."""

    code: str
    name: str
    parent: str | None
    time_zone: str
    on: date
    statuses: tuple[TreatyStatus, ...] = ()
    reservations: tuple[ReservationFact, ...] = ()
    practice: PracticeFact | None = None
    requirements: RequirementsFact | None = None

    def status(self, instrument: str) -> TreatyStatus | None:
        """Where it stands with the instrument: in force on the day, else the next to come, else the latest."""
        found = [one for one in self.statuses if one.instrument == instrument]
        if not found:
            return None
        running = [one for one in found if one.in_force]
        coming = [one for one in found if one.in_force_from and one.in_force_from > self.on]
        if running or coming:
            return min(running or coming, key=_begin)
        return max(found, key=_begin)

    def party_to(self, instrument: str) -> bool:
        return any(one.instrument == instrument and one.in_force for one in self.statuses)

    def reservation(self, article: str, instrument: str = BUDAPEST) -> ReservationFact | None:
        """The reservation under the article that is in force on the day."""
        return next(
            (
                one
                for one in self.reservations
                if one.in_force
                and one.nature == "reservation"
                and (one.instrument, one.article) == (instrument, article)
            ),
            None,
        )

    @property
    def initial_days(self) -> int:
        """How long it preserves at first; the minimum of Art. 29(7) where nothing is known."""
        return (self.practice and self.practice.initial_days) or MINIMUM_DAYS


def _begin(status: TreatyStatus) -> date:
    return status.in_force_from or status.ratified_on or status.signed_on or date.min
