"""The cases kept in the repository: what programs may send, as the contract wants it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from contacts.telephones import telephone_international
from requests_app.case_answers import clean_case
from requests_app.demo.stories import CASES
from requests_app.identifiers.one import clean_identifier
from requests_app.kinds import KINDS

FILES = sorted(CASES.glob("*.json"))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_is_one_that_is_taken(path: Path) -> None:
    given = _read(path)
    authority = given["case"].pop("authority")
    assert clean_case(given["case"])[1] == {}
    for request in given["requests"]:
        assert request["requested_authority"][:2] != authority[:2]
        assert KINDS[request["kind"]].clean_content(request["content"])[1] == {}
        assert [clean_identifier(row)[1] for row in request["identifiers"]] == [{}] * len(request["identifiers"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_in_it_belongs_to_anybody(path: Path) -> None:
    for request in _read(path)["requests"]:
        for row in request["identifiers"]:
            if row["type"] == "ip":
                assert row["value"].startswith(("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:")), row
            elif row["type"] in {"email", "domain"}:
                assert row["value"].endswith(".example"), row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_its_telephone_numbers_are_written_as_the_directory_writes_them(path: Path) -> None:
    for number in re.findall(r'"(?:telephone|cell_phone)": "(.+?)"', path.read_text(encoding="utf-8")):
        assert telephone_international(number) == number


def test_the_phishing_campaign_has_fourteen_identifiers_in_two_countries() -> None:
    given = _read(Path(__file__).parent.parent / "cases" / "phishing.json")
    assert [request["requested_authority"] for request in given["requests"]] == ["RO-247", "UA-247"]
    rows = [row for request in given["requests"] for row in request["identifiers"]]
    assert Counter(row["type"] for row in rows) == {"ip": 9, "email": 3, "domain": 1, "url": 1}
    assert all(row["port"] and row["at"] for row in rows if row["type"] == "ip")
    assert {row["at"][-6:] for row in rows if row["at"]} >= {"+04:00", "+02:00"}
