from __future__ import annotations

import zoneinfo

import pytest

from contacts.cities import countries_with_city, zones_like
from contacts.services.shipping import DATA


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bucu", "RO"),
        ("Bucharest", "RO"),
        ("BUCUREŞTI", "RO"),
        ("Бухарест", "RO"),
        ("ბუქარესტი", "RO"),
        ("თბილისი", "GE"),
        ("Tiflis", "GE"),
        ("Київ", "UA"),
        ("kyiv", "UA"),
        ("Kiev", "UA"),
        ("İstanbul", "TR"),
        ("istanbul", "TR"),
        ("Երևան", "AM"),
        ("東京", "JP"),
        ("Viena", "AT"),
        ("new york", "US"),
        ("york new", "US"),
        ("Auckland", "NZ"),
    ],
)
def test_a_city_means_its_country_in_any_script(typed: str, code: str) -> None:
    assert countries_with_city(typed) == [code]


def test_the_whole_name_stands_before_what_begins_so() -> None:
    assert countries_with_city("Wien") == ["AT", "LA"], "Wientian"
    assert zones_like("Wien")[0] == "Europe/Vienna"


@pytest.mark.parametrize("typed", ["", "  ", "ro", "Ки", "ucharest", "bucharest x", "central", "'", "🙂", "Atlantis"])
def test_what_is_no_city_means_none(typed: str) -> None:
    assert countries_with_city(typed) == []


def test_zones_are_given_by_all_of_their_names() -> None:
    assert set(zones_like("kiev")) == {"Europe/Kiev", "Europe/Kyiv"}
    assert zones_like("Bucharest") == ["Europe/Bucharest"]


def test_every_zone_of_the_directory_has_a_city_that_is_found() -> None:
    lines = (DATA / "jurisdictions.csv").read_text(encoding="utf-8").splitlines()[1:]
    for zone in {line.rpartition(",")[2] for line in lines}:
        assert zone in zones_like(zone.rpartition("/")[2].replace("_", " ")), zone
        assert zone in zoneinfo.available_timezones()
