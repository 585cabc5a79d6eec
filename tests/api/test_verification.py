from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.emergencies import emergency_review
from tests.api.calls import Caller
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db


def test_whoever_may_see_the_document_is_told_which_it_is(world: World, officer: Caller, contact: Caller) -> None:
    row = world.sent()
    document = row.documents.get()
    for person in (officer, contact):
        told = person.upload("documents/verify/", bytes(document.pdf))
        assert (told["known"], told["unaltered"], told["sha256"]) == (True, True, document.sha256)
        assert (told["document"]["reference"], told["document"]["approved_by"]) == (row.reference, "Supervisor")


def test_others_learn_only_that_it_is_genuine(world: World, stranger: Caller) -> None:
    told = stranger.upload("documents/verify/", bytes(world.sent().documents.get().pdf))
    assert (told["known"], told["document"]) == (True, None)


def test_of_what_was_not_sent_others_learn_nothing(world: World, stranger: Caller, contact: Caller) -> None:
    pdf = bytes(world.approved().documents.get().pdf)
    for person in (stranger, contact):
        told = person.upload("documents/verify/", pdf)
        assert (told["known"], told["document"]) == (False, None)


def test_one_byte_more_and_it_is_not_known(world: World, officer: Caller) -> None:
    told = officer.upload("documents/verify/", bytes(world.sent().documents.get().pdf) + b"\n")
    assert (told["known"], told["unaltered"], told["document"]) == (False, False, None)


def test_nothing_is_signed_without_a_certificate(world: World, officer: Caller) -> None:
    told = officer.upload("documents/verify/", bytes(world.sent().documents.get().pdf))
    assert told["signed"] is False
    assert "certificate" in told["signature"]


def test_a_file_is_needed(world: World, officer: Caller) -> None:
    body = b"--x\r\nContent-Disposition: form-data; name=file\r\n\r\ntext\r\n--x--\r\n"
    assert set(officer.post("documents/verify/", body, 400, kind="multipart/form-data; boundary=x")["errors"]) == {
        "file"
    }
    officer.post("documents/verify/", {}, 415)


def test_asked_again_with_the_same_key(world: World, officer: Caller) -> None:
    first = officer.upload("documents/verify/", b"%PDF-1.7", key="verify-1")
    assert officer.upload("documents/verify/", b"%PDF-1.7", key="verify-1") == first
    officer.upload("documents/verify/", b"%PDF-1.8", 409, key="verify-1")


def in_emergency(world: World) -> Request:
    grounds = {"urgency_grounds": ["threat_to_life"], "urgency_details": "A child is held."}
    draft = world.draft(urgency="emergency", content={**CONTENT, **grounds})
    return action_perform(actor=world.officer, request=draft, action="send_at_once", answers={})


def test_what_was_sent_at_once_was_approved_by_nobody(world: World, officer: Caller, contact: Caller) -> None:
    row = in_emergency(world)
    pdf = bytes(row.documents.get().pdf)
    told = officer.upload("documents/verify/", pdf)["document"]
    assert (told["approved_by"], told["emergency"]["sent_by"]) == ("", "Officer")
    assert told["emergency"]["reviewed"] is False
    emergency_review(actor=world.supervisor, request=row, finding="justified", reason="The child was found there.")
    assert officer.upload("documents/verify/", pdf)["document"]["emergency"]["reviewed"] is True
    theirs = contact.upload("documents/verify/", pdf)["document"]
    assert (theirs["approved_by"], theirs["emergency"]["reviewed"]) == ("", None)


def test_the_page_says_so_too(world: World, client: Client) -> None:
    row = in_emergency(world)
    for person, review in ((world.officer, True), (world.contact, False)):
        client.force_login(person)
        file = SimpleUploadedFile("request.pdf", bytes(row.documents.get().pdf))
        page = client.post("/verify/", {"file": file}).content.decode()
        assert "By nobody: sent at once, in the emergency lane" in page
        assert "Sent by Officer" in page
        assert ("The review of the sending is open." in page) is review


def test_what_was_approved_names_who_approved_it(world: World, client: Client, officer: Caller) -> None:
    pdf = bytes(world.sent().documents.get().pdf)
    assert officer.upload("documents/verify/", pdf)["document"]["emergency"] is None
    client.force_login(world.officer)
    page = client.post("/verify/", {"file": SimpleUploadedFile("request.pdf", pdf)}).content.decode()
    assert "emergency lane" not in page
    assert ">Approved<" in page.replace("\n", "").replace(" ", "")
