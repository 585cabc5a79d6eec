"""`POST documents/verify/` and the page `/verify/`: what is told of a file, and to whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import Document
from templates_app.verification import reading
from tests.api.calls import Caller
from tests.signing.authority import Cabinet
from tests.signing.test_findings import changed, countersigned, swapped
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world: World, trusted: Cabinet) -> Document:
    """Signed, and sent."""
    trusted.lay_out("GE-CA")
    return world.sent().documents.get()


def ask(user: User, content: bytes, status: int = 200) -> Any:
    return Caller(user).upload("documents/verify/", content, status)


def drop(user: User, content: bytes, status: int = 200) -> str:
    client = Client()
    client.login(username=user.username, password=PASSWORD)
    file = SimpleUploadedFile("request.pdf", content)
    response = client.post("/verify/", {"file": file} if content else {})
    assert response.status_code == status, response.content[:500]
    return " ".join(response.content.decode().split())


def test_a_signed_document_is_told_whole(world: World, document: Document) -> None:
    told = ask(world.contact, bytes(document.pdf))
    assert (told["known"], told["unaltered"], told["signed"], told["problem"]) == (True, True, True, "")
    assert told["signature"] == "It bears a signature that holds: Office GE-CA, Tests, GE."
    [one] = told["signatures"]
    assert (one["holds"], one["covers"], one["trusted_now"], one["valid_now"]) == (True, "file", True, True)
    assert told["document"]["signed_as"] == "Office GE-CA, Tests, GE"
    assert (told["twin"]["matches"], told["twin"]["known"]) == (True, True)
    assert told["twin"]["sha256"] == document.context_sha256


def test_a_stranger_learns_what_the_file_says_and_not_whose_it_is(world: World, document: Document) -> None:
    told = ask(world.stranger, bytes(document.pdf))
    assert (told["known"], told["document"], told["signed"]) == (True, None, True)


def test_of_a_signed_document_that_was_not_sent_others_learn_nothing(world: World, trusted: Cabinet) -> None:
    trusted.lay_out("GE-CA")
    content = bytes(world.approved().documents.get().pdf)
    told = ask(world.stranger, content + b"\n")
    assert (told["known"], told["begins_with_known"], told["begins_with"]) == (False, False, None)


def test_a_flipped_byte(world: World, document: Document) -> None:
    content = bytearray(document.pdf)
    content[3000] ^= 1
    told = ask(world.officer, bytes(content))
    assert (told["known"], told["unaltered"], told["signed"], told["begins_with"]) == (False, False, False, None)
    assert told["signature"] == "A signature is broken: what was signed was changed afterwards."


def test_a_change_after_signing_names_the_document_it_was(world: World, document: Document) -> None:
    told = ask(world.officer, changed(bytes(document.pdf)))
    assert (told["known"], told["signed"], told["begins_with_known"]) == (False, False, True)
    assert told["begins_with"]["reference"] == document.request.reference
    assert told["message"].startswith("This was a document of this portal, and somebody changed it")


def test_the_signature_of_the_receiver_is_no_change(world: World, document: Document, trusted: Cabinet) -> None:
    told = ask(world.officer, countersigned(trusted, bytes(document.pdf)))
    assert (told["known"], told["signed"], told["begins_with_known"]) == (False, True, True)
    assert told["message"].startswith("This is a document of this portal, unaltered, to which")
    assert [one["subject"] for one in told["signatures"]] == ["Office GE-CA, Tests, GE", "Office RO-247, Tests, GE"]


def test_swapped_data_are_told(world: World, document: Document) -> None:
    told = ask(world.officer, swapped(bytes(document.pdf)))
    assert (told["signed"], told["begins_with_known"]) == (False, True)
    assert (told["twin"]["matches"], told["twin"]["known"]) == (False, False)


def test_the_data_of_a_document(world: World, document: Document) -> None:
    told = ask(world.officer, document.context.encode())
    assert (told["format"], told["known"], told["document"]["reference"]) == ("json", True, document.request.reference)
    assert ask(world.officer, document.context.encode() + b" ")["known"] is False


@pytest.mark.parametrize(
    ("content", "problem"), [(b"%PDF-1.7\n%%EOF", "broken"), (b"no document at all", ""), (b"{", "")]
)
def test_what_cannot_be_read_is_answered_with_the_reason(world: World, content: bytes, problem: str) -> None:
    told = ask(world.officer, content)
    assert (told["known"], told["signed"], told["problem"]) == (False, False, problem)


def test_what_is_too_large_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests_app.api.verification.SIZE_LIMIT", 1000)
    assert ask(world.officer, b"%PDF" + b" " * 2000, 413)["code"] == "too_large"


def test_the_length_alone_is_enough_to_refuse(world: World) -> None:
    caller = Caller(world.officer)
    for address in ("/api/v1/documents/verify/", "/verify/"):
        caller.client.login(username=world.officer.username, password=PASSWORD)
        response = caller.client.post(address, {}, CONTENT_LENGTH=str(200 * 1024**2))
        assert response.status_code == 413, address


def test_the_page_tells_the_same(world: World, document: Document) -> None:
    page = drop(world.contact, bytes(document.pdf))
    assert "These bytes are a document of this portal, unaltered." in page
    assert "Unaltered: it covers the whole file." in page
    assert document.request.reference in page


def test_the_page_keeps_from_a_stranger_whose_it_is(world: World, document: Document) -> None:
    page = drop(world.stranger, bytes(document.pdf))
    assert "It concerns others, so no more is said of it here." in page
    assert f"/requests/{document.request_id}/" not in page


def test_a_newer_revision_is_told_to_whoever_may_see_it(world: World, document: Document) -> None:
    newer = Document.objects.get(pk=document.pk)
    newer.pk, newer.revision, newer.sha256 = None, 2, "0" * 64
    newer._state.adding = True
    newer.save()
    assert ask(world.officer, bytes(document.pdf))["superseded_by"]["revision"] == 2
    assert ask(world.contact, bytes(document.pdf))["superseded_by"] is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file."),
        (b"no document at all", "This is neither a PDF nor the data of a document."),
        (b"%PDF-1.7\n%%EOF", "This PDF is damaged"),
    ],
)
def test_the_page_refuses_with_a_reason(world: World, content: bytes, said: str) -> None:
    assert said in drop(world.officer, content, 400)


def test_a_crowd_of_files_waits_its_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def acquire(self, *, timeout: float) -> bool:
            return False

    monkeypatch.setattr(reading, "AT_ONCE", Full())
    assert "Several files are being checked" in ask(world.officer, b"%PDF-1.7", 409)["message"]
