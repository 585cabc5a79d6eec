"""The facts about countries on a day, in a fixed number of queries however many countries there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from contacts.facts import CountryFacts, PracticeFact, Provenance, RequirementsFact, ReservationFact, TreatyStatus
from contacts.models import (
    InstrumentStatus,
    Jurisdiction,
    PreservationPractice,
    Ratification,
    Requirements,
    Reservation,
    valid_on,
)
from contacts.models.base import Sourced


def country_facts(jurisdiction: Jurisdiction, *, on: date) -> CountryFacts:
    return country_facts_of([jurisdiction], on=on)[jurisdiction.code]


def country_facts_of(jurisdictions: Collection[Jurisdiction], *, on: date) -> dict[str, CountryFacts]:
    """{code: facts} of all of them, in four queries."""
    codes = [one.code for one in jurisdictions]
    reservations: dict[str, list[ReservationFact]] = defaultdict(list)
    for reservation in Reservation.objects.filter(jurisdiction__in=codes).select_related("instrument"):
        reservations[reservation.jurisdiction_id].append(reservation_fact(reservation, on))
    practices = PreservationPractice.objects.filter(valid_on(on), jurisdiction__in=codes)
    practice = {row.jurisdiction_id: _practice(row) for row in practices}
    wanted = Requirements.objects.filter(valid_on(on), jurisdiction__in=codes)
    requirements = {row.jurisdiction_id: _requirements(row) for row in wanted}
    return {
        code: replace(
            facts,
            reservations=tuple(reservations[code]),
            practice=practice.get(code),
            requirements=requirements.get(code),
        )
        for code, facts in treaties_of(jurisdictions, on=on).items()
    }


def treaties_of(jurisdictions: Collection[Jurisdiction], *, on: date) -> dict[str, CountryFacts]:
    """As `country_facts_of`, of the treaties alone, in one query."""
    statuses = _statuses(jurisdictions, on)
    return {
        one.code: CountryFacts(
            code=one.code,
            name=one.name,
            parent=one.parent_id,
            time_zone=one.time_zone,
            on=on,
            statuses=tuple(statuses[one.code]),
        )
        for one in jurisdictions
    }


def provenance_of(row: Sourced) -> Provenance:
    """A day that is still to come says nothing of when somebody looked."""
    looked = row.checked_on and row.checked_on <= timezone.localdate() + timedelta(days=1)
    return Provenance(
        source=row.source,
        checked_on=row.checked_on if looked else None,
        standing=row.standing,
        remark=row.remark,
    )


def treaty_status(row: InstrumentStatus, on: date) -> TreatyStatus:
    return TreatyStatus(
        instrument=row.instrument.code,
        name=row.instrument.short_name,
        kind=row.instrument.kind,
        signed_on=row.signed_on,
        ratified_on=row.ratified_on,
        ratified_undated=row.ratification == Ratification.UNDATED,
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        in_force=row.in_force_on(on),
        provenance=provenance_of(row),
    )


def reservation_fact(row: Reservation, on: date) -> ReservationFact:
    return ReservationFact(
        instrument=row.instrument.code,
        nature=row.nature,
        article=row.article,
        text=row.text,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        in_force=row.valid_on(on),
        provenance=provenance_of(row),
    )


def _statuses(jurisdictions: Collection[Jurisdiction], on: date) -> dict[str, list[TreatyStatus]]:
    found: dict[str, list[TreatyStatus]] = defaultdict(list)
    codes = [one.code for one in jurisdictions]
    for status in InstrumentStatus.objects.filter(jurisdiction__in=codes).select_related("instrument"):
        found[status.jurisdiction_id].append(treaty_status(status, on))
    return found


def _practice(row: PreservationPractice) -> PracticeFact:
    return PracticeFact(
        initial_days=row.initial_days,
        extension_days=row.extension_days,
        max_total_days=row.max_total_days,
        extension_mode=row.extension_mode,
        conditions=row.conditions,
        provenance=provenance_of(row),
    )


def _requirements(row: Requirements) -> RequirementsFact:
    return RequirementsFact(
        preservation_languages=tuple(row.preservation_languages),
        mla_languages=tuple(row.mla_languages),
        certified_translation=row.certified_translation,
        channels=tuple(row.channels),
        formal_confirmation=row.formal_confirmation,
        formal_confirmation_days=row.formal_confirmation_days,
        electronic_signature=row.electronic_signature,
        encryption=row.encryption,
        dual_criminality=row.dual_criminality,
        limitation_of_use=row.limitation_of_use,
        thresholds=row.thresholds,
        documents_wanted=row.documents_wanted,
        links=row.links,
        provenance=provenance_of(row),
    )
