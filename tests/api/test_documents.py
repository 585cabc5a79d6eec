from __future__ import annotations

import hashlib
import io
import json

import docx
import pypdf
import pytest

from mla_portal.audit.models import Event
from requests_app.models import Request
from templates_app.twin import twin_bytes
from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db


def revised(world: World) -> Request:
    """Approved, returned, approved again, sent: two documents, of which the second left the house."""
    officer, supervisor = Caller(world.officer), Caller(world.supervisor)
    row = world.approved()
    officer.act(row.pk, "return", reason="A typing error.")
    officer.act(row.pk, "submit")
    supervisor.act(row.pk, "approve")
    officer.act(row.pk, "send")
    return row


def test_there_is_none_before_approval(world: World, officer: Caller) -> None:
    assert officer.get(f"requests/{world.in_review().pk}/documents/") == {"results": [], "next": None}


def test_the_bytes_have_the_hash_that_is_told(world: World, officer: Caller, contact: Caller) -> None:
    row = world.sent()
    [document] = officer.get(f"requests/{row.pk}/documents/")["results"]
    assert contact.get(f"requests/{row.pk}/documents/")["results"] == [document]
    for person in (officer, contact):
        pdf = person.file(f"documents/{document['id']}/file.pdf")
        assert hashlib.sha256(pdf).hexdigest() == document["sha256"]
        data = person.file(f"documents/{document['id']}/file.json")
        assert hashlib.sha256(data).hexdigest() == document["context_sha256"]
    assert row.reference in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert json.loads(data)["reference"] == row.reference
    assert twin_bytes(pdf) == data


def test_each_time_it_is_handed_out_is_an_event(world: World, contact: Caller) -> None:
    row = world.sent()
    [document] = contact.get(f"requests/{row.pk}/documents/")["results"]
    contact.file(f"documents/{document['id']}/file.pdf")
    contact.file(f"documents/{document['id']}/file.json")
    assert Event.objects.filter(chain=f"request:{row.pk}", verb="document.downloaded").count() == 2
    assert row.readings.get().user == world.contact


def test_the_requested_side_sees_what_was_sent_and_no_earlier_revision(
    world: World, officer: Caller, contact: Caller
) -> None:
    row = revised(world)
    second, first = officer.get(f"requests/{row.pk}/documents/")["results"]
    assert [first["revision"], second["revision"]] == [1, 2]
    assert contact.get(f"requests/{row.pk}/documents/")["results"] == [second]
    contact.get(f"documents/{first['id']}/file.pdf", 404)
    contact.get(f"documents/{first['id']}/file.json", 404)


def test_a_stranger_finds_nothing(world: World, stranger: Caller) -> None:
    row = world.sent()
    document = row.documents.get()
    for path in (f"requests/{row.pk}/documents/", f"requests/{row.pk}/preview.pdf"):
        stranger.get(path, 404)
    for name in ("file.pdf", "file.json", "file.docx"):
        stranger.get(f"documents/{document.pk}/{name}", 404)


def test_a_file_is_given_whatever_is_accepted(world: World, officer: Caller) -> None:
    document = world.approved().documents.get()
    for accept in ("application/pdf", "text/html", "nonsense"):
        answer = officer.client.get(f"/api/v1/documents/{document.pk}/file.pdf", headers={"accept": accept})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_a_preview_says_that_it_is_a_draft(world: World, officer: Caller) -> None:
    pdf = officer.file(f"requests/{world.draft().pk}/preview.pdf?lang=en")
    assert "DRAFT" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().upper()


def test_once_frozen_the_preview_is_the_document(world: World, officer: Caller) -> None:
    row = world.approved()
    assert officer.file(f"requests/{row.pk}/preview.pdf") == bytes(row.documents.get().pdf)


def test_a_preview_is_for_the_own_side(world: World, contact: Caller) -> None:
    contact.get(f"requests/{world.sent().pk}/preview.pdf", 404)


def test_the_word_file_says_the_same_and_is_an_event_too(world: World, contact: Caller) -> None:
    row = world.sent()
    [document] = contact.get(f"requests/{row.pk}/documents/")["results"]
    word = docx.Document(io.BytesIO(contact.file(f"documents/{document['id']}/file.docx")))

    assert word.core_properties.title.endswith(row.reference)
    assert Event.objects.filter(chain=f"request:{row.pk}", verb="document.downloaded").count() == 1
    assert row.readings.get().user == world.contact
