"""What the directory says against a request, by what it knows on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from contacts.facts import CountryFacts, Provenance, RequirementsFact, ReservationFact, TreatyStatus
from contacts.languages import LANGUAGE_CODES
from requests_app.completeness import completeness, directory_cautions
from requests_app.kinds import KINDS, Answers, Caution
from requests_app.kinds.base import Addressee, GivenOffence

TODAY = date(2026, 11, 21)
READ = Provenance(source="coe.int", checked_on=date(2026, 11, 1), standing="read", remark="")
OLD = replace(READ, checked_on=date(2026, 5, 25))
FRESH = replace(READ, checked_on=date(2026, 5, 26))
BELIEVED = replace(READ, standing="believed")
FRAUD = GivenOffence(article="8", provision="148a", title="Computer fraud", max_penalty="")
EXTORTION = GivenOffence(article=None, provision="144", title="Extortion", max_penalty="")


def status(from_: date | None, until: date | None = None, *, on: date, provenance: Provenance = READ) -> TreatyStatus:
    return TreatyStatus(
        instrument="CETS185",
        name="CETS 185",
        kind="multilateral",
        signed_on=date(2001, 11, 23),
        ratified_on=None,
        in_force_from=from_,
        in_force_until=until,
        in_force=from_ is not None and from_ <= on and (until is None or on < until),
        provenance=provenance,
    )


def reservation(from_: date, until: date | None = None, *, on: date, provenance: Provenance = READ) -> ReservationFact:
    return ReservationFact(
        instrument="CETS185",
        nature="reservation",
        article="29(4)",
        text="It reserves the right to refuse.",
        valid_from=from_,
        valid_until=until,
        in_force=from_ <= on and (until is None or on < until),
        provenance=provenance,
    )


def country(on: date = TODAY, **more: Any) -> CountryFacts:
    """A Party of old, without reservations."""
    given = {"statuses": (status(date(2012, 10, 1), on=on),), **more}
    return CountryFacts(code="AT", name="Austria", parent=None, time_zone="Europe/Vienna", on=on, **given)


def requirements(*languages: str, provenance: Provenance = READ, **more: Any) -> RequirementsFact:
    texts = dict.fromkeys(("dual_criminality", "limitation_of_use", "thresholds", "documents_wanted", "links"), "")
    answers = dict.fromkeys(
        ("certified_translation", "formal_confirmation", "electronic_signature", "encryption"), "unknown"
    )
    given = {**texts, **answers, "mla_languages": (), "channels": (), "formal_confirmation_days": None, **more}
    return RequirementsFact(preservation_languages=languages, provenance=provenance, **given)


def answers(
    facts: CountryFacts,
    *,
    offences: Sequence[GivenOffence] = (FRAUD,),
    entry: Provenance = READ,
    valid: bool = True,
    channel: str = "portal",
) -> Answers:
    member = channel == "portal"
    return Answers(
        content={},
        urgency="normal",
        facts="",
        offences=offences,
        identifiers=[],
        seeking_authority="",
        reachable_at="",
        addressee=Addressee(name="Federal Ministry", valid=valid, member=member, channel=channel, provenance=entry),
        asking=replace(country(facts.on), code="GE", name="Georgia"),
        country=facts,
        previous=None,
        languages=("en",),
        now=datetime(2026, 11, 21, 12, tzinfo=UTC),
    )


def cautions(given: Answers) -> list[Caution]:
    return list(directory_cautions(KINDS["preservation"], given))


def told(given: Answers) -> list[str]:
    """What is kept of it with an approval."""
    return [caution.about for caution in cautions(given)]


def test_of_a_party_that_was_just_read_there_is_nothing_to_say() -> None:
    assert cautions(answers(country(), offences=[FRAUD, EXTORTION])) == []


@pytest.mark.parametrize(
    ("from_", "until", "on", "expected"),
    [
        (date(2025, 12, 1), None, date(2025, 12, 1), ""),
        (date(2025, 12, 1), None, date(2025, 11, 30), "becomes a Party to the Convention on 1 December 2025"),
        (date(2025, 12, 1), date(2026, 6, 1), date(2026, 5, 31), ""),
        (date(2025, 12, 1), date(2026, 6, 1), date(2026, 6, 1), "has not been a Party to the Convention since 1 June"),
        (None, None, TODAY, "has signed the Convention but is not a Party"),
    ],
)
def test_a_party_on_the_day(from_: date | None, until: date | None, on: date, expected: str) -> None:
    found = cautions(answers(country(on, statuses=(status(from_, until, on=on, provenance=READ),)), entry=READ))
    parties = [one for one in found if one.code == "not_a_party"]
    assert [(one.article, expected in one.message, one.field) for one in parties] == (
        [("29(1)", True, "requested_authority")] if expected else []
    )


def test_of_whom_the_directory_knows_nothing() -> None:
    assert told(answers(country(statuses=()))) == ["not_a_party 29(1) unknown"]


RESERVED, WITHDRAWN = (date(2012, 10, 1), None), (date(2013, 12, 1), date(2019, 7, 5))


@pytest.mark.parametrize(
    ("dates", "on", "offences", "expected"),
    [
        (RESERVED, TODAY, [EXTORTION], True),
        (RESERVED, TODAY, [FRAUD, EXTORTION], True),
        (RESERVED, TODAY, [], True),
        (RESERVED, TODAY, [FRAUD], False),
        (RESERVED, date(2012, 10, 1), [EXTORTION], True),
        (WITHDRAWN, date(2013, 11, 30), [EXTORTION], False),
        (WITHDRAWN, date(2019, 7, 4), [EXTORTION], True),
        (WITHDRAWN, date(2019, 7, 5), [EXTORTION], False),
    ],
)
def test_dual_criminality(
    dates: tuple[date, date | None], on: date, offences: list[GivenOffence], expected: bool
) -> None:
    facts = country(on, reservations=(reservation(*dates, on=on),))
    assert ("dual_criminality_reservation 29(4) verified" in told(answers(facts, offences=offences))) is expected


def test_it_says_which_offence_and_asks_for_the_conduct() -> None:
    facts = country(reservations=(reservation(date(2012, 10, 1), on=TODAY),))
    [caution] = cautions(answers(facts, offences=[FRAUD, EXTORTION]))
    assert "Austria has reserved the right to refuse preservation" in caution.message
    assert "Outside these Articles: “Extortion”." in caution.message
    assert "(Art. 25(5))" in caution.message
    assert caution.field == "facts"


@pytest.mark.parametrize(
    ("facts", "entry", "expected"),
    [
        (country(), BELIEVED, ["unverified_entry unread"]),
        (country(), OLD, ["unverified_entry checked 2026-05-25"]),
        (country(), replace(READ, checked_on=None), ["unverified_entry undated"]),
        (country(), FRESH, []),
        (
            country(statuses=(status(date(2012, 10, 1), on=TODAY, provenance=BELIEVED),)),
            READ,
            ["unverified_entry 29(1) unread"],
        ),
        (country(statuses=(status(date(2012, 10, 1), on=TODAY, provenance=OLD),)), READ, []),
        (
            country(reservations=(reservation(date(2012, 10, 1), on=TODAY, provenance=BELIEVED),)),
            READ,
            ["dual_criminality_reservation 29(4) believed"],
        ),
    ],
)
def test_what_nobody_has_verified(facts: CountryFacts, entry: Provenance, expected: list[str]) -> None:
    assert told(answers(facts, entry=entry, offences=[EXTORTION])) == expected


def test_a_reservation_that_the_request_does_not_fall_under_need_not_be_verified() -> None:
    facts = country(reservations=(reservation(date(2012, 10, 1), on=TODAY, provenance=BELIEVED),))
    assert told(answers(facts, offences=[FRAUD])) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (requirements("de", "en"), ""),
        (requirements(), ""),
        (None, ""),
        (
            requirements("de", "fr"),
            "Austria takes preservation requests in German, French. This document is in Eng",
        ),
        (requirements("de", provenance=BELIEVED), "is believed to take preservation requests in German (not verified)"),
    ],
)
def test_the_language_of_the_document(wanted: RequirementsFact | None, expected: str) -> None:
    found = cautions(answers(country(requirements=wanted)))
    assert [(one.code, expected in one.message) for one in found] == ([("language", True)] if expected else [])


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (requirements("fr", "de"), "language de fr"),
        (requirements("de", "fr"), "language de fr"),
        (requirements("de", provenance=BELIEVED), "language de unverified"),
    ],
)
def test_what_is_kept_of_languages_is_their_codes(wanted: RequirementsFact, expected: str) -> None:
    with override("fr"):
        assert told(answers(country(requirements=wanted))) == [expected]


INTERPOL_OR_POST = requirements(channels=("interpol", "post"))
BELIEVED_POST = requirements(channels=("post",), provenance=BELIEVED)
CONFIRMED = requirements(formal_confirmation="yes", formal_confirmation_days=10)
CONFIRMED_SOME_DAY = requirements(formal_confirmation="yes", provenance=BELIEVED)
SECURED = requirements(encryption="yes", electronic_signature="yes")
BELIEVED_SECURED = replace(SECURED, provenance=BELIEVED)
NOT_WANTED = requirements(encryption="no", electronic_signature="no", formal_confirmation="no")
TAKES, IS_BELIEVED = "Austria takes requests by these channels: ", "Austria is believed to take requests by these chan"


@pytest.mark.parametrize(
    ("wanted", "channel", "expected"),
    [
        (INTERPOL_OR_POST, "portal", {}),
        (INTERPOL_OR_POST, "interpol", {}),
        (INTERPOL_OR_POST, "email", {"channel email interpol post": TAKES + "INTERPOL I-24/7, Post or courier. This "}),
        (
            INTERPOL_OR_POST,
            "siena",
            {"channel siena interpol post": "by another, Europol SIENA: ask whether that will"},
        ),
        (
            BELIEVED_POST,
            "email",
            {"channel email post unverified": IS_BELIEVED + "nels: Post or courier (not verified)"},
        ),
        (CONFIRMED, "portal", {"formal_confirmation 25(3) 10": "confirmed formally. Send it within 10 days."}),
        (CONFIRMED, "email", {"formal_confirmation 25(3) 10": "Austria wants an electronic request to be confirmed"}),
        (CONFIRMED_SOME_DAY, "email", {"formal_confirmation 25(3) unverified": "confirmed formally (not verified)."}),
        (SECURED, "portal", {}),
        (
            SECURED,
            "email",
            {
                "encryption": "Austria wants electronic requests to be encrypted. Encrypt the message that carries the",
                "electronic_signature": "Austria wants electronic requests to be signed electronically. Sign the",
            },
        ),
        (
            BELIEVED_SECURED,
            "email",
            {
                "encryption unverified": "is believed to want electronic requests to be encrypted (not verified).",
                "electronic_signature unverified": "is believed to want electronic requests to be signed",
            },
        ),
        (NOT_WANTED, "email", {}),
        (requirements(), "email", {}),
        (None, "email", {}),
    ],
)
@pytest.mark.parametrize("kind", ["preservation", "mla_stored_data"])
def test_how_the_country_wants_to_be_reached(
    wanted: RequirementsFact | None, channel: str, expected: dict[str, str], kind: str
) -> None:
    found = directory_cautions(KINDS[kind], answers(country(requirements=wanted), channel=channel))
    assert [one.about for one in found] == list(expected)
    for one, sentence in zip(found, expected.values(), strict=True):
        assert sentence in one.message


def test_what_is_too_long_to_be_kept_still_differs() -> None:
    many = sorted(LANGUAGE_CODES - {"en"})
    [whole], [less] = (told(answers(country(requirements=requirements(*some)))) for some in (many, many[1:]))
    assert len(whole) == len(less) == 64
    assert whole != less


def test_the_language_of_mutual_assistance_is_another_one() -> None:
    facts = country(requirements=replace(requirements("en"), mla_languages=("de",)))
    found = [
        one.message for one in directory_cautions(KINDS["mla_subscriber"], answers(facts)) if one.code == "language"
    ]
    assert [message.partition(":")[0] for message in found] == [
        "Austria takes requests for mutual assistance in German. This document is in English"
    ]
    assert "language" not in told(answers(facts))


def test_an_entry_that_has_ended_is_said_in_time() -> None:
    found = completeness(KINDS["preservation"], answers(country(), valid=False)).warnings
    assert "authority_not_valid" in [one.code for one in found]
