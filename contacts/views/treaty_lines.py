"""Treaties and reservations as lines of a page: each with its state on the day in a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contacts.facts import BUDAPEST, CountryFacts, ReservationFact, TreatyStatus
from contacts.models import Jurisdiction, Reservation
from contacts.treaty_states import TONES, TreatyState, treaty_state


@dataclass(frozen=True, kw_only=True)
class TreatyLine:
    status: TreatyStatus
    state: TreatyState

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True, kw_only=True)
class ReservationLine:
    """`country` on the page of a treaty, `treaty` on the sheet of a country."""

    fact: ReservationFact
    country: Jurisdiction | None = None
    treaty: str = ""

    @property
    def nature(self) -> str:
        return str(Reservation.Nature(self.fact.nature).label)


@dataclass(frozen=True, kw_only=True)
class ReservationLines:
    """`current` hold on the day asked about, `coming` later, `withdrawn` held before it."""

    current: list[ReservationLine]
    coming: list[ReservationLine]
    withdrawn: list[ReservationLine]


def treaty_lines(statuses: Iterable[TreatyStatus], on: date) -> list[TreatyLine]:
    """The Budapest Convention first, the others by their codes; of each the latest first."""
    lines = [TreatyLine(status=one, state=treaty_state(one, on)) for one in statuses]
    lines.sort(key=lambda line: line.status.in_force_from or date.min, reverse=True)
    return sorted(lines, key=lambda line: (line.status.instrument != BUDAPEST, line.status.instrument))


def reservation_lines(lines: Iterable[ReservationLine], on: date) -> ReservationLines:
    current: list[ReservationLine] = []
    coming: list[ReservationLine] = []
    withdrawn: list[ReservationLine] = []
    for line in lines:
        ended = line.fact.valid_until is not None and line.fact.valid_until <= on
        (withdrawn if ended else current if line.fact.in_force else coming).append(line)
    return ReservationLines(current=current, coming=coming, withdrawn=withdrawn)


def reservations_of(facts: CountryFacts) -> ReservationLines:
    """Each with the short name of its treaty, or its code where the country has no other entry for it."""
    names = {status.instrument: status.name for status in facts.statuses}
    lines = [ReservationLine(fact=one, treaty=names.get(one.instrument, one.instrument)) for one in facts.reservations]
    return reservation_lines(lines, facts.on)
