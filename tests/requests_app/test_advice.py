"""Which way leads to the data: what is wished for and what holds between two countries, and the ways that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contacts.facts import (
    CountryFacts,
    PracticeFact,
    Provenance,
    RequirementsFact,
    ReservationFact,
    TreatyStatus,
)
from requests_app.advice import Data, Entity, Handling, Known, Purpose, Way, Wish, advise

DAY = date(2026, 11, 21)
READ = Provenance(source="a treaty", checked_on=DAY, standing="read", remark="")
KINDS = {"ETS030": "multilateral", "GE-RO": "bilateral", "EUROPOL": "arrangement", "SELEC": "arrangement"}


def country(code: str, *treaties: str, ended: str = "", **more: Any) -> CountryFacts:
    """A country for which these treaties, and not the one that ended, are in force."""
    statuses = tuple(
        TreatyStatus(
            instrument=treaty,
            name=f"Treaty {treaty}",
            kind=KINDS.get(treaty, "multilateral"),
            signed_on=None,
            ratified_on=None,
            in_force_from=date(2012, 1, 1),
            in_force_until=DAY if treaty == ended else None,
            in_force=treaty != ended,
            provenance=READ,
        )
        for treaty in (*treaties, *([ended] if ended else []))
    )
    return CountryFacts(
        code=code,
        name={"GE": "Georgia", "RO": "Romania"}[code],
        parent=None,
        time_zone="Europe/Bucharest",
        on=DAY,
        statuses=statuses,
        **more,
    )


def reserved(instrument: str, article: str, nature: str = "declaration") -> ReservationFact:
    return ReservationFact(
        instrument=instrument,
        nature=nature,
        article=article,
        text="",
        valid_from=None,
        valid_until=None,
        in_force=True,
        provenance=READ,
    )


def between(*treaties: str, wish: Wish, known: Known | None = None, **more: Any) -> dict[str, Way]:
    """The ways from Georgia to Romania with these treaties in force for both, by their codes, in their order."""
    ways = advise(wish, country("GE", *treaties), country("RO", *treaties, **more), known or Known())
    return {way.code: way for way in ways}


def fits(ways: dict[str, Way]) -> dict[str, str]:
    return {code: str(way.fit) for code, way in ways.items()}


def wished(text: str) -> Wish:
    """`content evidence`, `subscriber intelligence kept`, `traffic evidence emergency`."""
    words = text.split()
    return Wish(
        data=Data(words[0]),
        purpose=Purpose(words[1]),
        handling=Handling.PRESERVED if "kept" in words else Handling.DISCLOSED,
        emergency="emergency" in words,
    )


BUDAPEST, PROTOCOL, NONE = ("CETS185",), ("CETS185", "CETS224"), ()


@pytest.mark.parametrize(
    ("treaties", "wish", "expected", "law"),
    [
        # Art. 31 for evidence; Art. 29 keeps the data while it is on its way.
        (BUDAPEST, "content evidence", ["mutual_assistance best", "point_247 alongside", "interpol possible"], "31(1)"),
        (BUDAPEST, "traffic evidence", ["mutual_assistance best", "point_247 alongside", "interpol possible"], "31(1)"),
        (BUDAPEST, "subscriber evidence", ["mutual_assistance best", "point_247 alongside"], "27(2)"),
        # Arts 29 and 35(1)(b): kept, not handed over.
        (BUDAPEST, "content evidence kept", ["point_247 best", "mutual_assistance possible"], "29(1)"),
        (BUDAPEST, "traffic intelligence kept", ["point_247 best"], "30(1)"),
        # Police first where it is only to find out where to go on.
        (BUDAPEST, "subscriber intelligence", ["interpol best", "mutual_assistance possible"], ""),
        # Art. 9 CETS 224, only while it is in force between the two; else the police, Art. 27(9)(b).
        (PROTOCOL, "content evidence emergency", ["emergency_disclosure best", "point_247 alongside"], "9 CETS 224"),
        (BUDAPEST, "content evidence emergency", ["interpol best", "point_247 alongside"], "27(9)(b)"),
        (PROTOCOL, "content evidence emergency kept", ["point_247 best"], "35(1)(b)"),
        # Art. 7 CETS 224: an order for subscriber information goes to the provider.
        (PROTOCOL, "subscriber evidence", ["provider best", "point_247 alongside"], "7 CETS 224"),
        (PROTOCOL, "traffic evidence", ["mutual_assistance best"], "8 CETS 224"),
        # Not a Party: other treaties, the police.
        (("ETS030",), "content evidence", ["mutual_assistance best", "interpol possible"], ""),
        (("GE-RO",), "content evidence", ["mutual_assistance best", "interpol possible"], ""),
        (NONE, "content evidence", ["mutual_assistance possible", "interpol possible"], ""),
        (NONE, "content evidence emergency", ["interpol best", "mutual_assistance possible"], ""),
        # Arts 42 and 44 of the United Nations Convention, where the Budapest Convention is not in force.
        (("UNCC",), "content evidence kept", ["point_247 best"], "42 UNCC"),
        (("UNCC",), "content evidence", ["mutual_assistance best", "point_247 alongside"], "44 UNCC"),
    ],
)
def test_what_fits_stands_first(treaties: tuple[str, ...], wish: str, expected: list[str], law: str) -> None:
    ways = between(*treaties, wish=wished(wish))
    told = [f"{code} {fit}" for code, fit in fits(ways).items()]
    assert told[: len(expected)] == expected
    assert law in ("", *next(iter(ways.values())).law)


@pytest.mark.parametrize(
    ("wish", "way", "kind", "asks"),
    [
        ("subscriber evidence", "mutual_assistance", "mla_subscriber", "central_authority"),
        ("content evidence", "mutual_assistance", "mla_stored_data", "central_authority"),
        ("content evidence", "point_247", "preservation", "contact_point_247"),
        ("content evidence emergency", "emergency_disclosure", "emergency_disclosure", "contact_point_247"),
        ("subscriber intelligence", "interpol", "mla_subscriber", "interpol_ncb"),
        ("content evidence kept", "interpol", "preservation", "interpol_ncb"),
    ],
)
def test_each_way_begins_with_its_form(wish: str, way: str, kind: str, asks: str) -> None:
    found = between("CETS185", "CETS224", wish=wished(wish))[way]
    assert (found.kind, found.asks[0]) == (kind, asks)


def test_a_way_that_is_not_open_says_why_and_begins_nothing() -> None:
    ways = between(wish=wished("content evidence"))
    assert ways["point_247"].fit == "not_open"
    assert "does not know Romania as a Party" in ways["point_247"].why
    assert "does not know Georgia as a Party" in ways["point_247"].why
    assert all(not way.kind and way.why for way in ways.values() if way.fit == "not_open")


def test_a_treaty_that_ended_for_one_carries_nothing() -> None:
    asking, asked = country("GE", "CETS185", "ETS030"), country("RO", "ETS030", ended="CETS185")
    ways = {way.code: way for way in advise(wished("content evidence"), asking, asked, Known())}
    assert "Romania has not been a Party to the Convention since 21 November 2026." in ways["point_247"].why
    assert ways["mutual_assistance"].treaties == ("Treaty ETS030",)


def test_with_a_treaty_on_mutual_assistance_its_procedures_apply_27_1() -> None:
    way = between("CETS185", "ETS030", wish=wished("content evidence emergency"))
    assert way["mutual_assistance"].treaties == ("Treaty ETS030",)
    assert way["mutual_assistance"].law == ("31(1)",)
    assert way["interpol"].law == ()


def test_urgent_requests_that_a_declaration_sends_to_the_central_authority_27_9_e() -> None:
    ways = between(
        "CETS185", wish=wished("content evidence emergency"), reservations=(reserved("CETS185", "27(9)(e)"),)
    )
    for code in ("interpol", "mutual_assistance"):
        assert "Romania has declared that urgent requests" in " ".join(ways[code].cautions)


def test_the_reservation_of_article_29_4_is_told() -> None:
    facts: dict[str, Any] = {"reservations": (reserved("CETS185", "29(4)", "reservation"),)}
    way = between("CETS185", wish=wished("content evidence"), **facts)["point_247"]
    assert "Romania has reserved the right to refuse preservation" in way.cautions[0]


def test_a_reservation_under_article_7_9_closes_the_order_to_the_provider() -> None:
    facts: dict[str, Any] = {"reservations": (reserved("CETS224", "7(9)(a)", "reservation"),)}
    ways = between("CETS185", "CETS224", wish=wished("subscriber evidence"), **facts)
    assert (ways["mutual_assistance"].fit, ways["provider"].fit) == ("best", "unknown")


def test_how_long_data_are_kept_is_the_countrys_own_time_or_the_least_of_29_7() -> None:
    wish = wished("content evidence")
    assert "not less than 60 days (Art. 29(7))" in " ".join(between("CETS185", wish=wish)["point_247"].sentences)
    practice = PracticeFact(
        initial_days=90,
        extension_days=None,
        max_total_days=None,
        extension_mode="unknown",
        conditions="",
        provenance=READ,
    )
    known = between("CETS185", wish=wish, practice=practice)["point_247"]
    assert "Romania keeps them for 90 days at first." in known.sentences


def test_intelligence_is_no_ground_for_a_preservation_that_nothing_shall_follow() -> None:
    way = between("CETS185", wish=wished("content intelligence"))["point_247"]
    assert way.fit == "possible"
    assert "Art. 29(2)(f)" in " ".join(way.cautions)


def test_what_comes_from_the_police_is_often_no_evidence() -> None:
    assert "often not usable as evidence" in between("CETS185", wish=wished("content evidence"))["interpol"].cautions[0]


def test_police_first_and_mutual_assistance_later_stay_linked() -> None:
    told = " ".join(between("CETS185", wish=wished("subscriber intelligence"))["interpol"].sentences)
    assert "stay linked" in told
    assert "as one that continues it" in told


REQUIREMENTS = RequirementsFact(
    preservation_languages=("en",),
    mla_languages=("ro",),
    certified_translation="unknown",
    channels=("siena", "eurojust"),
    formal_confirmation="yes",
    formal_confirmation_days=None,
    electronic_signature="unknown",
    encryption="unknown",
    dual_criminality="",
    limitation_of_use="",
    thresholds="Content: 100% probable cause.",
    documents_wanted="",
    links="",
    provenance=READ,
)


def test_what_the_country_wants_is_told() -> None:
    ways = between("CETS185", wish=wished("content evidence"), requirements=REQUIREMENTS)
    assert "Preservation requests are taken in: English." in ways["point_247"].sentences
    assert "Requests for mutual assistance are taken in: Romanian." in ways["mutual_assistance"].sentences
    assert "Content: 100% probable cause." in ways["mutual_assistance"].cautions
    assert "Art. 25(3)" in " ".join(ways["mutual_assistance"].cautions)


@pytest.mark.parametrize(
    ("asking", "asked", "fit"),
    [
        (country("GE", "SELEC"), country("RO", "SELEC"), "possible"),
        (country("GE", "SELEC"), country("RO"), "unknown"),
        (country("GE"), country("RO"), "unknown"),
        (country("GE", ended="SELEC"), country("RO", "SELEC"), "not_open"),
        (country("GE", ended="SELEC"), country("RO"), "not_open"),
    ],
)
def test_selec_is_open_where_the_directory_knows_that_both_take_part(
    asking: CountryFacts, asked: CountryFacts, fit: str
) -> None:
    ways = {way.code: way for way in advise(wished("content evidence"), asking, asked, Known())}
    assert ways["selec"].fit == fit


def test_a_channel_that_both_accept_says_that_they_take_part() -> None:
    asking, asked = country("GE", requirements=REQUIREMENTS), country("RO", requirements=REQUIREMENTS)
    evidence, intelligence = (
        {way.code: way.fit for way in advise(wished(wish), asking, asked, Known())}
        for wish in ("content evidence", "content intelligence")
    )
    assert (evidence["europol"], evidence["eurojust"]) == ("possible", "possible")
    assert (intelligence["europol"], intelligence["eurojust"]) == ("possible", "not_open")


ENTITY = Entity(legal_name="Hosting SRL")


@pytest.mark.parametrize(
    ("wish", "entity", "fit"),
    [
        ("subscriber evidence", {"direct_subscriber_requests": "yes"}, "possible"),
        ("subscriber evidence", {"direct_subscriber_requests": "no"}, "not_open"),
        ("subscriber evidence", {}, "unknown"),
        # Art. 18(1)(b) is for subscriber information alone.
        ("content evidence", {"direct_subscriber_requests": "yes"}, "not_open"),
        ("traffic intelligence", {"direct_subscriber_requests": "yes"}, "not_open"),
        ("content evidence emergency", {"emergency_channel": "a portal"}, "best"),
        ("content evidence emergency", {}, "possible"),
        ("content evidence kept", {"preserves": "yes"}, "possible"),
        ("content evidence kept", {"preserves": "no"}, "not_open"),
    ],
)
def test_the_provider(wish: str, entity: dict[str, str], fit: str) -> None:
    known = Known(entities=(replace(ENTITY, **entity),))
    assert between("CETS185", wish=wished(wish), known=known)["provider"].fit == fit


def test_in_an_emergency_a_provider_comes_after_article_9() -> None:
    known = Known(entities=(replace(ENTITY, emergency_channel="a portal"),))
    ways = fits(between("CETS185", "CETS224", wish=wished("content evidence emergency"), known=known))
    assert (ways["emergency_disclosure"], ways["provider"], ways["interpol"]) == ("best", "possible", "possible")


def test_a_provider_that_has_its_entities_elsewhere_is_asked_there() -> None:
    known = Known(provider="Video", elsewhere=("Ireland", "United States"))
    way = between("CETS185", wish=wished("subscriber evidence"), known=known)["provider"]
    assert way.fit == "not_open"
    assert "It has some in: Ireland, United States." in way.why


def test_a_provider_that_tells_its_users_is_warned_of() -> None:
    known = Known(entities=(replace(ENTITY, direct_subscriber_requests="yes", notifies_users="unless_forbidden"),))
    way = between("CETS185", wish=wished("subscriber evidence"), known=known)["provider"]
    assert "These tell their users, some unless it is forbidden: Hosting SRL." in way.cautions


def test_the_names_of_many_are_cut_and_counted() -> None:
    known = Known(entities=tuple(replace(ENTITY, legal_name=f"Host {number}") for number in range(6)))
    assert "Host 3 and 2 more" in between("CETS185", wish=wished("subscriber evidence"), known=known)["provider"].why


def test_the_own_country_is_asked_by_its_own_law() -> None:
    """Where an Article 30 chain leads back to the State that asks, no request leaves it."""
    (way,) = advise(wished("content evidence"), country("GE", "CETS185"), country("GE", "CETS185"), Known())
    assert (way.code, way.kind) == ("domestic", "")


@pytest.mark.parametrize("code", ["mutual_assistance", "point_247", "interpol"])
def test_that_the_directory_has_nobody_to_ask_is_told(code: str) -> None:
    wish = wished("content evidence")
    kinds = frozenset({"central_authority", "contact_point_247", "interpol_ncb"})
    assert "The directory has no" in " ".join(between("CETS185", wish=wish)[code].cautions)
    there = between("CETS185", wish=wish, known=Known(authorities=kinds))
    assert "The directory has no" not in " ".join(there[code].cautions)
