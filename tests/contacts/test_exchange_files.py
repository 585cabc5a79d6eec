"""Files of the directory as they are written and read, before the directory is asked."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contacts.entries import ENTRY_TYPES
from contacts.exchange import SIZE_LIMIT, Change, Contents, Handed, Preview, Problem, Row, csv_parts, file_read
from contacts.exchange.guard import guarded, unguarded
from contacts.exchange.json_files import json_parts
from contacts.exchange.reading import PROBLEMS_LIMIT, ROWS_LIMIT

PROVIDER = ENTRY_TYPES["provider"]
COLUMNS = ("code", *PROVIDER.fields)
HEAD = "code,name,website\n"
# Whatever a text column holds: no NUL, no half of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
CODES = st.from_regex(r"[A-Za-z0-9]{1,6}", fullmatch=True)


def read(text: str, table: str = "provider") -> Contents:
    return file_read(text.encode(), table=table)


def faults(text: str, table: str = "provider") -> list[tuple[int, str]]:
    return [(problem.row, problem.text) for problem in read(text, table).problems]


def entry(**fields: str) -> dict[str, str]:
    return {name: fields.get(name, "") for name in COLUMNS}


def in_tables(**tables: Any) -> str:
    return json.dumps({"format": "mla-portal-directory", "version": 1, "tables": tables})


# --- CSV ---


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_spreadsheets_of_every_country_are_read(separator: str, mark: str, end: str) -> None:
    lines = [["code", "name", "website"], ["acme", '"Acme; of, the\tworld"', "https://acme.example"]]
    text = mark + "".join(separator.join(cells) + end for cells in lines)
    assert read(text).rows == [
        Row(
            table="provider",
            number=2,
            code="acme",
            values={"name": "Acme; of, the\tworld", "website": "https://acme.example"},
        )
    ]


def test_a_cell_may_hold_quotation_marks_and_lines() -> None:
    text = 'code,name,remark\nacme,"The ""Acme""","one\r\ntwo"\nbeta,Beta,\n'
    first, second = read(text).rows
    assert (first.values["name"], first.values["remark"]) == ('The "Acme"', "one\r\ntwo")
    assert second.number == 3, "as a spreadsheet counts"


def test_what_a_spreadsheet_leaves_behind_is_passed_over() -> None:
    text = "CODE , Name,,\nacme,Acme,,\n,,,\n\nbeta,Beta,,\n"
    assert [(row.number, row.code, dict(row.values)) for row in read(text).rows] == [
        (2, "acme", {"name": "Acme"}),
        (5, "beta", {"name": "Beta"}),
    ]


def test_all_faults_of_the_header_are_named_at_once() -> None:
    found = read("name,colour,name,,website\nAcme,blue,Acme,,\n")
    assert found.rows == []
    assert [problem.row for problem in found.problems] == [1, 1, 1, 1]
    texts = "\n".join(problem.text for problem in found.problems)
    assert "“code” is missing" in texts
    assert "no column “colour” in this table" in texts
    assert "“name” stands twice" in texts
    assert "A column has no name" in texts
    assert "code, name, services, website" in texts, "what to choose from"


def test_every_row_that_is_wrong_is_named() -> None:
    text = HEAD + "acme,Acme,\nbeta,Beta\ngamma,Gamma,,,x\n,Nobody,\nacme,Again,\nde\u200blta,Delta,\n"
    found = dict(faults(text))
    assert list(found) == [3, 4, 5, 6, 7]
    assert "Cells in this row: 2; in the header: 3" in found[3]
    assert "Cells in this row: 5; in the header: 3" in found[4]
    assert "no code" in found[5]
    assert found[6] == "Row 2 and row 6 have the same code. Leave one of the two."
    assert "cannot be seen" in found[7]


def test_the_good_rows_of_a_bad_file_are_judged_too() -> None:
    assert [row.code for row in read(HEAD + "acme,Acme,\nbeta\ngamma,Gamma,\n").rows] == ["acme", "gamma"]


