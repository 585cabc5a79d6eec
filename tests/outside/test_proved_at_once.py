"""Sending, further sending and receipt recorded with their proofs in one step: both or neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.models import Request
from tests.outside.links import sent_outside
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def as_(db: None) -> SignIn:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def paper(name: str = "fax.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode())


def received(at: Any) -> dict[str, str]:
    return {"received_at_0": f"{at:%Y-%m-%d}", "received_at_1": f"{at:%H:%M:%S}", "received_at_2": "+00:00"}


def status(request: Request) -> str:
    return Request.objects.values_list("status", flat=True).get(pk=request.pk)


def proofs(request: Request) -> list[tuple[str, str]]:
    """(stage, name of the file) of the newest transmission."""
    sent = request.transmissions.order_by("-sent_at")[0]
    return [(one.stage, one.file.name if one.file else "") for one in sent.proofs.order_by("id")]


def test_sent_with_its_proof_and_its_receipt(world: World, as_: SignIn) -> None:
    request = world.approved(to=world.outsider)
    body = {"channel": "interpol", "note": "No. 7", "proof": paper(), "receipt": paper("receipt.pdf")}
    answer = as_(world.officer).post(f"/requests/{request.pk}/actions/send/", body)
    assert answer.status_code == 302
    assert proofs(request) == [("sent", "fax.pdf"), ("received", "receipt.pdf")]
    assert {one.note for one in request.transmissions.get().proofs.all()} == {"No. 7"}


@pytest.mark.parametrize("days", [2, -9])
def test_received_in_the_future_or_before_it_was_sent_nothing_is_sent(world: World, as_: SignIn, days: int) -> None:
    request = world.approved(to=world.outsider)
    body = {"channel": "interpol", "note": "No. 7", **received(timezone.now() + timedelta(days=days))}
    answer = as_(world.officer).post(f"/requests/{request.pk}/actions/send/", body)
    assert answer.status_code == 400
    assert "received_at" in answer.context["form"].errors
    assert status(request) == "approved"
    assert "No. 7" in answer.content.decode()


def test_an_instant_of_receipt_alone_needs_somebodys_word(world: World, as_: SignIn) -> None:
    request = world.approved(to=world.outsider)
    body = {"channel": "interpol", **received(timezone.now())}
    answer = as_(world.officer).post(f"/requests/{request.pk}/actions/send/", body)
    assert answer.status_code == 400
    assert "Attach the proof, or write who confirmed it" in answer.content.decode()
    assert status(request) == "approved"


def test_the_acknowledgement_is_recorded_with_its_proof(world: World, as_: SignIn) -> None:
    request = sent_outside(world)
    body = {"their_reference": "US-7", "receipt": paper("letter.pdf")}
    assert as_(world.officer).post(f"/requests/{request.pk}/actions/acknowledge/", body).status_code == 302
    assert (status(request), proofs(request)) == ("acknowledged", [("received", "letter.pdf")])


def test_once_more_with_its_proof(world: World, as_: SignIn) -> None:
    request, officer = sent_outside(world), as_(world.officer)
    page = f"/requests/{request.pk}/transmissions/"
    body = {"act": "further", "purpose": "formal", "channel": "post", "note": "", "proof": paper("courier.pdf")}
    assert officer.post(page, body).status_code == 302
    assert proofs(request) == [("sent", "courier.pdf")]
    assert officer.post(page, {**body, "channel": "diplomatic", **received(timezone.now())}).status_code == 400
    assert request.transmissions.count() == 2


def test_of_a_member_no_proof_is_asked(world: World, as_: SignIn) -> None:
    request = world.approved()
    assert 'type="file"' not in as_(world.officer).get(f"/requests/{request.pk}/actions/send/").content.decode()
    request = world.sent()
    assert 'type="file"' not in as_(world.contact).get(f"/requests/{request.pk}/actions/acknowledge/").content.decode()
