"""The files in `contacts/data`, as files: whole, in order, and honest about what was read."""

from __future__ import annotations

import csv
import re
import zoneinfo

import pytest
from babel import Locale

from contacts.entries import ENTRY_TYPES
from contacts.models import VERIFIED
from contacts.names import country_name
from contacts.services.shipping import DATA, FILES

# in the CLDR too, but neither States nor territories of ISO 3166-1
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_NOBODY_THERE = {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / FILES[name]).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, restkey="more", strict=True))


def codes(name: str) -> list[str]:
    return [row["code"] for row in rows(name)]


def test_there_is_a_file_for_every_table_and_no_other() -> None:
    assert list(FILES) == list(ENTRY_TYPES)
    assert sorted(path.name for path in DATA.iterdir()) == sorted(FILES.values())


@pytest.mark.parametrize("name", FILES)
def test_the_columns_are_the_fields_in_their_order(name: str) -> None:
    header = (DATA / FILES[name]).read_text(encoding="utf-8").split("\n", 1)[0]
    assert header.split(",") == ["code", *ENTRY_TYPES[name].fields]
    assert all("more" not in row and None not in row.values() for row in rows(name))


@pytest.mark.parametrize("name", FILES)
def test_each_code_stands_once(name: str) -> None:
    assert len(codes(name)) == len(set(codes(name)))


@pytest.mark.parametrize("name", FILES)
def test_what_is_referred_to_stands_in_an_earlier_row(name: str) -> None:
    entry_type = ENTRY_TYPES[name]
    tables: dict[object, str] = {one.model: key for key, one in ENTRY_TYPES.items()}
    for field in entry_type.related:
        target = tables[entry_type.field(field).related_model]
        known = set() if target == name else set(codes(target))
        for row in rows(name):
            assert not row[field] or row[field] in known, row
            if target == name:
                known.add(row["code"])


@pytest.mark.parametrize("name", FILES)
def test_days_follow_each_other(name: str) -> None:
    in_order = [
        ("opened_on", "in_force_on"),
        ("signed_on", "ratified_on"),
        ("ratified_on", "in_force_from"),
        ("in_force_from", "in_force_until"),
        ("valid_from", "valid_until"),
    ]
    for row in rows(name):
        for first, last in in_order:
            assert not row.get(first) or not row.get(last) or row[first] < row[last], row


@pytest.mark.parametrize("name", [name for name in FILES if "standing" in ENTRY_TYPES[name].fields])
def test_what_was_read_names_its_source_and_only_that_was_checked(name: str) -> None:
    for row in rows(name):
        assert row["standing"] in {"read", "believed", "possible"}, row
        if row["standing"] in VERIFIED:
            assert row["source"], row
        else:
            assert not row["checked_on"], row


def test_every_country_is_there_with_names_in_english_and_french() -> None:
    named = {code for code in map(str, Locale("en").territories) if len(code) == 2}
    assert set(codes("jurisdiction")) == named - _NO_COUNTRIES - _NOBODY_THERE
    for code in codes("jurisdiction"):
        assert country_name(code, "en") != code
        assert country_name(code, "fr") != code


def test_every_time_zone_exists() -> None:
    zones = zoneinfo.available_timezones()
    for name in ("jurisdiction", "authority"):
        assert {row["time_zone"] for row in rows(name)} <= zones


def test_a_territory_belongs_to_a_state() -> None:
    parents = {row["code"]: row["parent"] for row in rows("jurisdiction")}
    assert parents["CW"] == "NL"
    assert all(not parents[parent] for parent in parents.values() if parent)


def test_no_authority_has_a_code_of_the_demonstration_or_claims_to_work_here() -> None:
    for row in rows("authority"):
        assert not re.fullmatch(r"[A-Z]{2}-(CA|247)", row["code"])
        assert row["member"] == "no"


def test_seventy_eight_states_and_curacao_are_parties_to_the_budapest_convention() -> None:
    parties = {row["jurisdiction"] for row in rows("status") if row["instrument"] == "CETS185" and row["in_force_from"]}
    assert len(parties - {"CW"}) == 78
    assert "CW" in parties


def test_months_are_shipped_as_the_fewest_days_that_they_can_have() -> None:
    fewest = {"three months": 89, "six months": 181}
    for row in rows("preservation_practice"):
        for words, days in fewest.items():
            if row["conditions"].casefold().startswith(words):
                assert int(row["initial_days"]) <= days, row
                assert "The law counts in months" in row["remark"], row
