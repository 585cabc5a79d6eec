"""Public holidays: known, known to be none, and not known."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from contacts.calendars import Holiday, public_holidays

YEAR = date(2026, 1, 1), date(2026, 12, 31)


def test_the_days_of_a_country_stand_in_their_order() -> None:
    found = public_holidays("GE", date(2026, 11, 21), date(2027, 1, 7), "en")
    assert found == (
        Holiday(date(2026, 11, 23), "Saint George's Day"),
        Holiday(date(2027, 1, 1), "New Year's Day"),
        Holiday(date(2027, 1, 2), "New Year's Day"),
        Holiday(date(2027, 1, 7), "Christmas Day"),
    )


def test_both_ends_are_included() -> None:
    day = date(2026, 11, 23)
    assert [one.day for one in public_holidays("GE", day, day) or ()] == [day]


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("GE", "en", "New Year's Day"),
        ("GE", "ka", "ახალი წელი"),
        ("FR", "fr", "Jour de l'an"),
        ("FR", "fr-ca", "Jour de l'an"),
        ("GE", "fr", "New Year's Day"),  # no French names of Georgian days: English, which all can read
        ("BR", "pt-br", "Confraternização Universal"),
        ("NZ", "mi", "New Year's Day"),  # written in one language only
    ],
)
def test_names_are_in_the_language_of_the_reader_where_there_are_any(code: str, language: str, name: str) -> None:
    found = public_holidays(code, *YEAR, language)
    assert found
    assert found[0].name == name


def test_the_language_of_the_reader_need_not_be_named() -> None:
    with translation.override("fr"):
        found = public_holidays("FR", *YEAR)
    assert found
    assert found[0].name == "Jour de l'an"


def test_the_environment_of_the_server_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "uk")
    found = public_holidays("AM", date(2024, 1, 1), date(2024, 1, 1), "fr")
    assert found
    assert found[0].name == "New Year's Day"


def test_a_country_that_observes_none_is_no_unknown_country() -> None:
    assert public_holidays("UA", *YEAR) == ()  # martial law
    assert public_holidays("UA", date(2021, 1, 1), date(2021, 12, 31))
    assert public_holidays("XX", *YEAR) is None


@pytest.mark.parametrize("code", ["XX", "", "ge", "registry", "CETS185", "\x00"])
def test_what_is_no_code_of_a_country_is_not_known(code: str) -> None:
    assert public_holidays(code, *YEAR) is None


def test_years_of_which_nobody_wrote_are_not_known() -> None:
    assert public_holidays("RO", date(1900, 1, 1), date(1900, 12, 31)) is None
    assert public_holidays("RO", date(9999, 1, 1), date.max) is None
    assert public_holidays("RO", date(2100, 12, 1), date(2101, 2, 1)) is None, "one of the two years is not"


def test_territories_have_their_own() -> None:
    assert date(2026, 7, 2) in [one.day for one in public_holidays("CW", *YEAR) or ()]  # Day of the Flag
