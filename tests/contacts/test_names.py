from __future__ import annotations

import pytest

from contacts.names import countries_in_order, countries_like, country_name, language_name


def test_countries_have_names_in_every_language() -> None:
    assert country_name("GE") == "Georgia"
    assert country_name("GE", "fr") == "Géorgie"
    assert country_name("GE", "uk") == "Грузія"


def test_what_has_no_name_is_called_by_its_code() -> None:
    assert country_name("ZZ-1") == "ZZ-1"
    assert country_name("GE", "no-such-language") == "Georgia"


@pytest.mark.parametrize("typed", ["Türkiye", "turkiye", "TÜRKIYE", " türkiye "])
def test_a_country_is_found_with_and_without_marks(typed: str) -> None:
    assert countries_like(typed) == ["TR"]


def test_a_country_is_found_in_the_readers_language_and_in_english() -> None:
    assert countries_like("Румун", "uk") == ["RO"]
    assert countries_like("Romania", "uk") == ["RO"]
    assert countries_like("  ") == []


def test_countries_stand_in_the_order_of_their_names() -> None:
    order = countries_in_order("en")
    assert order.index("AX") < order.index("AL") < order.index("CH") < order.index("UA")
    order = countries_in_order("de")
    assert order.index("RO") < order.index("CH") < order.index("UA"), "Schweiz"


def test_languages_have_names_too() -> None:
    assert language_name("ka") == "Georgian"
    assert language_name("xx-unknown") == "xx-unknown"
