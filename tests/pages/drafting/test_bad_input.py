"""Whatever is typed into whichever page: taken whole or refused with a reason; never a 500, never cut in silence."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from requests_app.kinds import KINDS
from requests_app.models import Request
from tests.pages.browserless import Fields, fields_of
from tests.world import World

pytestmark = pytest.mark.django_db

SECTIONS = [section.code for section in KINDS["preservation"].sections if section.fields]
BAD = {
    "NUL": "before\x00after",
    "emoji": "🐱‍👤 👩🏽‍⚖️",
    "right to left": "ذوالفقار \u202eevil\u202c נינו",
    "controls": "\x01\x02\x1b[31m\x7f\x85\u2028",
    "markup": "</textarea><script>alert(1)</script>'\"",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "format": "%s %(name)s {0} {name}",
    "number": "999999999999999999999999",
    "negative": "-1",
    "other digits": "٦٠",
    "empty": "",
    "spaces": " \u00a0\t\r\n ",
}
FIVE_MEGABYTES = "x" * (5 * 1024 * 1024)
# What holds the page together.
HIDDEN = {"version", "csrfmiddlewaretoken", "token"}


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft()


def spoilt(fields: Fields, bad: str) -> Fields:
    return {name: value if name in HIDDEN or "_FORMS" in name else bad for name, value in fields.items()}


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section(draft: Request, client: Client, section: str) -> None:
    url = f"/requests/{draft.pk}/sections/{section}/"
    for name, bad in BAD.items():
        response = client.post(url, spoilt(fields_of(client.get(url), "section"), bad))
        assert response.status_code in {302, 400}, name
        assert response.status_code == 302 or "to mend" in response.content.decode(), name


@pytest.mark.parametrize("name", ["necessity", "facts", "custodian__name"])
def test_a_text_is_kept_as_it_was_typed_or_refused(draft: Request, client: Client, name: str) -> None:
    section = KINDS["preservation"].section_of(name.partition("__")[0])
    assert section is not None
    url = f"/requests/{draft.pk}/sections/{section.code}/"
    for kind, bad in BAD.items():
        response = client.post(url, {**fields_of(client.get(url), "section"), name: bad})
        shown = fields_of(client.get(url) if response.status_code == 302 else response, "section")[name]
        assert shown.split() == (bad.split() or draft.own_case.facts.split() if name == "facts" else bad.split()), kind


@pytest.mark.parametrize(
    ("section", "name"), [("necessity", "necessity"), ("parties", "prosecution_office"), ("necessity", "duration_days")]
)
def test_five_megabytes(draft: Request, client: Client, section: str, name: str) -> None:
    url = f"/requests/{draft.pk}/sections/{section}/"
    fields = {**fields_of(client.get(url), "section"), name: FIVE_MEGABYTES}
    response = client.post(url, fields)
    assert response.status_code == 400
    assert fields_of(response, "section")[name] == FIVE_MEGABYTES
    assert client.post(f"{url}autosave/", {**fields, "changed": name}).status_code == 400


@pytest.mark.parametrize(("form", "main", "page"), [("add", "value", ""), ("paste", "lines", "load/")])
def test_the_identifiers(draft: Request, client: Client, form: str, main: str, page: str) -> None:
    url = f"/requests/{draft.pk}/identifiers/{page}"
    fields = {name: value for name, value in fields_of(client.get(url), form).items() if name not in HIDDEN}
    for kind, bad in BAD.items():
        for sent in ({**spoilt(fields, bad), main: f"a{len(kind)}@b.example"}, {**fields, main: bad}):
            assert client.post(url, sent).status_code in {302, 400}, kind
    assert client.post(url, {**fields, main: FIVE_MEGABYTES}).status_code == 400
    assert client.post(url, {**fields, main: "a,b\n" * 1_000_000}).status_code == 400


def test_lines_that_are_mended(draft: Request, client: Client) -> None:
    url = f"/requests/{draft.pk}/identifiers/load/"
    for kind, bad in BAD.items():
        for text in (bad, f"value,note\n{bad},{bad}", "nonsense\n" * 3):
            sent = {"text": text, "lines_type": bad, "lines_offset": bad, "line_1": bad, "line_2": bad, "line_x": bad}
            for button in ("", "whole", "without_twins"):
                assert client.post(url, {**sent, button: "1"}).status_code in {200, 302, 400}, (kind, button)
    assert client.post(url, {"text": FIVE_MEGABYTES}).status_code == 400
    assert client.post(url, {"text": "a,b\n" * 1_000_000, "line_7": "c"}).status_code == 400


def test_a_file_of_identifiers(draft: Request, client: Client) -> None:
    url = f"/requests/{draft.pk}/identifiers/load/"
    for kind, bad in BAD.items():
        for encoding in ("utf-8", "utf-16"):
            file = SimpleUploadedFile(f"{bad}.csv", bad.encode(encoding))
            assert client.post(url, {"file": file, "lines_offset": bad}).status_code in {302, 400}, (kind, encoding)
    assert client.post(url, {"file": SimpleUploadedFile("x", FIVE_MEGABYTES.encode())}).status_code == 400
    assert client.post(url, {"file": "no file"}).status_code == 400


def test_a_change_of_an_identifier(draft: Request, client: Client) -> None:
    url = f"/requests/{draft.pk}/identifiers/{draft.identifiers.get().pk}/"
    for kind, bad in BAD.items():
        fields = fields_of(client.get(url), "change")
        for sent in (spoilt(fields, bad), {**fields, "value": bad}, {**fields, "version": bad}):
            assert client.post(url, sent).status_code in {302, 400, 409}, kind


def test_an_autosave(draft: Request, client: Client) -> None:
    for section in SECTIONS:
        page = f"/requests/{draft.pk}/sections/{section}/"
        fields = fields_of(client.get(page), "section")
        name = [name for name in fields if name not in HIDDEN][-1]
        for kind, bad in BAD.items():
            sent = {"version": fields["version"], "changed": name, name: bad}
            assert client.post(f"{page}autosave/", sent).status_code in {200, 400}, (section, kind)
            assert client.post(f"{page}autosave/", {**sent, "version": bad}).status_code in {200, 400, 409}


def test_a_case_a_new_request_and_a_colleague(draft: Request, client: Client) -> None:
    case = f"/cases/{draft.case_id}/"
    pages = [
        ("/cases/new/", "/cases/new/", "case"),
        (f"{case}edit/", f"{case}edit/", "case"),
        (f"{case}requests/new/", f"{case}requests/new/", "new"),
        (case, f"{case}share/", "share"),
    ]
    for page, address, form in pages:
        for kind, bad in BAD.items():
            sent: dict[str, Any] = spoilt(fields_of(client.get(page), form), bad)
            assert client.post(address, sent).status_code in {302, 400}, (address, kind)
    sent = {**fields_of(client.get("/cases/new/"), "case"), "reference": "GE-9", "title": FIVE_MEGABYTES}
    assert client.post("/cases/new/", sent).status_code == 400


def test_a_search_and_an_address(draft: Request, client: Client) -> None:
    for kind, bad in BAD.items():
        for name in ("q", "cursor", "to"):
            assert client.get("/cases/", {name: bad}).status_code in {200, 400}, (kind, name)
            assert client.get(f"/cases/{draft.case_id}/", {name: bad}).status_code in {200, 400}, (kind, name)
        assert client.get(f"/requests/{draft.pk}/sections/data/", {"field": bad}).status_code in {200, 400}, kind
        assert client.get(f"/cases/{draft.case_id}/requests/new/", {"to": bad}).status_code in {200, 400}, kind


def test_more_than_a_page_may_send(draft: Request, client: Client) -> None:
    url = f"/requests/{draft.pk}/sections/necessity/"
    assert client.post(url, {"necessity": "x" * (7 * 1024 * 1024)}).status_code in {400, 413}


@pytest.mark.parametrize("body", [b"\xff\xfe\x00necessity=\xff", b"necessity=%ff%fe&version=%00", b"&&&===;;;"])
def test_bytes_that_are_no_text(draft: Request, client: Client, body: bytes) -> None:
    url = f"/requests/{draft.pk}/sections/necessity/"
    response = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {302, 400, 409}


def test_other_methods_and_addresses(draft: Request, client: Client) -> None:
    for url in (f"/requests/{draft.pk}/sections/necessity/", f"/requests/{draft.pk}/identifiers/", "/cases/new/"):
        assert client.put(url, {}).status_code == 405
        assert client.delete(url).status_code == 405
    assert client.post("/cases/", {}).status_code == 405
    assert client.post(f"/requests/{draft.pk}/check/", {}).status_code == 405
    assert client.get(f"/requests/{draft.pk}/sections/necessity/autosave/").status_code == 405
    assert client.get("/requests/nonsense/check/").status_code == 404
    assert client.get("/cases/00000000-0000-0000-0000-000000000000/").status_code == 404
