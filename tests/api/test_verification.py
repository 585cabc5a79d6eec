from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.world import World

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
