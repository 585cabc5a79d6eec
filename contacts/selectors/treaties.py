"""Treaties, and who stands where with them on a day, in a fixed number of queries however many countries there are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from contacts.facts import BUDAPEST, CountryFacts, ReservationFact, TreatyStatus
from contacts.models import Instrument, InstrumentStatus, Jurisdiction, Reservation, in_force_on
from contacts.names import countries_in_order
from contacts.selectors.facts import reservation_fact, treaty_status
from contacts.treaty_states import TreatyState, treaty_state


@dataclass(frozen=True, kw_only=True)
class TreatyCount:
    """States that are Parties on the day, and territories for which it is in force apart from their State.

    `entered`: whether anybody's status is known at all; where not, no Parties does not mean that there are none.
    """

    treaty: Instrument
    parties: int
    territories: int
    entered: bool


@dataclass(frozen=True, kw_only=True)
class Stance:
    """Where one country or territory stands with the treaty on the day."""

    country: Jurisdiction
    status: TreatyStatus
    state: TreatyState


def treaties_counted(*, on: date) -> list[TreatyCount]:
    """The Budapest Convention first, the others by their codes."""
    binds = Q(statuses__in=InstrumentStatus.objects.filter(in_force_on(on)))
    territory = Q(statuses__jurisdiction__parent__isnull=False)
    rows = Instrument.objects.order_by("code").annotate(
        entered=Count("statuses"),
        parties=Count("statuses", filter=binds & ~territory),
        territories=Count("statuses", filter=binds & territory),
    )
    return [
        TreatyCount(treaty=row, parties=row.parties, territories=row.territories, entered=bool(row.entered))
        for row in sorted(rows, key=lambda row: row.code != BUDAPEST)
    ]


def stances(treaty: Instrument, *, on: date) -> list[Stance]:
    """Everybody who has to do with it, by name; territories stand below their State."""
    rows = InstrumentStatus.objects.filter(instrument=treaty).select_related("instrument", "jurisdiction__parent")
    countries: dict[str, Jurisdiction] = {}
    statuses: dict[str, list[TreatyStatus]] = defaultdict(list)
    for row in rows:
        countries[row.jurisdiction_id] = row.jurisdiction
        statuses[row.jurisdiction_id].append(treaty_status(row, on))
    found = [_stance(country, statuses[code], treaty.code, on) for code, country in countries.items()]
    place = {code: number for number, code in enumerate(countries_in_order())}
    return sorted(found, key=lambda one: _place(one.country, place))


def reservations_to(treaty: Instrument, *, on: date) -> list[tuple[str, list[tuple[Jurisdiction, ReservationFact]]]]:
    """[(article, [(country, what it reserves or declares there)])]: articles in their order, countries by name."""
    rows = Reservation.objects.filter(instrument=treaty).select_related("instrument", "jurisdiction__parent")
    place = {code: number for number, code in enumerate(countries_in_order())}
    articles: dict[str, list[tuple[Jurisdiction, ReservationFact]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: _place(row.jurisdiction, place)):
        articles[row.article].append((row.jurisdiction, reservation_fact(row, on)))
    return sorted(articles.items(), key=lambda item: _numbers(item[0]))


def _stance(country: Jurisdiction, statuses: list[TreatyStatus], code: str, on: date) -> Stance:
    facts = CountryFacts(
        code=country.code,
        name=country.name,
        parent=country.parent_id,
        time_zone=country.time_zone,
        on=on,
        statuses=tuple(statuses),
    )
    status = facts.status(code) or statuses[0]
    return Stance(country=country, status=status, state=treaty_state(status, on))


def _place(country: Jurisdiction, place: dict[str, int]) -> tuple[int, bool, int]:
    last = len(place)
    return (
        place.get(country.parent_id or country.code, last),
        country.parent_id is not None,
        place.get(country.code, last),
    )


def _numbers(article: str) -> list[tuple[int, str]]:
    """Article 4 before Article 29, and 27(2) before 27(9)."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", article)]
