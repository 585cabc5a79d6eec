from __future__ import annotations

import pytest

from contacts.names import countries_in_order, countries_like, country_name, language_name, time_zones
from contacts.spellings import LANGUAGES, code_of, folded, spellings_elsewhere


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


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("საქართველო", "GE"),
        ("Румыния", "RO"),
        ("Grèce", "GR"),
        ("grece", "GR"),
        ("Ελλάδα", "GR"),
        ("ΕΛΛΑΔΑ", "GR"),
        ("Curaçao", "CW"),
        ("Türkei", "TR"),
        ("Turkey", "TR"),
        ("Հայաստան", "AM"),
        ("Shqipëri", "AL"),
        ("Czech Republic", "CZ"),
        ("cote d'ivoire", "CI"),
        ("Bosnia and Herzegovina", "BA"),
        ("Bosnia Herzegovina", "BA"),
        ("Korea, South", "KR"),
        ("saint lucia", "LC"),
        ("østrig", "AT"),
        ("Ruminiya", "RO"),
        ("日本", "JP"),
        ("루마", "RO"),
        ("إيطاليا", "IT"),
        ("GEO", "GE"),
        ("nld", "NL"),
        ("uk", "GB"),
    ],
)
def test_a_country_is_found_in_any_script_and_by_its_code(typed: str, code: str) -> None:
    assert countries_like(typed)[0] == code


def test_the_likeliest_stands_first() -> None:
    assert countries_like("georgia") == ["GE", "GS"]
    assert countries_like("ro")[0] == "RO", "the code, then what begins so"
    assert countries_like("mania") == ["RO"], "a part of a word, in the languages one reads"


@pytest.mark.parametrize("typed", ["'", "🙂", "Atlantis", "xx", "100%", "\N{COMBINING ACUTE ACCENT}"])
def test_what_is_no_country_finds_none(typed: str) -> None:
    assert countries_like(typed) == []


def test_every_language_knows_every_state() -> None:
    assert len(LANGUAGES) >= 30
    assert len({code for _name, code in spellings_elsewhere()}) >= 249
    assert {code for name, code in spellings_elsewhere() if name == " rumunija"} == {"RO"}


def test_codes_that_mean_no_one_country_any_more_mean_none() -> None:
    assert [code_of(typed) for typed in ("yu", "SUN", "ro", "ROU", "642", "r", "")] == [
        "",
        "",
        "RO",
        "RO",
        "RO",
        "",
        "",
    ]


def test_words_are_compared_without_case_marks_and_punctuation() -> None:
    assert folded(" Łódź – ÅLAND’s  Ærø ") == "lodz aland s aero"


def test_countries_have_time_zones() -> None:
    assert time_zones("GE") == ["Asia/Tbilisi"]
    assert "Pacific/Honolulu" in time_zones("US")
    assert time_zones("XX") == []


def test_countries_stand_in_the_order_of_their_names() -> None:
    order = countries_in_order("en")
    assert order.index("AX") < order.index("AL") < order.index("CH") < order.index("UA")
    order = countries_in_order("de")
    assert order.index("RO") < order.index("CH") < order.index("UA"), "Schweiz"


def test_languages_have_names_too() -> None:
    assert language_name("ka") == "Georgian"
    assert language_name("xx-unknown") == "xx-unknown"
