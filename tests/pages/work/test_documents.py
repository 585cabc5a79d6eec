"""The document: its page, its preview, its bytes, and who may have which."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from requests_app.models import Reading, Request
from requests_app.services.actions import action_perform
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def twice_approved(world: World) -> Request:
    """Sent with its second revision."""
    request = world.approved()
    action_perform(actor=world.officer, request=request, action="return", answers={"reason": "Wrong period"})
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        action_perform(actor=actor, request=request, action=action, answers={})
    return request


def test_the_file_is_the_frozen_bytes_and_reading_it_is_an_event(world: World, as_: SignIn) -> None:
    request = world.sent()
    document = request.documents.get()
    response = as_(world.contact).get(f"/documents/{document.pk}/file.pdf")
    assert hashlib.sha256(response.content).hexdigest() == document.sha256
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{request.reference}-1.pdf"'
    assert response["Cache-Control"] == "no-store"
    event = Event.objects.get(verb="document.downloaded")
    assert event.actor == world.contact
    assert Reading.objects.get().user == world.contact


def test_only_a_page_of_ours_may_frame_it(world: World, as_: SignIn) -> None:
    request = world.approved()
    client = as_(world.officer)
    for address in (f"/documents/{request.documents.get().pk}/file.pdf", f"/requests/{world.draft().pk}/preview.pdf"):
        response = client.get(address)
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert client.get(f"/requests/{request.pk}/document/")["X-Frame-Options"] == "DENY"


def test_who_has_the_file_already_is_not_sent_it_again(world: World, as_: SignIn) -> None:
    client = as_(world.officer)
    address = f"/documents/{world.approved().documents.get().pk}/file.pdf"
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_requested_side_has_what_was_sent_and_no_earlier_revision(world: World, as_: SignIn) -> None:
    request = twice_approved(world)
    first, second = request.documents.order_by("revision")
    client = as_(world.contact)
    assert client.get(f"/documents/{first.pk}/file.pdf").status_code == 404
    assert client.get(f"/documents/{second.pk}/file.pdf").status_code == 200
    page = client.get(f"/requests/{request.pk}/document/").content.decode()
    assert str(first.pk) not in page
    own = as_(world.officer).get(f"/requests/{request.pk}/document/").content.decode()
    assert f"/documents/{first.pk}/file.pdf" in own


def test_before_it_is_sent_the_other_side_has_nothing(world: World, as_: SignIn) -> None:
    request = world.approved()
    client = as_(world.contact)
    assert client.get(f"/documents/{request.documents.get().pk}/file.pdf").status_code == 404
    assert client.get(f"/requests/{request.pk}/preview.pdf").status_code == 404
    assert client.get(f"/requests/{request.pk}/document/").status_code == 404


def test_the_preview_is_a_draft_and_leaves_no_trace(world: World, as_: SignIn) -> None:
    request = world.draft()
    before = Event.objects.count()
    response = as_(world.colleague).get(f"/requests/{request.pk}/preview.pdf")
    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"] == f'inline; filename="{request.reference}-draft.pdf"'
    assert Event.objects.count() == before
    page = as_(world.colleague).get(f"/requests/{request.pk}/document/").content.decode()
    assert "Draft, not yet frozen" in page


def test_once_frozen_the_preview_leads_to_the_document(world: World, as_: SignIn) -> None:
    request = world.sent()
    document = request.documents.get()
    response = as_(world.officer).get(f"/requests/{request.pk}/preview.pdf")
    assert response["Location"] == f"/documents/{document.pk}/file.pdf"
    assert as_(world.contact).get(f"/requests/{request.pk}/preview.pdf").status_code == 404


def test_the_page_says_who_froze_it_and_its_hash(world: World, as_: SignIn) -> None:
    request = world.approved(to=world.outsider)
    answers = {"channel": "interpol", "note": "Message 12"}
    action_perform(actor=world.officer, request=request, action="send", answers=answers)
    page = as_(world.officer).get(f"/requests/{request.pk}/document/").content.decode()
    document = request.documents.get()
    assert document.sha256 in page
    assert "Supervisor" in page
    assert "INTERPOL I-24/7" in page
    assert "Message 12" in page


def test_a_returned_draft_shows_what_it_would_be_now(world: World, as_: SignIn) -> None:
    request = world.approved()
    action_perform(actor=world.officer, request=request, action="return", answers={"reason": "Wrong period"})
    page = as_(world.officer).get(f"/requests/{request.pk}/document/").content.decode()
    assert "Draft, not yet frozen" in page
    assert f"/documents/{request.documents.get().pk}/file.pdf" in page


def test_a_stranger_finds_nothing(world: World, as_: SignIn) -> None:
    request = world.sent()
    client = as_(world.stranger)
    for address in (
        f"/documents/{request.documents.get().pk}/file.pdf",
        f"/requests/{request.pk}/document/",
        f"/requests/{request.pk}/preview.pdf",
    ):
        assert client.get(address).status_code == 404


def test_the_word_file_is_made_of_what_is_frozen_and_is_an_event(world: World, as_: SignIn) -> None:
    request = world.sent()
    response = as_(world.contact).get(f"/documents/{request.documents.get().pk}/file.docx")
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == f'attachment; filename="{request.reference}-1.docx"'
    assert Event.objects.get(verb="document.downloaded").actor == world.contact
    assert Reading.objects.get().user == world.contact


def test_the_page_has_the_text_for_an_e_mail(world: World, as_: SignIn) -> None:
    request = world.approved()
    page = as_(world.officer).get(f"/requests/{request.pk}/document/").content.decode()
    assert f"2. Reference / case number\n    {request.reference}\n" in page
    assert f"/documents/{request.documents.get().pk}/file.docx" in page


def test_a_draft_has_neither(world: World, as_: SignIn) -> None:
    page = as_(world.officer).get(f"/requests/{world.draft().pk}/document/").content.decode()
    assert "file.docx" not in page
    assert "document-text" not in page
