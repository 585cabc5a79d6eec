"""Several identifiers at once, on the page: pasted or loaded, wrong lines mended, all taken or none."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from requests_app.identifiers.together import MAX_IDENTIFIERS
from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.identifiers import identifiers_add
from tests.pages.browserless import fields_of, send
from tests.world import IP, World

pytestmark = pytest.mark.django_db

AT = "2026-11-14T08:21:07+04:00"


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft(identifiers=[])


def url(row: Request) -> str:
    return f"/requests/{row.pk}/identifiers/load/"


def back(row: Request) -> str:
    return f"/requests/{row.pk}/identifiers/"


def file(data: bytes | str, name: str = "log.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def test_all_lines_are_taken_in_their_order(draft: Request, client: Client) -> None:
    text = f"185.220.101.7, 51234, {AT}\r\n\r\nhelp@bank.example\r\nbank-login.example\r\n"
    assert send(client, url(draft), "paste", lines=text).headers["Location"] == back(draft)
    assert [one.type for one in draft.identifiers.all()] == ["ip", "email", "domain"]
    assert "3 identifiers are added." in client.get(back(draft)).content.decode()


def test_the_page_of_the_list_takes_one_too(draft: Request, client: Client) -> None:
    fields = {**fields_of(client.get(back(draft)), "paste"), "lines": "help@bank.example"}
    assert client.post(url(draft), fields).status_code == 302
    assert draft.identifiers.count() == 1


def test_what_is_written_in_another_way_than_it_was_typed_is_said(draft: Request, client: Client) -> None:
    send(client, url(draft), "paste", lines="hxxp://bank[.]example/pay\nhelp@bank.example")
    page = client.get(back(draft)).content.decode()
    assert "“hxxp://bank[.]example/pay” is written http://bank.example/pay." in page
    assert "“help@bank.example” is written" not in page


def test_of_many_the_first_are_said_and_the_others_counted(draft: Request, client: Client) -> None:
    send(client, url(draft), "paste", lines="\n".join(f"Bank{number}.example" for number in range(8)))
    page = client.get(back(draft)).content.decode()
    assert "“Bank4.example” is written bank4.example." in page
    assert "“Bank5.example”" not in page
    assert "3 more are written in another way than they were typed" in page


def test_one_bad_line_and_none_is_taken_until_it_is_mended_where_it_stands(draft: Request, client: Client) -> None:
    text = f"185.220.101.7, 51234, {AT}\n\n185.220.101.300, {AT}\n185.220.101.9"
    response = send(client, url(draft), "paste", lines=text)
    page = response.content.decode()
    assert response.status_code == 400
    assert "2 of 3 lines are to be mended. None was taken yet." in page
    assert "Enter a whole IPv4 or IPv6 address" in page
    assert "Enter when the address was used" in page
    assert not draft.identifiers.exists()
    fields = fields_of(response, "mend")
    assert (fields["line_3"], fields["line_4"]) == (f"185.220.101.300, {AT}", "185.220.101.9")
    again = client.post(url(draft), {**fields, "line_3": f"185.220.101.30, {AT}"})
    assert "1 of 3 lines is to be mended." in again.content.decode()
    fields = fields_of(again, "mend")
    assert "line_3" not in fields
    assert client.post(url(draft), {**fields, "line_4": f"185.220.101.9, {AT}"}).status_code == 302
    assert [one.value for one in draft.identifiers.all()] == ["185.220.101.7", "185.220.101.30", "185.220.101.9"]


def test_an_emptied_line_is_left_out(draft: Request, client: Client) -> None:
    fields = fields_of(send(client, url(draft), "paste", lines="help@bank.example\nnonsense"), "mend")
    assert client.post(url(draft), {**fields, "line_2": ""}).status_code == 302
    assert draft.identifiers.get().value == "help@bank.example"


def test_the_whole_text_can_be_shown_with_what_was_mended(draft: Request, client: Client) -> None:
    fields = fields_of(send(client, url(draft), "paste", lines="help@bank.example\nnonsense"), "mend")
    response = client.post(url(draft), {**fields, "line_2": "mended", "whole": "1"})
    assert fields_of(response, "paste")["lines"] == "help@bank.example\nmended"


def test_a_row_over_several_lines_is_mended_too(draft: Request, client: Client) -> None:
    table = 'value,note\nnonsense,"one\ntwo"\nhelp@bank.example,x\n'
    fields = fields_of(send(client, url(draft), "paste", lines=table), "mend")
    assert fields["line_2"] == 'nonsense,"one\ntwo"'
    assert client.post(url(draft), {**fields, "line_2": 'bank.example,"one\r\ntwo"'}).status_code == 302
    assert [(one.value, one.note) for one in draft.identifiers.all()] == [
        ("bank.example", "one\ntwo"),
        ("help@bank.example", "x"),
    ]


def test_lines_that_are_twice_name_each_other_and_can_be_left_out(world: World, draft: Request, client: Client) -> None:
    identifiers_add(actor=world.officer, request=draft, rows=[IP])
    text = f"a@bank.example\n\nA@BANK.example\na@BANK.example\n185.220.101.7, 51234, {AT}"
    response = send(client, url(draft), "paste", lines=text)
    page = response.content.decode()
    assert "Line 1 says the same" in page
    assert "This identifier is already in the list" in page
    assert "2 of 4 lines are to be mended." in page
    assert client.post(url(draft), {**fields_of(response, "mend"), "without_twins": "1"}).status_code == 302
    assert sorted(one.value for one in draft.identifiers.all()) == [
        "185.220.101.7",
        "A@bank.example",
        "a@bank.example",
    ]


def test_where_more_is_wrong_than_twins_nothing_is_left_out(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "paste", lines="a@bank.example\na@bank.example\nnonsense")
    assert "leave these out" not in response.content.decode()
    again = client.post(url(draft), {**fields_of(response, "mend"), "without_twins": "1"})
    assert "1 of 2 lines is to be mended." in again.content.decode()
    assert not draft.identifiers.exists()


def test_an_instant_without_an_offset_is_refused_until_a_clock_is_chosen(draft: Request, client: Client) -> None:
    text = "185.220.101.7 51234 2026-07-14 08:21:07\n185.220.101.7 51234 2026-11-14 08:21:07"
    response = send(client, url(draft), "paste", lines=text)
    assert response.content.decode().count("Give the offset from UTC too") == 2
    assert (
        client.post(url(draft), {**fields_of(response, "mend"), "lines_offset": "Europe/Bucharest"}).status_code == 302
    )
    assert [one.at_offset for one in draft.identifiers.all()] == [180, 120]


def test_the_hour_that_clocks_showed_twice_is_not_guessed(draft: Request, client: Client) -> None:
    text = "185.220.101.7 51234 2026-10-25 03:30:00"
    response = send(client, url(draft), "paste", lines=text, lines_offset="Europe/Bucharest")
    assert (
        "clocks showed 2026-10-25 03:30:00 twice that night. Write which: +03:00, +02:00" in response.content.decode()
    )


def test_three_hundred_rows_of_a_spreadsheet(draft: Request, client: Client) -> None:
    rows = "".join(
        f"ip;185.220.{number // 250}.{number % 250};{number + 1024};14.11.2026 08:21:07;;first log\r\n"
        for number in range(300)
    )
    table = "type;value;port;at;until;note\r\n" + rows
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le"):
        draft.identifiers.all().delete()
        response = send(client, url(draft), "paste", file=file(table.encode(encoding)), lines_offset="Asia/Tbilisi")
        assert response.status_code == 302
        assert draft.identifiers.count() == 300
        assert draft.identifiers.first().at_offset == 240  # type: ignore[union-attr]


def test_every_one_of_three_hundred_wrong_rows_is_shown(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "paste", lines="\n".join("nonsense" for _number in range(300)))
    fields = fields_of(response, "mend")
    assert [fields[f"line_{number}"] for number in (1, 300)] == ["nonsense", "nonsense"]
    assert "300 of 300 lines are to be mended." in response.content.decode()


def test_a_file_in_another_alphabet_is_shown_before_it_is_taken(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "paste", file=file("account,josé\n".encode("cp1252")))
    assert "Read as Windows-1252 it is what stands above." in response.content.decode()
    fields = fields_of(response, "paste")
    assert fields["lines"] == "account,josé\n"
    assert not draft.identifiers.exists()
    assert client.post(url(draft), fields).status_code == 302
    assert draft.identifiers.get().value == "josé"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04" + bytes(100), "This is a spreadsheet or an archive."),
        (b"\x81\x8d\xff", "This is no text that can be read."),
        (b"", "Paste at least one line."),
        (b"a,b\n" * 600_000, "The file is larger than 2 MB."),
        (b"a@b.example\n" * 100_000, "This text has 1200000 characters."),
        ("help@bank.example\x00\n", "NUL character"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(draft: Request, client: Client, data: bytes | str, why: str) -> None:
    response = send(client, url(draft), "paste", file=file(data))
    assert response.status_code == 400
    assert why in response.content.decode()
    assert not draft.identifiers.exists()


def test_lines_and_a_file_are_not_mixed(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "paste", lines="a@bank.example", file=file("b@bank.example"))
    assert "There are lines, and there is a file." in response.content.decode()
    assert fields_of(response, "paste")["lines"] == "a@bank.example"


def test_more_than_a_request_takes_is_refused_as_a_whole(draft: Request, client: Client) -> None:
    text = "\n".join(f"user{number}@bank.example" for number in range(10_000))
    response = send(client, url(draft), "paste", lines=text)
    assert "These are 10000 lines. A request takes at most 1000 identifiers." in response.content.decode()
    assert fields_of(response, "paste")["lines"] == text


def test_what_is_there_already_takes_room(world: World, draft: Request, client: Client) -> None:
    rows = [{"type": "email", "value": f"user{number}@bank.example"} for number in range(MAX_IDENTIFIERS - 1)]
    identifiers_add(actor=world.officer, request=draft, rows=rows)
    response = send(client, url(draft), "paste", lines="a@bank.example\nb@bank.example")
    assert "A request holds at most 1000 identifiers. It has 999 already." in response.content.decode()


def test_the_mark_of_a_file_and_old_line_ends_are_no_part_of_what_is_pasted(draft: Request, client: Client) -> None:
    send(client, url(draft), "paste", lines="\ufeffvalue,note\rhelp@bank.example,x\r\nbank.example,y")
    assert [one.value for one in draft.identifiers.all()] == ["help@bank.example", "bank.example"]


def test_nothing_pasted(draft: Request, client: Client) -> None:
    assert "Paste at least one line." in send(client, url(draft), "paste", lines=" \n ").content.decode()


def test_what_a_colleague_added_meanwhile_is_pointed_out(world: World, draft: Request, client: Client) -> None:
    fields = fields_of(client.get(url(draft)), "paste")
    identifiers_add(actor=world.colleague, request=draft, rows=[{"type": "email", "value": "a@bank.example"}])
    response = client.post(url(draft), {**fields, "lines": "a@bank.example"})
    assert "This identifier is already in the list" in response.content.decode()


def test_mended_too_late_every_word_is_still_there(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft()
    fields = fields_of(send(client, url(draft), "paste", lines="a@bank.example\nnonsense"), "mend")
    action_perform(actor=world.officer, request=draft, action="submit", answers={})
    response = client.post(url(draft), {**fields, "line_2": "b@bank.example"})
    assert response.status_code == 409
    assert "a@bank.example\nb@bank.example" in response.content.decode()
