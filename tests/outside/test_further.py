"""The same document once more: by another channel, as the formal confirmation, as a copy; and what proves it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from contacts.models import Answer, Authority, AuthorityKind, Requirements, Standing
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import DeadlineKind, OutsideLink, Request, Transmission
from requests_app.selectors.outside import copies_possible, formal_owed
from requests_app.services.actions import action_perform
from requests_app.services.further import proof_add, transmission_add
from tests.outside.links import sent_outside
from tests.world import World

pytestmark = pytest.mark.django_db


def again(world: World, request: Request, channel: str = "interpol", **more: Any) -> Transmission:
    return transmission_add(actor=world.officer, request=request, channel=channel, **more)


def central(world: World) -> Authority:
    asked = world.outsider
    return Authority.objects.create(
        code="US-CA",
        jurisdiction=asked.jurisdiction,
        kind=AuthorityKind.CENTRAL_AUTHORITY,
        name="Office",
        channel="post",
        time_zone=asked.time_zone,
    )


def test_the_same_document_by_another_channel(world: World) -> None:
    request = sent_outside(world)
    more = again(world, request)
    assert more.document == request.transmissions.order_by("sent_at")[0].document
    assert (more.purpose, more.channel, more.recipient) == ("again", "interpol", world.outsider)
    request.refresh_from_db()
    assert request.status == "sent"
    [event] = Event.objects.filter(chain=f"request:{request.pk}", verb="transmission.added")
    assert event.actor == world.officer


def test_by_the_same_channel_once(world: World) -> None:
    request = sent_outside(world)
    again(world, request)
    for channel in ("interpol", "email"):
        with pytest.raises(Conflict, match="by this channel already"):
            again(world, request, channel)


def test_by_email_after_all_a_link_goes_out(world: World) -> None:
    answers = {"channel": "interpol"}
    request = action_perform(
        actor=world.officer, request=world.approved(to=world.outsider), action="send", answers=answers
    )
    assert OutsideLink.objects.filter(transmission=again(world, request, "email")).count() == 1


def test_nothing_before_it_was_sent_nor_after_the_end(world: World) -> None:
    with pytest.raises(Conflict, match="not sent yet"):
        again(world, world.approved(to=world.outsider))
    request = sent_outside(world)
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found."})
    with pytest.raises(Conflict, match="is over"):
        again(world, request)


def test_who_may_not_send_may_not_send_again(world: World) -> None:
    request = sent_outside(world)
    for person in (world.auditor, world.contact, world.stranger):
        with pytest.raises(NotAllowed):
            transmission_add(actor=person, request=request, channel="post")


@pytest.mark.parametrize("wrong", [{"channel": "portal"}, {"channel": "pigeon"}, {"purpose": "request"}])
def test_what_is_no_choice_is_refused(world: World, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        again(world, sent_outside(world), **{"channel": "post", **wrong})


def test_a_copy_goes_to_a_central_authority_there_and_is_acknowledged_by_nobody(world: World) -> None:
    request = sent_outside(world)
    office = central(world)
    assert copies_possible(request, now=timezone.now()) == [office]
    more = again(world, request, "post", purpose="copy", recipient=office)
    action_perform(actor=world.officer, request=request, action="acknowledge", answers={})
    assert request.acknowledgements.filter(transmission__recipient=world.outsider).count() == 1
    assert more.recipient == office
    for recipient in (None, world.asked):
        with pytest.raises(Invalid):
            again(world, request, "diplomatic", purpose="copy", recipient=recipient)


# --- 25(3) ---


def wants_confirmation(world: World, days: int = 10) -> None:
    Requirements.objects.update_or_create(
        jurisdiction=world.outsider.jurisdiction,
        defaults={
            "code": "US-REQ",
            "formal_confirmation": Answer.YES,
            "formal_confirmation_days": days,
            "standing": Standing.READ,
            "checked_on": timezone.localdate(),
        },
    )


def test_the_formal_confirmation_is_owed_until_it_is_sent(world: World) -> None:
    wants_confirmation(world)
    request = sent_outside(world)
    owed = formal_owed(request)
    assert owed is not None
    assert owed.rule == "25(3)"
    again(world, request, "interpol")
    assert formal_owed(request) is not None
    again(world, request, "post", purpose="formal")
    assert formal_owed(request) is None
    assert request.deadlines.filter(kind=DeadlineKind.ACKNOWLEDGEMENT, closed_at__isnull=True).exists()


def test_what_is_sent_as_a_letter_needs_no_other(world: World) -> None:
    wants_confirmation(world)
    request = action_perform(
        actor=world.officer, request=world.approved(to=world.outsider), action="send", answers={"channel": "post"}
    )
    assert formal_owed(request) is None


# --- proofs ---


def test_a_proof_is_kept_once_with_its_file(world: World) -> None:
    request = sent_outside(world)
    sent = again(world, request)
    at = timezone.now()
    given: dict[str, Any] = {"actor": world.officer, "transmission": sent, "stage": "received", "happened_at": at}
    first = proof_add(**given, source=[b"%PDF-1.7 receipt"], name="receipt.pdf")
    assert proof_add(**given, source=[b"%PDF-1.7 receipt"], name="receipt.pdf") == first
    assert first.file is not None
    assert first.file.name == "receipt.pdf"
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        sent.proofs.update(note="changed")


def test_a_proof_shows_something_and_its_time_can_be(world: World) -> None:
    sent = again(world, sent_outside(world))
    given: dict[str, Any] = {"actor": world.officer, "transmission": sent, "stage": "received"}
    with pytest.raises(Invalid, match="Attach the proof"):
        proof_add(**given)
    for at, reason in (
        (timezone.now() + timedelta(hours=1), "in the future"),
        (sent.sent_at - timedelta(days=2), "before it was sent"),
    ):
        with pytest.raises(Invalid, match=reason):
            proof_add(**given, note="By telephone.", happened_at=at)
    with pytest.raises(NotAllowed):
        proof_add(**{**given, "actor": world.stranger}, note="By telephone.")


def test_an_acknowledgement_of_nobody_is_impossible(world: World) -> None:
    request = sent_outside(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        request.acknowledgements.create(transmission=request.transmissions.get(), by=None, at=timezone.now())
