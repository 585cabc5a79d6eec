"""Which treaties are offered as the basis of a request, and with which articles."""

from __future__ import annotations

from datetime import date

import pytest

from contacts.facts import CountryFacts, Provenance, TreatyStatus
from requests_app.kinds import KINDS
from requests_app.legal_basis import articles_text, bases_offered, best, cited, citing_kind

TODAY = date(2026, 11, 21)
READ = Provenance(source="", checked_on=None, standing="read", remark="")
NO_TREATY, WITH_TREATY = ("27", "28", "31"), ("31",)
KINDS_OF_TREATY = {"GE-XX": "bilateral", "ARR": "arrangement"}


def country(code: str, treaties: str, day: date) -> CountryFacts:
    """`treaties` such as "CETS185 ETS030:2027-01-01": in force since 2010, or from the day that stands behind it."""
    return CountryFacts(
        code=code, name=code, parent=None, time_zone="UTC", on=day, statuses=tuple(_statuses(treaties, day))
    )


def _statuses(treaties: str, day: date) -> list[TreatyStatus]:
    found = []
    for text in treaties.split():
        treaty, _colon, begin = text.partition(":")
        start = date.fromisoformat(begin or "2010-01-01")
        found.append(
            TreatyStatus(
                instrument=treaty,
                name=treaty,
                kind=KINDS_OF_TREATY.get(treaty, "multilateral"),
                signed_on=None,
                ratified_on=None,
                in_force_from=start,
                in_force_until=None,
                in_force=start <= day,
                provenance=READ,
            )
        )
    return found


MLA = "mla_subscriber"
CASES = [
    # asking, asked, day, kind, {treaty: paragraphs}, best first
    ("CETS185", "CETS185", TODAY, "preservation", {"CETS185": ("29", "30", "35")}),
    ("CETS185 GE-XX ETS030", "CETS185 GE-XX ETS030", TODAY, "preservation", {"CETS185": ("29", "30", "35")}),
    ("CETS185", "", TODAY, "preservation", {}),
    ("", "CETS185", TODAY, "preservation", {}),
    ("CETS185", "CETS185:2026-11-22", TODAY, "preservation", {}),
    ("CETS185", "CETS185:2026-11-22", date(2026, 11, 22), "preservation", {"CETS185": ("29", "30", "35")}),
    ("CETS185", "CETS185", TODAY, MLA, {"CETS185": NO_TREATY}),
    ("CETS185", "CETS185", TODAY, "mla_stored_data", {"CETS185": NO_TREATY}),
    ("CETS185 ETS030", "CETS185", TODAY, MLA, {"CETS185": NO_TREATY}),
    ("CETS185 ETS030", "CETS185 ETS030", TODAY, MLA, {"ETS030": ("3", "14"), "CETS185": WITH_TREATY}),
    ("CETS185 ETS030", "CETS185 ETS030:2027-01-01", TODAY, MLA, {"CETS185": NO_TREATY}),
    (
        "CETS185 ETS030",
        "CETS185 ETS030:2027-01-01",
        date(2027, 1, 1),
        MLA,
        {"ETS030": ("3", "14"), "CETS185": WITH_TREATY},
    ),
    ("CETS185 GE-XX", "CETS185 GE-XX", TODAY, MLA, {"GE-XX": (), "CETS185": WITH_TREATY}),
    ("CETS185 ARR", "CETS185 ARR", TODAY, MLA, {"ARR": (), "CETS185": WITH_TREATY}),
    (
        "CETS185 ETS030 GE-XX",
        "GE-XX ETS030 CETS185",
        TODAY,
        MLA,
        {"GE-XX": (), "ETS030": ("3", "14"), "CETS185": WITH_TREATY},
    ),
    ("GE-XX", "GE-XX", TODAY, MLA, {"GE-XX": ()}),
    ("CETS185 UNCC", "CETS185 UNCC", TODAY, MLA, {"CETS185": NO_TREATY, "UNCC": ("40", "44")}),
    ("CETS185", "ETS030", TODAY, MLA, {}),
    ("UNCC", "UNCC", TODAY, "un_preservation", {"UNCC": ("41", "42")}),
    ("UNCC", "UNCC:2027-03-01", TODAY, "un_preservation", {}),
    ("CETS185 CETS224", "CETS185 CETS224", TODAY, "emergency_disclosure", {"CETS224": ("9",)}),
    ("CETS185 CETS224", "CETS185", TODAY, "emergency_disclosure", {}),
    (
        "CETS185 UNCC",
        "CETS185 UNCC",
        TODAY,
        "extension",
        {"CETS185": ("29", "35"), "UNCC": ("41", "42")},
    ),
]


