"""Approving signs for the authority, or approves nothing."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from mla_portal.audit.models import Event
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict
from requests_app.models import Document, Request
from requests_app.services.documents import is_vouched_for
from requests_app.services.review import request_approve
from tests.signing.authority import DAY, Cabinet
from tests.signing.test_findings import looked
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db


def approve_page(world: World, row: Request) -> tuple[Client, str]:
    client = Client()
    client.login(username=world.supervisor.username, password=PASSWORD)
    return client, f"/requests/{row.pk}/actions/approve/"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_what_is_frozen_and_hashed_is_what_was_signed(world: World, cabinet: Cabinet) -> None:
    certificate = cabinet.lay_out("GE-CA")
    row = world.approved()
    document, content = row.documents.get(), bytes(row.documents.get().pdf)
    [signature] = looked(cabinet, content).signatures
    assert (signature.holds, signature.trusted_now, signature.reason) == (True, True, f"Approved: {row.reference}")
    assert signature.location == "Prosecutor's Office, Georgia"
    assert (document.sha256, is_vouched_for(document)) == (sha256(content).hexdigest(), True)
    assert (document.signed_as, document.signature_level) == ("Office GE-CA, Tests, GE", "B-B")
    told = json.loads(Event.objects.get(verb=Verb.DOCUMENT_ISSUED).data)
    assert told["certificate_sha256"] == signature.certificate_sha256 == document.certificate_sha256
    assert certificate.serial_number == int(signature.serial, 16)


def test_without_a_certificate_it_is_not_signed_and_the_page_says_so(world: World) -> None:
    row = world.approved()
    client, _address = approve_page(world, row)
    page = text_of(client.get(f"/requests/{row.pk}/document/"))
    assert (row.documents.get().signed_as, row.documents.get().certificate_sha256) == ("", "")
    assert "Not signed" in page
    assert "No certificate was set up for Prosecutor&#x27;s Office" in page


def test_the_page_of_the_document_says_who_signed(world: World, cabinet: Cabinet) -> None:
    cabinet.lay_out("GE-CA")
    row = world.approved()
    client, _address = approve_page(world, row)
    assert "Office GE-CA, Tests, GE" in text_of(client.get(f"/requests/{row.pk}/document/"))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"since": -2 * DAY, "until": -DAY}, "Its certificate expired on"),
        ({"since": DAY}, "Its certificate is not valid before"),
        ({"passphrase": "another one"}, "Its pass phrase does not open"),
    ],
)
def test_what_cannot_be_signed_is_not_approved(
    world: World, cabinet: Cabinet, wrong: dict[str, Any], reason: str
) -> None:
    row = world.in_review()
    cabinet.lay_out("GE-CA", **wrong)
    events = Event.objects.count()
    with pytest.raises(Conflict, match=reason) as refusal:
        request_approve(actor=world.supervisor, request=row)
    row.refresh_from_db()
    assert refusal.value.code == "cannot_sign"
    assert (row.status, row.approved_by, Document.objects.count(), Event.objects.count()) == (
        "in_review",
        None,
        0,
        events,
    )


def test_once_the_certificate_is_renewed_it_can_be_approved(world: World, cabinet: Cabinet) -> None:
    row = world.in_review()
    cabinet.lay_out("GE-CA", since=-2 * DAY, until=-DAY)
    with pytest.raises(Conflict):
        request_approve(actor=world.supervisor, request=row)
    cabinet.config.write_text("")
    cabinet.lay_out("GE-CA")
    assert request_approve(actor=world.supervisor, request=row).status == "approved"


def test_the_page_says_before_whether_it_will_be_signed(world: World, cabinet: Cabinet) -> None:
    row = world.in_review()
    client, address = approve_page(world, row)
    assert "It will not bear an electronic signature" in text_of(client.get(address))
    cabinet.lay_out("GE-CA")
    assert "It is signed electronically as Office GE-CA, Tests, GE." in text_of(client.get(address))


def test_the_page_says_why_it_was_not_approved(world: World, cabinet: Cabinet) -> None:
    row = world.in_review()
    cabinet.lay_out("GE-CA", passphrase="another one")
    client, address = approve_page(world, row)
    response = client.post(address)
    assert response.status_code == 409
    assert "nothing was approved: Its pass phrase does not open" in text_of(response)
