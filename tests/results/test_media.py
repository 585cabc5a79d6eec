"""A medium: announced, received, compared; what differs is asked about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from contacts.days import day_in
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.models import Disclosure, Medium, Request
from requests_app.selectors.disclosures import custody_of
from requests_app.services.actions import action_perform
from requests_app.services.media import medium_check, medium_receive, medium_send
from tests.requests_app.holding import open_kinds
from tests.results.making import handed_over
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
HASH = "ab" * 32
HOUR = timedelta(hours=1)


def sent(world: World, request: Request, made: Disclosure, **more: Any) -> Medium:
    given: dict[str, Any] = {
        "description": "Disk image, 200 GB, drive WX-1",
        "carrier": "Courier 4711",
        "sent_at": timezone.now() - 2 * HOUR,
        "sha256": HASH,
        "seal": "S-99",
        **more,
    }
    return medium_send(actor=world.contact, request=request, disclosure=made, **given)


def received(world: World, request: Request, medium: Medium, **more: Any) -> Medium:
    given: dict[str, Any] = {"received_at": timezone.now() - HOUR, "seal_intact": True, **more}
    about: dict[str, Any] = {"request": request, "disclosure": medium.disclosure, "medium": medium.pk}
    return medium_receive(actor=world.officer, **about, **given)


def checked(world: World, request: Request, medium: Medium, computed: str) -> Medium:
    about: dict[str, Any] = {"request": request, "disclosure": medium.disclosure, "medium": medium.pk}
    return medium_check(actor=world.officer, **about, computed_sha256=computed)


def test_sent_received_and_the_hash_is_the_same(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    medium = sent(world, request, made)
    assert medium.state == "under_way"
    assert received(world, request, medium).state == "received"
    # as tools write it
    assert checked(world, request, medium, ":".join(["AB"] * 32)).state == "match"
    assert "clarification_reply" not in open_kinds(request)
    whats = [line["what"] for line in custody_of(request)[str(made.pk)]]
    assert [str(one) for one in whats[1:]] == [
        "A medium was handed to a carrier",
        "A medium was received",
        "The hash of a medium was computed and compared",
    ]


def test_another_hash_is_shown_plainly_and_asked_about(world: World) -> None:
    request = world.in_execution()
    medium = received(world, request, sent(world, request, handed_over(world.contact, request)))
    medium = checked(world, request, medium, "cd" * 32)
    assert medium.state == "mismatch"
    question = request.messages.get()
    assert HASH in question.text
    assert "cd" * 32 in question.text
    assert request.deadlines.get(kind="clarification_reply", closed_at__isnull=True).owed_by == "requested"
    client = Client()
    client.force_login(world.contact)
    page = client.get(f"/requests/{request.pk}/results/{medium.disclosure_id}/media/").content.decode()
    assert "The hash is another one than was announced" in page


def test_a_broken_seal_is_asked_about_at_once(world: World) -> None:
    request = world.in_execution()
    medium = sent(world, request, handed_over(world.contact, request))
    received(world, request, medium, seal_intact=False, note="Cut open.")
    assert "S-99" in request.messages.get().text


def test_each_step_once_and_in_order(world: World) -> None:
    request = world.in_execution()
    medium = sent(world, request, handed_over(world.contact, request))
    with pytest.raises(Conflict, match="received"):
        checked(world, request, medium, HASH)
    received(world, request, medium)
    with pytest.raises(Conflict):
        received(world, request, medium)
    checked(world, request, medium, HASH)
    with pytest.raises(Conflict):
        checked(world, request, medium, HASH)
    with pytest.raises(DatabaseError), transaction.atomic():
        Medium.objects.filter(pk=medium.pk).update(computed_sha256="cd" * 32)


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    with pytest.raises(Invalid) as refusal:
        sent(world, request, made, description="", carrier=7, sent_at=timezone.now() + HOUR, sha256="abc")
    assert set(refusal.value.errors) == {"description", "carrier", "sent_at", "sha256"}
    medium = sent(world, request, made)
    with pytest.raises(Invalid) as refusal:
        received(world, request, medium, received_at=medium.sent_at - HOUR, seal_intact=None)
    assert set(refusal.value.errors) == {"received_at", "seal_intact"}


def test_each_side_does_its_own(world: World) -> None:
    request = world.in_execution()
    medium = sent(world, request, handed_over(world.contact, request))
    about: dict[str, Any] = {"request": request, "disclosure": medium.disclosure}
    with pytest.raises(NotAllowed):
        medium_send(actor=world.officer, **about, description="x", carrier="x", sent_at=timezone.now(), sha256=HASH)
    with pytest.raises(NotAllowed):
        medium_receive(actor=world.contact, **about, medium=medium.pk, received_at=timezone.now(), seal_intact=True)
    with pytest.raises(NotFound):
        medium_check(actor=world.stranger, **about, medium=medium.pk, computed_sha256=HASH)


def test_of_an_authority_outside_only_the_record_says_it(world: World) -> None:
    request = action_perform(
        actor=world.officer, request=world.sent(to=world.outsider), action="acknowledge", answers={}
    )
    today = day_in("Asia/Tbilisi", timezone.now())
    made = handed_over(world.officer, request, given_by="Duty Desk", given_on=today)
    about: dict[str, Any] = {"actor": world.officer, "request": request, "disclosure": made}
    medium = medium_send(**about, description="Disk", carrier="Post", sent_at=timezone.now() - HOUR, sha256=HASH)
    medium_receive(**about, medium=medium.pk, received_at=timezone.now())
    assert medium_check(**about, medium=medium.pk, computed_sha256="cd" * 32).state == "mismatch"
    assert not request.messages.exists()


def test_the_page_takes_the_steps(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    officer, contact = Client(), Client()
    officer.force_login(world.officer)
    contact.force_login(world.contact)
    address = f"/requests/{request.pk}/results/{made.pk}/media/"
    assert contact.post(address, {"act": "send", "sha256": "x"}).status_code == 400
    medium = sent(world, request, made, seal="")
    page = officer.get(address).content.decode()
    assert "Record the receipt" in page
    assert "The seal" not in page
    received(world, request, medium)
    check = {"act": "check", "medium": str(medium.pk), "computed_sha256": "cd" * 32}
    assert officer.post(address, {**check, "computed_sha256": "1"}).status_code == 400
    assert contact.post(address, check).status_code == 403
    assert officer.post(address, check).status_code == 302
    listed = officer.get(f"/requests/{request.pk}/results/").content.decode()
    assert "The hash is another one than was announced" in listed
    assert officer.post(address, {**check, "medium": str(made.pk)}).status_code == 404
