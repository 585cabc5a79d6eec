"""The text of a file, in whatever alphabet it was written; what has to be guessed is said to be a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.identifiers.files import NoText, text_of

LINES = "value;note\r\nhelp@bank.example;first log\r\n"
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii"])
def test_unicode_with_and_without_its_mark(encoding: str) -> None:
    found = text_of(LINES.encode(encoding))
    assert (found.text, found.guessed) == (LINES, "")


@given(NAMES, st.sampled_from(["utf-8-sig", "utf-16"]))
def test_any_text_with_its_mark(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)).text == text


@given(NAMES)
def test_utf8_without_its_mark(text: str) -> None:
    if "\x00" not in text:
        assert text_of(text.encode()).text == text


def test_another_alphabet_is_a_guess() -> None:
    found = text_of("account,José\n".encode("cp1252"))
    assert (found.text, found.guessed) == ("account,José\n", "Windows-1252")


@pytest.mark.parametrize(
    "data", [b"\x81\xff", b"\xff\xfe\x00", b"\xef\xbb\xbf\xff", b"\xe9\x00\x01", b"PK\x03\x04rest"]
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(NoText, match="CSV"):
        text_of(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text_of(data).text.encode()
    except NoText:
        return
