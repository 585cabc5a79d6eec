"""What holds for a country on a day: each line is a day on which somebody would have asked, with the paragraph."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contacts.cautions import country_cautions
from contacts.facts import MINIMUM_DAYS, CountryFacts
from contacts.models import (
    Authority,
    AuthorityKind,
    Channel,
    Instrument,
    InstrumentStatus,
    Jurisdiction,
    PreservationPractice,
    Reservation,
    Standing,
)
from contacts.selectors.countries import asked_first, authorities_in
from contacts.selectors.facts import country_facts
from contacts.selectors.treaties import stances, treaties_counted
from contacts.treaty_states import TreatyState, treaty_state

pytestmark = pytest.mark.django_db

ZONES = {
    "NZ": "Pacific/Auckland",
    "CZ": "Europe/Prague",
    "NL": "Europe/Amsterdam",
    "CW": "America/Curacao",
    "AW": "America/Aruba",
    "IE": "Europe/Dublin",
    "ZA": "Africa/Johannesburg",
    "NO": "Europe/Oslo",
    "HU": "Europe/Budapest",
    "GH": "Africa/Accra",
}


@pytest.fixture(autouse=True)
def _directory() -> None:
    for code, zone in ZONES.items():
        parent = "NL" if code in ("CW", "AW") else None
        Jurisdiction.objects.get_or_create(code=code, defaults={"time_zone": zone, "parent_id": parent})
    for code, name in (("CETS185", "Budapest Convention"), ("CETS224", "Second Protocol"), ("UNCC", "UN Convention")):
        Instrument.objects.get_or_create(code=code, defaults={"name": name, "short_name": name, "kind": "multilateral"})
    status("NZ", ratified_on=date(2025, 8, 28), in_force_from=date(2025, 12, 1))
    status("CZ", in_force_from=date(2013, 12, 1))
    status("NL", in_force_from=date(2007, 3, 1))
    status("CW", in_force_from=date(2024, 10, 1))
    status("IE", signed_on=date(2002, 2, 28))
    status("ZA", standing=Standing.BELIEVED)
    # made up: nobody has left the Convention
    status("NO", in_force_from=date(2006, 10, 1), in_force_until=date(2030, 1, 1))
    status("HU", ratified_on=date(2003, 12, 4))
    status("HU", "CETS224", signed_on=date(2023, 6, 28), ratified_on=date(2026, 2, 5))
    status("NZ", "UNCC", signed_on=date(2025, 10, 25))
    reservation("CZ", valid_from=date(2013, 12, 1), valid_until=date(2019, 7, 5))


def status(country: str, treaty: str = "CETS185", **fields: Any) -> None:
    made = {"code": f"{country}-{treaty}", "standing": Standing.READ, **fields}
    InstrumentStatus.objects.create(jurisdiction_id=country, instrument=Instrument.objects.get(code=treaty), **made)


def reservation(country: str, **fields: Any) -> None:
    made = {"code": f"{country}-29-4", "nature": "reservation", "article": "29(4)", "text": "…", **fields}
    treaty = Instrument.objects.get(code="CETS185")
    Reservation.objects.create(jurisdiction_id=country, instrument=treaty, standing=Standing.READ, **made)


def facts(country: str, day: str) -> CountryFacts:
    return country_facts(Jurisdiction.objects.get(code=country), on=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("country", "treaty", "day", "state", "paragraph"),
    [
        ("NZ", "CETS185", "2025-11-30", TreatyState.TO_COME, "Art. 37(2): acceded, binds from 1 December 2025"),
        ("NZ", "CETS185", "2025-12-01", TreatyState.IN_FORCE, "Art. 37(2)"),
        ("CZ", "CETS185", "2013-11-30", TreatyState.TO_COME, "Art. 36(4)"),
        ("CZ", "CETS185", "2013-12-01", TreatyState.IN_FORCE, "Art. 36(4)"),
        ("CW", "CETS185", "2024-09-30", TreatyState.TO_COME, "Art. 38(2): extended to the territory"),
        ("CW", "CETS185", "2024-10-01", TreatyState.IN_FORCE, "Art. 38(2)"),
        ("NL", "CETS185", "2024-09-30", TreatyState.IN_FORCE, "Art. 38(1): the European part, all the while"),
        ("IE", "CETS185", "2026-11-21", TreatyState.SIGNED, "Art. 36(2): a signature alone binds nobody"),
        ("IE", "CETS185", "2002-02-27", TreatyState.UNSIGNED, "Art. 36(1)"),
        ("ZA", "CETS185", "2026-11-21", TreatyState.UNDATED, "Art. 36(2): believed to have signed, no day known"),
        ("NO", "CETS185", "2029-12-31", TreatyState.IN_FORCE, "Art. 47(2): the last day"),
        ("NO", "CETS185", "2030-01-01", TreatyState.ENDED, "Art. 47(2): denounced"),
        ("HU", "CETS224", "2026-02-04", TreatyState.SIGNED, "CETS 224, Art. 16"),
        ("HU", "CETS224", "2026-11-21", TreatyState.RATIFIED, "CETS 224, Art. 16: four of five ratifications"),
        ("NZ", "UNCC", "2025-10-24", TreatyState.UNSIGNED, "UN Convention, Art. 64"),
        ("NZ", "UNCC", "2026-11-21", TreatyState.SIGNED, "UN Convention, Art. 65(1): not in force"),
    ],
)
def test_where_a_country_stands(country: str, treaty: str, day: str, state: TreatyState, paragraph: str) -> None:
    known = facts(country, day)
    found = known.status(treaty)
    assert found is not None, paragraph
    assert treaty_state(found, known.on) == state, paragraph
    assert known.party_to(treaty) is (state is TreatyState.IN_FORCE), paragraph


@pytest.mark.parametrize(
    ("day", "reserved"),
    [("2013-11-30", False), ("2013-12-01", True), ("2019-07-04", True), ("2019-07-05", False), ("2026-11-21", False)],
)
def test_the_reservation_of_czechia_ended_in_july_2019(day: str, reserved: bool) -> None:
    """Article 29(4), withdrawn under Article 43(1)."""
    known = facts("CZ", day)
    assert (known.reservation("29(4)") is not None) is reserved
    codes = [one.code for one in country_cautions(known)]
    assert ("dual_criminality_reservation" in codes) is reserved


@pytest.mark.parametrize(
    ("country", "day", "sentence"),
    [
        ("NZ", "2025-11-30", "New Zealand becomes a Party to the Convention on 1 December 2025."),
        ("NO", "2030-01-01", "Norway has not been a Party to the Convention since 1 January 2030."),
        ("IE", "2026-11-21", "Ireland has signed the Convention but is not a Party to it."),
        ("IE", "2001-01-01", "The directory does not know Ireland as a Party to the Convention."),
        ("HU", "2004-01-01", "Hungary has ratified the Convention, which is not in force there yet."),
        ("ZA", "2026-11-21", "The directory does not know South Africa as a Party to the Convention."),
        ("GH", "2026-11-21", "The directory does not know Ghana as a Party to the Convention."),
        ("AW", "2026-11-21", "Whether the Convention extends to Aruba is not entered."),
    ],
)
def test_who_is_no_party_is_said_in_words(country: str, day: str, sentence: str) -> None:
    """Article 29(1): one Party asks another."""
    said = [one for one in country_cautions(facts(country, day)) if one.code == "not_a_party"]
    assert [one.article for one in said] == ["29(1)"]
    assert said[0].message.startswith(sentence)


def test_nobody_is_warned_of_a_party_that_was_looked_at() -> None:
    InstrumentStatus.objects.filter(code="NZ-CETS185").update(checked_on=date(2026, 11, 1))
    assert country_cautions(facts("NZ", "2026-11-21")) == []
    assert [one.code for one in country_cautions(facts("NZ", "2027-11-21"))] == ["unverified_entry"]


def test_sixty_days_where_nothing_is_known() -> None:
    """Article 29(7): not less than sixty days."""
    assert facts("GH", "2026-11-21").initial_days == MINIMUM_DAYS
    ghana = Jurisdiction.objects.get(code="GH")
    PreservationPractice.objects.create(code="GH", jurisdiction=ghana, initial_days=120, valid_from=date(2020, 12, 1))
    assert facts("GH", "2026-11-21").initial_days == 120
    assert facts("GH", "2020-11-30").initial_days == MINIMUM_DAYS


@pytest.mark.parametrize(
    ("day", "asked"), [("2025-12-31", "NO-OLD"), ("2026-01-01", "NO-KRIPOS"), ("2031-01-01", "NO-CA")]
)
def test_norway_changed_its_point_of_contact_on_new_year(day: str, asked: str) -> None:
    """Article 35(1). An organisation only has its seat there and is never asked first."""
    authority("NO-OLD", AuthorityKind.CONTACT_POINT_247, valid_until=date(2026, 1, 1))
    authority("NO-KRIPOS", AuthorityKind.CONTACT_POINT_247, valid_from=date(2026, 1, 1), valid_until=date(2031, 1, 1))
    authority("NO-CA", AuthorityKind.CENTRAL_AUTHORITY)
    authority("NO-BODY", AuthorityKind.ORGANISATION)
    found = authorities_in(Jurisdiction.objects.get(code="NO"), on=date.fromisoformat(day))
    first = asked_first(found)
    assert first is not None
    assert first.code == asked
    assert asked_first([one for one in found if one.kind == AuthorityKind.ORGANISATION]) is None


def authority(code: str, kind: AuthorityKind, **fields: Any) -> None:
    norway = Jurisdiction.objects.get(code="NO")
    zone = norway.time_zone
    Authority.objects.create(
        code=code, jurisdiction=norway, kind=kind, name=code, time_zone=zone, channel=Channel.EMAIL, **fields
    )


@pytest.mark.parametrize(
    ("day", "parties", "territories"),
    [("2007-02-28", 1, 0), ("2024-09-30", 3, 0), ("2024-10-01", 3, 1), ("2025-12-01", 4, 1), ("2030-01-01", 3, 1)],
)
def test_parties_are_counted_on_a_day_and_territories_apart(day: str, parties: int, territories: int) -> None:
    counted = treaties_counted(on=date.fromisoformat(day))
    assert [(one.parties, one.territories) for one in counted if one.treaty.code == "CETS185"] == [
        (parties, territories)
    ]


def test_a_territory_stands_below_its_state() -> None:
    convention = Instrument.objects.get(code="CETS185")
    codes = [one.country.code for one in stances(convention, on=date(2026, 11, 21))]
    assert codes.index("CW") == codes.index("NL") + 1
    assert codes.index("CZ") < codes.index("IE") < codes.index("NL") < codes.index("NZ"), "by name"


def test_of_several_periods_the_one_that_matters_is_told() -> None:
    """In force on the day, else the next to come, else the last."""
    status("GH", code="GH-1", in_force_from=date(2010, 1, 1), in_force_until=date(2012, 1, 1))
    status("GH", code="GH-2", in_force_from=date(2019, 4, 1))
    convention = Instrument.objects.get(code="CETS185")

    def begin(day: str) -> list[date | None]:
        found = stances(convention, on=date.fromisoformat(day))
        return [one.status.in_force_from for one in found if one.country.code == "GH"]

    assert begin("2011-01-01") == [date(2010, 1, 1)]
    assert begin("2015-01-01") == [date(2019, 4, 1)]
    assert begin("2026-11-21") == [date(2019, 4, 1)]
