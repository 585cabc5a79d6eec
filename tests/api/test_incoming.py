from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from requests_app.models import Request
from requests_app.selectors.document_context import document_context
from templates_app.rendering import render_pdf
from templates_app.versions import current_version
from tests.api.calls import Caller
from tests.world import CASE, CONTENT, IP, World

pytestmark = pytest.mark.django_db

LETTER: dict[str, Any] = {
    "requesting_authority": "US-247",
    "kind": "preservation",
    "urgency": "urgent",
    "channel": "interpol",
    "received_at": "2026-11-14T08:21:07+04:00",
    "sender_reference": "US-4711",
    "content": CONTENT,
    "facts": "Pass codes were taken from customers of a bank.",
    "offences": CASE["offences"],
    "identifiers": [IP],
}


def elsewhere(world: World) -> tuple[bytes, str]:
    """The PDF of a request that another portal made, and its JSON."""
    row = world.draft()
    document = document_context(row, now=timezone.now(), signatory=world.supervisor)
    pdf = render_pdf(current_version("preservation"), document).content
    return pdf, document.to_json()


def test_a_letter_is_registered(contact: Caller) -> None:
    told = contact.post("incoming/", LETTER, 201)
    assert (told["status"], told["urgency"], told["case"]) == ("sent", "urgent", None)
    assert (told["requesting_authority"], told["requested_authority"]) == ("US-247", "RO-247")
    assert (told["sender_reference"], told["received_channel"]) == ("US-4711", "interpol")
    assert (told["sent_at"], told["sender_verified_at"]) == ("2026-11-14T04:21:07Z", None)
    assert told["facts"] == LETTER["facts"]
    assert [one["title"] for one in told["offences"]] == ["Computer-related fraud"]
    assert [one["value"] for one in told["identifiers"]] == [IP["value"]]
    assert [one["kind"] for one in told["deadlines"]] == ["acknowledgement"]
    assert "acknowledge" in told["allowed_actions"]
    assert contact.act(told["id"], "acknowledge", their_reference="RO-1")["status"] == "acknowledged"


def test_what_is_missing_is_told_and_hinders_nobody(contact: Caller) -> None:
    told = contact.post("incoming/", {"requesting_authority": "US-247", "kind": "preservation"}, 201)
    assert {"29(2)(b)", "29(2)(e)"} <= {one["article"] for one in told["missing"]}
    assert contact.get(f"requests/{told['id']}/completeness/")["complete"] is False


def test_a_pdf_of_this_product_fills_itself_in(world: World, contact: Caller) -> None:
    pdf, _text = elsewhere(world)
    told = contact.upload("incoming/", pdf, 201)
    assert (told["kind"], told["requesting_authority"], told["requested_authority"]) == (
        "preservation",
        "GE-CA",
        "RO-247",
    )
    assert told["content"]["necessity"] == CONTENT["necessity"]
    assert [one["value"] for one in told["identifiers"]] == [IP["value"]]
    assert told["sender_reference"] == Request.objects.exclude(pk=told["id"]).get().reference
    assert told["missing"] == []


def test_so_does_its_json(world: World, contact: Caller) -> None:
    _pdf, text = elsewhere(world)
    assert contact.post("incoming/", json.loads(text), 201)["content"]["necessity"] == CONTENT["necessity"]


def test_what_is_said_goes_before_what_was_read(world: World, contact: Caller) -> None:
    pdf, _text = elsewhere(world)
    data = {
        "file": SimpleUploadedFile("letter.pdf", pdf),
        "requesting_authority": "US-247",
        "identifiers": json.dumps([{**IP, "value": "185.220.101.8"}]),
    }
    response = contact.client.post("/api/v1/incoming/", data, content_type=MULTIPART_CONTENT)
    told = response.json()
    assert (response.status_code, told["requesting_authority"]) == (201, "US-247")
    assert [one["value"] for one in told["identifiers"]] == ["185.220.101.8"]


def test_a_document_of_this_portal_is_here_already(world: World, contact: Caller) -> None:
    row = world.sent()
    told = contact.upload("incoming/", bytes(row.documents.get().pdf), 200)
    assert told["id"] == str(row.pk)
    assert Request.objects.count() == 1


def test_the_same_number_again(contact: Caller) -> None:
    first = contact.post("incoming/", LETTER, 201)
    refusal = contact.post("incoming/", LETTER, 409)
    assert refusal["duplicates"] == [{"id": first["id"], "reference": first["reference"]}]
    again = contact.post("incoming/", {**LETTER, "repeated": True}, 201)
    assert [one["reference"] for one in again["duplicates"]] == [first["reference"]]
    assert again["duplicates"][0]["at_once"] is True


def test_sent_twice_with_one_key_it_is_registered_once(contact: Caller) -> None:
    first = contact.post("incoming/", LETTER, 201, key="letter-1")
    assert contact.post("incoming/", LETTER, 201, key="letter-1")["id"] == first["id"]
    assert Request.objects.count() == 1


def test_all_that_is_wrong_is_named_at_once(contact: Caller) -> None:
    wrong = {"requesting_authority": "XX", "kind": "wiretap", "received_at": "2026-11-14T08:21:07", "channel": "pigeon"}
    errors = contact.post("incoming/", wrong, 400)["errors"]
    assert {"requesting_authority", "kind", "received_at"} <= set(errors)
    assert "channel" in contact.post("incoming/", {**LETTER, "channel": "pigeon"}, 400)["errors"]
    assert "colour" in contact.post("incoming/", {**LETTER, "colour": "red"}, 400)["errors"]
    assert "requested_authority" in contact.post("incoming/", {**LETTER, "requested_authority": "GE-CA"}, 400)["errors"]
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": 7},
        {"content": None, "facts": 3},
        {"identifiers": {"type": "ip"}},
        {"offences": "all"},
        {"sender_reference": 7},
        {"note": ["x"]},
        {"sender_verified_how": {}},
        {"channel": []},
        {"urgency": {}},
        {"kind": []},
        {"requesting_authority": {}},
        {"requested_authority": []},
    ],
)
def test_whatever_is_sent_it_is_refused_with_a_reason(contact: Caller, wrong: dict[str, Any]) -> None:
    assert contact.post("incoming/", {**LETTER, **wrong}, 400)["message"]


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7\nnothing", b"{}", b'{"schema": "mla-portal/request-document"}', b"\x00" * 100, b"GIF89a"],
)
def test_a_file_of_which_nothing_can_be_read_needs_the_rest(contact: Caller, content: bytes) -> None:
    assert contact.upload("incoming/", content, 400)["message"]


def test_such_a_file_is_kept_with_what_is_said(contact: Caller) -> None:
    data = {"file": SimpleUploadedFile("scan.pdf", b"%PDF-1.7 scan"), "requesting_authority": "US-247"}
    fields = {"kind": "preservation", "content": json.dumps(CONTENT)}
    response = contact.client.post("/api/v1/incoming/", {**data, **fields}, content_type=MULTIPART_CONTENT)
    assert response.status_code == 201, response.content
    kept = Request.objects.get().original
    assert kept is not None
    assert kept.name == "scan.pdf"


def test_who_receives_nothing_registers_nothing(world: World) -> None:
    assert Caller(world.auditor).post("incoming/", LETTER, 403)["message"]