@pytest.mark.parametrize(("asking", "asked", "day", "kind", "offered"), CASES)
def test_what_is_offered(asking: str, asked: str, day: date, kind: str, offered: dict[str, tuple[str, ...]]) -> None:
    found = bases_offered(KINDS[kind], country("GE", asking, day), country("RO", asked, day))
    assert [(one.code, one.paragraphs) for one in found] == list(offered.items())
    assert all(one.title and one.reason for one in found)


@pytest.mark.parametrize(
    ("asking", "asked", "beside"),
    [
        ("ETS030", "ETS030", ()),
        ("ETS030 ETS099", "ETS030", ()),
        ("ETS030 ETS099", "ETS030 ETS099", ("Additional Protocol of 1978 (ETS 099)",)),
        (
            "ETS030 ETS099 CETS182 CETS185",
            "ETS030 ETS099 CETS182 CETS185",
            (
                "Additional Protocol of 1978 (ETS 099)",
                "Second Additional Protocol of 2001 (CETS 182)",
                "Convention on Cybercrime (CETS 185), Article 31",
            ),
        ),
    ],
)
def test_its_protocols_go_with_the_treaty_of_1959(asking: str, asked: str, beside: tuple[str, ...]) -> None:
    found = bases_offered(KINDS[MLA], country("GE", asking, TODAY), country("RO", asked, TODAY))
    assert found[0].beside == beside


def test_why_articles_27_and_28_are_offered_or_not() -> None:
    with_treaty = bases_offered(
        KINDS[MLA], country("GE", "CETS185 ETS030", TODAY), country("RO", "CETS185 ETS030", TODAY)
    )
    assert with_treaty[1].reason.endswith("they apply only where there is no treaty (Art. 27(1)).")
    without = bases_offered(KINDS[MLA], country("GE", "CETS185", TODAY), country("RO", "CETS185", TODAY))
    assert without[0].reason == (
        "The directory knows of no treaty on mutual assistance between GE and RO on 21 November 2026, so Articles 27"
        " and 28 apply (Art. 27(1))."
    )


def test_a_notice_stands_on_the_basis_of_what_it_continues() -> None:
    assert citing_kind(KINDS["withdrawal"], "preservation") is KINDS["preservation"]
    assert citing_kind(KINDS["mla_subscriber"], "preservation") is KINDS["mla_subscriber"]
    assert citing_kind(KINDS["withdrawal"], "") is KINDS["withdrawal"]


def test_the_best_is_the_first_unless_another_is_kept() -> None:
    both = bases_offered(KINDS["extension"], country("GE", "CETS185 UNCC", TODAY), country("RO", "UNCC CETS185", TODAY))
    assert (best(both), best(both, "UNCC"), best(both, "ETS030"), best([])) == ("CETS185", "UNCC", "CETS185", "")


def test_articles_in_words() -> None:
    assert [articles_text(one) for one in ((), ("31",), ("29", "35"), ("27", "28", "31"))] == [
        "",
        "Article 31",
        "Articles 29 and 35",
        "Articles 27, 28 and 31",
    ]
    assert cited("Treaty of 1999", ()) == "Treaty of 1999"


def test_what_is_cited_agrees_with_what_the_kind_rests_on() -> None:
    """An old request, for which nobody chose, says the same as one for which the Convention was chosen."""
    for code in ("preservation", "extension"):
        found = bases_offered(KINDS[code], country("GE", "CETS185", TODAY), country("RO", "CETS185", TODAY))
        assert cited(found[0].title, found[0].paragraphs) == KINDS[code].legal_basis
