"""`docs/edge-cases.md` has each situation once, and names only rules and tests that exist."""

from __future__ import annotations

import re

from mla_portal.env import BASE_DIR

PAGE = (BASE_DIR / "docs" / "edge-cases.md").read_text()
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| \d.*", PAGE, re.M)]
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)


def defines(path: str, name: str) -> bool:
    """Whether the file exists and has the function, class or constant at its top."""
    file = BASE_DIR / path
    return file.is_file() and bool(re.search(rf"^(def |class )?{name}\b( *[(:=])", file.read_text(), re.M))


def test_each_situation_stands_there_once_in_its_order() -> None:
    assert [row[0] for row in ROWS] == [str(number) for number in (*range(1, 43), 46, 49)]
    assert {len(row) for row in ROWS} == {4}


def test_the_rules_and_tests_it_names_exist() -> None:
    assert [f"{path}::{name}" for path, name in NAMED if not defines(path, name)] == []
    paths = re.findall(r"[\w/.-]+\.py", PAGE)
    assert [path for path in paths if not (BASE_DIR / path).is_file()] == []


def test_what_it_names_can_be_checked() -> None:
    """Whatever stands between backticks in a row is of the form that is looked up."""
    quoted = [text for row in ROWS for text in re.findall(r"`([^`]*)`", "|".join(row))]
    assert [text for text in quoted if tuple(text.split("::")) not in NAMED] == []


def test_each_is_proved_or_said_to_be_missing() -> None:
    for number, _, handled, proof in ROWS:
        assert "::test_" in proof or "Not yet: " in handled, number
