"""A list as it is pasted or saved by a spreadsheet: line by line, with the number of each."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.identifiers.lines import read_lines
from requests_app.identifiers.lists import read_list
from requests_app.identifiers.loaded import Loaded
from requests_app.identifiers.shapes import type_of
from requests_app.identifiers.tables import COLUMNS, has_header, read_table

AT = "2026-11-14T08:21:07+04:00"
FIELDS = ("type", "value", "port", "at", "until")


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("185.220.101.7", ("ip", "185.220.101.7", "", "", "")),
        (f"185.220.101.7, 51234, {AT}", ("ip", "185.220.101.7", "51234", AT, "")),
        ("185.220.101.7;51234;2026-11-14 08:21:07 +04:00", ("ip", "185.220.101.7", "51234", AT, "")),
        ("185.220.101.7\t\t2026-11-14 8:21 UTC", ("ip", "185.220.101.7", "", "2026-11-14T08:21+00:00", "")),
        ("185.220.101.7 51234 2026-11-14 08:21:07+0400", ("ip", "185.220.101.7", "51234", AT, "")),
        ("185.220.101.7:443 14.11.2026 08:21:07 Asia/Tbilisi", ("ip", "185.220.101.7", "443", AT, "")),
        (f"[2a02:ed8::1]:443, {AT}", ("ip", "[2a02:ed8::1]", "443", AT, "")),
        (
            f"185.220.101.7, {AT}, 2026-11-15T08:21:07Z",
            ("ip", "185.220.101.7", "", AT, "2026-11-15T08:21:07+00:00"),
        ),
        (
            f"185.220.101.7 {AT} 2026-11-15 08:21:07 Asia/Tbilisi",
            ("ip", "185.220.101.7", "", AT, "2026-11-15T08:21:07+04:00"),
        ),
        (
            "ip,185.220.101.7,51234,2026-11-14T08:21:07.250Z",
            ("ip", "185.220.101.7", "51234", "2026-11-14T08:21:07.250+00:00", ""),
        ),
        ("account, nino.b", ("account", "nino.b", "", "", "")),
        ('"other", "a, b; c"', ("other", "a, b; c", "", "", "")),
        ("help@bank.example", ("email", "help@bank.example", "", "", "")),
        ("Nino B <help@bank.example>", ("email", "Nino B <help@bank.example>", "", "", "")),
        ("bank-login.example", ("domain", "bank-login.example", "", "", "")),
        ("bank[.]example", ("domain", "bank[.]example", "", "", "")),
        ("185.220.101.300", ("ip", "185.220.101.300", "", "", "")),
        ("185[.]220[.]101[.]7", ("ip", "185[.]220[.]101[.]7", "", "", "")),
        ("185.220.101.0/24", ("ip", "185.220.101.0/24", "", "", "")),
        ("fe80::1%eth0", ("ip", "fe80::1%eth0", "", "", "")),
        ("2a02:ed8:::1", ("ip", "2a02:ed8:::1", "", "", "")),
        ("hxxps://bank[.]example/a,b", ("url", "hxxps://bank[.]example/a,b", "", "", "")),
        ("https://bank.example/a,b;c?d=1", ("url", "https://bank.example/a,b;c?d=1", "", "", "")),
        (f"https://bank.example/a\t\t{AT}", ("url", "https://bank.example/a", "", AT, "")),
        (f"https://bank.example/a, {AT}", ("url", "https://bank.example/a", "", AT, "")),
        ("+995 32 555 0100", ("phone", "+995 32 555 0100", "", "", "")),
        (
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            ("wallet", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "", "", ""),
        ),
    ],
)
def test_a_line_is_read(line: str, row: tuple[str, ...]) -> None:
    [read] = read_lines(line)
    assert read.row is not None
    assert tuple(read.row[name] for name in FIELDS) == row


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nino.b-92", "What “nino.b-92” is cannot be told from it. Write the type before it"),
        ("490154203237518", "What “490154203237518” is cannot be told from it. Write the type before it"),
        ("185.220.101.7, port 443", "“port 443” is neither a port nor an instant"),
        ("185.220.101.7, 1, 2", "“2” is neither a port nor an instant"),
        ("185.220.101.7, 14/11/2026", "“14/11/2026” is neither a port nor an instant"),
        ("185.220.101.7, 2026-11-14", "“2026-11-14” is neither a port nor an instant"),
        ("185.220.101.7, 2026-11-14 08:21 CET", "“CET” is no time zone that is known everywhere."),
        ("x" * 4000, "This line is too long for an identifier."),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, problem: str) -> None:
    [read] = read_lines(line)
    assert read.problem.startswith(problem)


def test_a_chosen_type_and_clock_are_for_the_lines_that_have_none() -> None:
    text = "nino.b-92, 2026-11-14 08:21:07\nip, 185.220.101.7, 2026-11-14 08:21:07Z"
    rows = [line.row or {} for line in read_lines(text, type_="account", clock="Asia/Tbilisi")]
    assert [row["type"] for row in rows] == ["account", "ip"]
    assert [row["at"] for row in rows] == [AT, "2026-11-14T08:21:07+00:00"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_has_the_separator_of_its_header(separator: str) -> None:
    table = "Value;Type;at;note\nhelp@bank.example;;;a, b\nnino;account;2026-11-14 08:21:07;x\n".replace(";", separator)
    table = table.replace("a, b", '"a, b"')
    rows = [line.row for line in read_table(table, clock="+04:00")]
    assert rows == [
        {"value": "help@bank.example", "type": "email", "at": "", "note": "a, b"},
        {"value": "nino", "type": "account", "at": AT, "note": "x"},
    ]


def test_the_rows_of_a_table_know_their_lines() -> None:
    table = '\nvalue,note\n\na@bank.example,"one\ntwo"\n\nb@bank.example,,\nc@bank.example,x,y\n'
    found = [(line.number, line.typed, bool(line.row)) for line in read_table(table)]
    assert found == [
        (4, 'a@bank.example,"one\ntwo"', True),
        (7, "b@bank.example,,", True),
        (8, "c@bank.example,x,y", False),
    ]


@pytest.mark.parametrize(
    "text", ["value", "type;value", "Type\tAddress", '"value","note"', "\n\nvalue,colour", "at,until", "value,value"]
)
def test_names_of_columns_are_known(text: str) -> None:
    assert has_header(text)


@pytest.mark.parametrize("text", ["", "ip,185.220.101.7", "type", "account, nino", "help@bank.example"])
def test_an_identifier_is_no_name_of_a_column(text: str) -> None:
    assert not has_header(text)


@pytest.mark.parametrize(
    ("text", "number", "problem"),
    [
        ("type,address\nx,y", 1, "Line 1 has to name the columns"),
        ("value,value\nx,y", 1, "Line 1 has to name the columns"),
        ("value\nnino", 2, "What “nino” is cannot be told"),
        ('value,note\nx@bank.example,"y\nz', 2, "This row has a quotation mark that is never closed."),
        ('value,note\nx@bank.example,"y"z', 2, "This row goes on after a closing quotation mark."),
        ("value\n" + "x" * 200_000, 2, "This row has a cell that is too long"),
    ],
)
def test_what_is_no_row_says_why(text: str, number: int, problem: str) -> None:
    [line] = read_list(text)
    assert line.number == number
    assert line.problem.startswith(problem)


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    for line in read_list(text):
        assert bool(line.problem) != (line.row is not None)
    type_of(text)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(str.strip)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([("type", "value", "note"), *(("other", *row) for row in rows)])
    read = [line.row for line in read_table(written.getvalue())]
    assert read == [{"type": "other", "value": value, "note": note} for value, note in rows]


@given(st.text(st.sampled_from('a,;"\n\t 1.@'), max_size=80), st.dictionaries(st.integers(1, 8), st.text("ab\n")))
def test_mending_a_line_leaves_the_others_as_they_are(text: str, mended: dict[int, str]) -> None:
    loaded = Loaded(text=text)
    known = {line.number: line for line in loaded.lines}
    after = loaded.with_lines({number: words for number, words in mended.items() if number in known})
    assert Loaded(text=text).with_lines({}) == text
    for number, line in known.items():
        if number not in mended and not has_header(text):
            assert line.typed in after


def test_the_columns_are_those_of_the_contract() -> None:
    assert COLUMNS == ("type", "value", "port", "at", "until", "note")
