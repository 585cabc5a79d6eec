"""Registering a request that came from outside, on its pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfWriter

from requests_app.models import Request
from requests_app.selectors import incoming
from requests_app.selectors.document_context import document_context
from requests_app.services import incoming_files
from requests_app.services.agreements import agreement_make
from templates_app.rendering import render_pdf
from templates_app.versions import current_version
from tests.pages.browserless import fields_of
from tests.templates_app.notices import ACKNOWLEDGEMENT
from tests.world import CASE, CONTENT, IP, World, registered

pytestmark = pytest.mark.django_db

NEW, DETAILS = "/inbox/register/", "/inbox/register/details/"


@pytest.fixture
def client_of(client: Client) -> Any:
    def signed_in(user: Any) -> Client:
        client.force_login(user)
        return client

    return signed_in


def upload(client: Client, content: bytes, name: str = "letter.pdf", **typed: str) -> Any:
    data = {"kind": "preservation", **typed, "file": SimpleUploadedFile(name, content)}
    return client.post(NEW, data)


def typed(client: Client, url: str, **more: str) -> Any:
    fields = fields_of(client.get(url), "incoming")
    arrival = {"requesting_authority": "US-247", "channel": "post", "sender_reference": "US-4711"}
    return client.post(url, {**fields, **arrival, **more})


def test_a_letter_is_typed_in(world: World, client_of: Any) -> None:
    client = client_of(world.contact)
    response = upload(client, b"%PDF-1.7 a scan")
    assert response.status_code == 302
    said = {"lines": "185.220.101.7, 51234, 2026-11-14T08:21:07+04:00", "facts": "Pass codes were taken."}
    offence = {"offences-0-article": "8", "offences-0-title": "Fraud"}
    done = typed(client, response.url, **said, **offence, necessity="Logs are kept for 30 days.")
    row = Request.objects.get()
    assert done.url == f"/requests/{row.pk}/"
    assert row.original is not None
    assert [one.value for one in row.identifiers.all()] == [IP["value"]]
    page = client.get(done.url).content.decode()
    for text in ("Sender not verified", "US-4711", "Pass codes were taken.", "Fraud", "letter.pdf", "What to ask back"):
        assert text in page
    assert b"".join(client.get(f"/requests/{row.pk}/original/").streaming_content) == b"%PDF-1.7 a scan"


def test_a_document_of_another_portal_is_shown_before_it_is_registered(world: World, client_of: Any) -> None:
    document = document_context(world.draft(), now=timezone.now(), signatory=world.supervisor)
    client = client_of(world.contact)
    response = upload(client, render_pdf(current_version("preservation"), document).content)
    page = client.get(response.url).content.decode()
    assert str(CONTENT["necessity"]) in page
    assert 'value="GE-CA" selected' in page
    assert "Addressed to another authority" not in page
    assert not Request.objects.filter(registered_at__isnull=False).exists()
    fields = fields_of(client.get(response.url), "incoming")
    assert client.post(response.url, fields).status_code == 400  # a member of the portal: why outside?
    client.post(response.url, {**fields, "note": "Their connection is down."})
    row = Request.objects.get(registered_at__isnull=False)
    assert row.content["necessity"] == CONTENT["necessity"]
    assert row.sender_reference == document.reference


def test_a_document_of_this_portal_leads_to_its_request(world: World, client_of: Any) -> None:
    row = world.sent()
    response = upload(client_of(world.contact), bytes(row.documents.get().pdf))
    assert response.url == f"/requests/{row.pk}/"


def test_one_that_was_not_sent_is_no_news(world: World, client_of: Any) -> None:
    pdf = bytes(world.approved().documents.get().pdf)
    response = upload(client_of(world.contact), pdf)
    assert "A document of this portal" not in client_of(world.contact).get(response.url).content.decode()


def test_a_document_that_names_another_authority_says_so(world: World, client_of: Any) -> None:
    document = document_context(world.draft(to=world.outsider), now=timezone.now(), signatory=world.supervisor)
    response = upload(client_of(world.contact), document.to_json().encode(), "request.json")
    page = client_of(world.contact).get(response.url).content.decode()
    assert "Addressed to another authority" in page
    assert "The document names Duty Desk." in page


def test_the_same_number_is_pointed_out_first(world: World, client_of: Any) -> None:
    first = registered(world, identifiers=[])
    client = client_of(world.contact)
    refused = typed(client, f"{DETAILS}?kind=preservation")
    assert refused.status_code == 409
    assert first.reference in refused.content.decode()
    fields = fields_of(refused, "incoming")
    assert client.post(f"{DETAILS}?kind=preservation", {**fields, "repeated": "on"}).status_code == 302
    assert Request.objects.count() == 2


def test_so_is_the_same_identifier(world: World, client_of: Any) -> None:
    first = registered(world)
    client = client_of(world.contact)
    lines = {"lines": "185.220.101.7, 51234, 2026-11-14T08:21:07+04:00", "sender_reference": "US-9"}
    asked = typed(client, f"{DETAILS}?kind=preservation", **lines)
    assert asked.status_code == 409
    assert first.reference in asked.content.decode()
    done = client.post(f"{DETAILS}?kind=preservation", fields_of(asked, "incoming"))
    assert done.status_code == 302
    assert first.reference in client.get(done.url).content.decode()


def test_every_error_stands_beside_its_field_and_nothing_is_lost(world: World, client_of: Any) -> None:
    client = client_of(world.contact)
    wrong = {"lines": "nonsense\n300.1.1.1", "duration_days": "3", "received_at_2": "", "requesting_authority": ""}
    answer = typed(client, f"{DETAILS}?kind=preservation", **wrong, necessity="Kept words 🙂 مثال")
    page = answer.content.decode()
    assert answer.status_code == 400
    for text in ("Line 1:", "Line 2:", "Ask for 60 days", "Choose the UTC offset", "Kept words 🙂 مثال"):
        assert text in page
    assert not Request.objects.exists()


@pytest.mark.parametrize("query", ["?kind=wiretap", "?to=XX", "?file=nonsense", "?kind=\x00&to=\x00"])
def test_a_made_up_address_is_answered(world: World, client_of: Any, query: str) -> None:
    assert client_of(world.contact).get(DETAILS + query).status_code in (200, 400)


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 1000, b"%PDF-1.7\n1 0 obj", b'{"schema":"mla-portal/request-document"}']
)
def test_any_file_is_kept_or_refused(world: World, client_of: Any, content: bytes) -> None:
    client = client_of(world.contact)
    response = upload(client, content, "../\u202eevil.pdf")
    assert response.status_code in (302, 400)
    if response.status_code == 302:
        assert client.get(response.url).status_code == 200


def test_the_sender_is_verified_on_its_page(world: World, client_of: Any) -> None:
    row = registered(world)
    client = client_of(world.contact)
    client.post(f"/requests/{row.pk}/sender/", {"how": "call_back"})
    page = client.get(f"/requests/{row.pk}/").content.decode()
    assert "Sender not verified" not in page
    assert "Called back at a number of the directory" in page


def test_a_supervisor_agrees_and_ends_it(world: World, client_of: Any) -> None:
    client = client_of(world.supervisor)
    assert "Takes no part" in client.get("/deconfliction/").content.decode()
    client.post("/deconfliction/", {"authority": "GE-CA", "act": "agree"})
    assert "Takes part" in client.get("/deconfliction/").content.decode()
    client.post("/deconfliction/", {"authority": "GE-CA", "act": "end"})
    assert "Takes no part" in client.get("/deconfliction/").content.decode()
    assert client.post("/deconfliction/", {"authority": "RO-247", "act": "agree"}).status_code == 400


def test_an_overlap_is_shown_to_the_supervisor_alone(world: World, client_of: Any) -> None:
    mine = world.draft()
    registered(world)
    for person, authority in ((world.supervisor, world.asking), (world.their_supervisor, world.asked)):
        agreement_make(actor=person, authority=authority)
    told = client_of(world.supervisor).get(f"/requests/{mine.pk}/").content.decode()
    assert "Another authority looks for the same" in told
    assert "Cybercrime Service" in told
    assert mine.reference in client_of(world.supervisor).get("/deconfliction/").content.decode()
    for other in (world.officer, world.colleague, world.auditor):
        page = client_of(other).get(f"/requests/{mine.pk}/").content.decode()
        assert "Another authority looks for the same" not in page


def test_the_case_is_nowhere(world: World, client_of: Any) -> None:
    row = registered(world)
    page = client_of(world.contact).get(f"/requests/{row.pk}/").content.decode()
    assert str(CASE["reference"]) not in page


@pytest.mark.parametrize(
    "typed_in",
    [
        {"lines": "\n".join(f"10.{n // 65536}.{n // 256 % 256}.{n % 256}" for n in range(10_000))},
        {"lines": "x" * 5_000_000},
        {"necessity": "x" * 5_000_000},
        {"facts": "before \x00 after"},
        {"sender_reference": "\x00"},
        {"note": "n" * 100_000},
        {"received_at_0": "9999-99-99"},
        {"offences-0-title": "\x00", "offences-TOTAL_FORMS": "999999999999999"},
        {"requesting_authority": "\x00"},
        {"token": "\x00"},
    ],
    ids=[
        "10,000 addresses",
        "5 MB of lines",
        "5 MB",
        "NUL",
        "NUL number",
        "long note",
        "no day",
        "rows",
        "who",
        "token",
    ],
)
def test_whatever_is_typed_is_taken_or_refused(world: World, client_of: Any, typed_in: dict[str, str]) -> None:
    answer = typed(client_of(world.contact), f"{DETAILS}?kind=preservation", **typed_in)
    assert answer.status_code in (400, 413)
    assert not Request.objects.exists()


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 half of it", "This PDF is broken: it cannot be read."),
        (locked(), "This PDF is encrypted."),
        (b"%PDF-1.7\n" + bytes(2000), "The file is larger than"),
        (b"MZ a program", "This is neither a PDF nor a request in JSON."),
    ],
    ids=["broken", "encrypted", "too large", "another file"],
)
def test_what_cannot_be_read_is_kept_and_said_why(
    world: World, client_of: Any, content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "LARGEST_READ", 1500)
    monkeypatch.setattr(incoming_files, "LARGEST_READ", 1500)
    client = client_of(world.contact)
    page = client.get(upload(client, content).url).content.decode()
    assert "nothing was read of it" in page
    assert reason in page


def test_an_answer_is_not_taken_for_a_request(world: World, client_of: Any) -> None:
    notice = render_pdf(current_version("acknowledgement"), ACKNOWLEDGEMENT).content
    client = client_of(world.contact)
    page = client.get(upload(client, notice).url).content.decode()
    assert "This is a notice about a request" in page