@pytest.mark.parametrize(
    ("text", "row", "says"),
    [
        ('acme,"Acme,\nbeta,Beta,\n', 2, "begins in line 2 of the file has a quotation mark that is never closed"),
        ('acme,"Acme\nCo",\nbeta,"Be"ta,\n', 3, "begins in line 4 of the file goes on after a closing quotation mark"),
        (f"acme,{'x' * 200_000},\n", 2, "too long"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(text: str, row: int, says: str) -> None:
    number, sentence = faults(HEAD + text)[0]
    assert number == row
    assert says in sentence
    assert "was not read" in sentence


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no entry"),
        (b"\xef\xbb\xbf \n\n", "no entry"),
        (b"code,name\n", "no entry"),
        ("code,name\nacme,Müller\n".encode("latin-1"), "not in UTF-8"),
        ("code\tname\nacme\tAcme\n".encode("utf-16"), "not in UTF-8"),
        (b"x" * (SIZE_LIMIT + 1), "larger than 5 MB"),
        (b"code\n" + b"".join(b"c%d\n" % n for n in range(ROWS_LIMIT + 1)), "more than 10000 entries"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(data: bytes, says: str) -> None:
    found = file_read(data, table="provider")
    assert found.rows == []
    [problem] = found.problems
    assert says in problem.text


def test_a_csv_file_needs_to_be_told_its_table() -> None:
    assert "Choose which table" in faults(HEAD, table="")[0][1]
    assert "Choose which table" in faults(HEAD, table="planets")[0][1]


def test_a_file_that_is_wrong_everywhere_is_not_read_to_its_end() -> None:
    found = faults(HEAD + "acme\n" * 1_000_000)
    assert len(found) == PROBLEMS_LIMIT + 1
    assert "was not read" in found[-1][1]


# --- formulas ---


@pytest.mark.parametrize("cell", ["=1+1", "+995 32 240 10 10", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''+1", "＝1"])
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Acme", "'t Hof", "1-2", "' =1", "''"])
def test_other_cells_are_written_as_they_are(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell


@given(st.text())
@example("'+995 32")
@example("''''=")
def test_nothing_is_lost_behind_an_apostrophe(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in tuple("=+-@\t\r")


# --- there and back ---


@given(st.dictionaries(CODES, st.fixed_dictionaries(dict.fromkeys(PROVIDER.fields, TEXTS)), min_size=1, max_size=5))
def test_what_is_written_reads_back(entries: dict[str, dict[str, str]]) -> None:
    rows = [{"code": code, **fields} for code, fields in entries.items()]
    for text in ("".join(csv_parts(PROVIDER, rows)), "".join(json_parts({"provider": rows}))):
        found = read(text)
        assert found.problems == []
        assert {row.code: row.values for row in found.rows} == entries


def test_a_csv_file_opens_in_a_spreadsheet() -> None:
    text = "".join(csv_parts(PROVIDER, [entry(code="acme", name="Acme, Inc.", services="=cmd()")]))
    assert text.startswith("\ufeffcode,name,services,")
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text)))[1][:3] == ["acme", "Acme, Inc.", "'=cmd()"]


def test_a_preview_is_kept_as_text() -> None:
    change = Change(
        table="provider", row=2, code="acme", is_new=True, before={"name": ""}, after={"name": "Ac\u2028me"}
    )
    problem = Problem(text="Wrong.", table="provider", row=3, code="beta", field="name")
    handed = Handed(
        rows=read(HEAD + "acme,Acme,\n").rows, preview=Preview(changes=[change], unchanged=4, problems=[problem])
    )
    assert Handed.read(handed.text()) == handed


# --- JSON ---


def test_tables_are_read_in_the_order_of_the_directory() -> None:
    found = read(in_tables(provider=[{"code": "acme", "name": "Acme"}], jurisdiction=[{"code": "AD"}]), table="")
    assert [(row.table, row.number, row.code) for row in found.rows] == [
        ("jurisdiction", 1, "AD"),
        ("provider", 1, "acme"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON: line 1, column 2"),
        ("[]", "This is no directory"),
        ('{"format": "x", "version": 1, "tables": {}}', "This is no directory"),
        ('{"format": "mla-portal-directory", "version": true, "tables": {}}', "version 1"),
        ('{"format": "mla-portal-directory", "version": 2, "tables": {}}', "version 1"),
        ('{"format": "mla-portal-directory", "version": 1, "tables": {}, "more": 1}', "“more” does not belong"),
        ('{"format": "mla-portal-directory", "version": 1, "version": 1, "tables": {}}', "“version” stands twice"),
        ('{"format": "mla-portal-directory", "version": 1, "tables": {"status": [], "status": []}}', "stands twice"),
        ('{"format": "mla-portal-directory", "version": 1}', "“tables” is missing"),
        (in_tables(planets=[]), "no table “planets”"),
        (in_tables(provider={}), "no list"),
        (in_tables(), "no entry"),
        ("[" * 100_000, "nested too deeply"),
        ("[" * 100_001, "more lists and objects"),
        ('{"a": ' + "9" * 5_000 + "}", "number that cannot be read"),
    ],
)
def test_json_that_is_no_directory_is_refused(text: str, says: str) -> None:
    [(_row, sentence)] = faults(text)
    assert says in sentence


def test_every_fault_is_named_by_table_row_and_field() -> None:
    rows = [
        '{"code": "acme", "name": "Acme", "name": "Again"}',
        '{"code": "beta", "name": null, "colour": "blue", "website": ["x"]}',
        '"gamma"',
        '{"name": "Nobody"}',
        '{"code": 7}',
        '{"code": "\\ud800"}',
        '{"code": "beta2", "\\ud800": ""}',
    ]
    text = f'{{"format": "mla-portal-directory", "version": 1, "tables": {{"provider": [{",".join(rows)}]}}}}'
    found = [(problem.table, problem.row, problem.field) for problem in read(text).problems]
    assert found == [
        ("provider", 1, "name"),
        ("provider", 2, "name"),
        ("provider", 2, "colour"),
        ("provider", 2, "website"),
        ("provider", 3, ""),
        ("provider", 4, "code"),
        ("provider", 5, "code"),
        ("provider", 6, "code"),
        ("provider", 7, ""),
    ]


# --- whatever is handed in ---

PIECES = st.lists(st.sampled_from(['"', ",", ";", "\t", "\n", "\r", "'", "=", "\0", "code", "name", "acme", "\ufeff"]))


@given(st.binary(max_size=300) | st.text().map(str.encode) | PIECES.map(lambda parts: "".join(parts).encode()))
def test_no_bytes_break_the_reading_of_csv(data: bytes) -> None:
    for start in (b"", b"code,name\n", b'code;name\n"'):
        _is_an_answer(file_read(start + data, table="provider"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5) | st.just("code"), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON | st.builds(dict, format=st.just("mla-portal-directory"), version=st.just(1) | JSON, tables=JSON))
def test_no_json_breaks_the_reading(value: Any) -> None:
    _is_an_answer(file_read(json.dumps(value).encode(), table=""))


@given(JSON)
def test_no_entries_break_the_reading(value: Any) -> None:
    _is_an_answer(file_read(in_tables(provider=[value], authority=value).encode(), table=""))


def _is_an_answer(found: Contents) -> None:
    assert found.rows or found.problems
    for problem in found.problems:
        problem.text.encode()
        problem.code.encode()
        problem.field.encode()
