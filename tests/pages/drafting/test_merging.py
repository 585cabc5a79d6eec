"""Whose words stand when two people had the same form before them."""

from __future__ import annotations

import pytest

from requests_app.merging import mark, merge, read_marks, write_marks


@pytest.mark.parametrize(
    ("shown", "saved", "typed", "stands"),
    [
        ("a", "a", "a", "nothing"),
        ("a", "a", "b", "mine"),
        ("a", "b", "a", "theirs"),
        ("a", "b", "b", "nothing"),
        ("a", "b", "c", "both"),
        (None, "b", "c", "both"),
        (None, "b", "b", "nothing"),
        ([], [{"title": "x"}], [], "theirs"),
        (False, False, True, "mine"),
    ],
)
def test_an_answer(shown: object, saved: object, typed: object, stands: str) -> None:
    seen = {} if shown is None else {"name": mark(shown)}
    found = merge(seen=seen, saved={"name": saved}, typed={"name": typed})
    names = {"mine": found.mine, "theirs": found.theirs, "both": found.both}
    assert [word for word, held in names.items() if held] == ([] if stands == "nothing" else [stands])


def test_only_what_was_typed_is_compared() -> None:
    found = merge(seen={}, saved={"a": "1", "b": "2"}, typed={"a": "3"})
    assert found.both == {"a"}


def test_marks_travel_as_text() -> None:
    answers = {"facts": "Text", "offences": [{"article": None}], "sealed": True, "days": None}
    assert read_marks(write_marks(answers)) == {name: mark(value) for name, value in answers.items()}


@pytest.mark.parametrize("text", ["", ":::", "a b c", "\x00", "x" * 9999, "a:b:c"])
def test_what_cannot_be_read_counts_as_not_seen(text: str) -> None:
    assert "facts" not in read_marks(text)
