"""Passing on to the competent authority: it finds the request in its inbox; elsewhere it is on record how it went."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from contacts.models import Authority, AuthorityKind, Channel
from contacts.roles import Role
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message
from requests_app.access import documents_visible_to, get_request, requests_visible_to
from requests_app.models import Forwarding, Request
from requests_app.selectors.contract import events_told
from requests_app.selectors.family import family_of, members
from requests_app.selectors.forwardings import came_from, went_to
from requests_app.services.actions import action_perform
from requests_app.services.documents import is_vouched_for
from requests_app.services.forwardings import forwarding_record
from requests_app.services.incoming import sender_verify
from requests_app.states import Side, Status
from tests.results.making import laid
from tests.world import World, person, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


@pytest.fixture
def colleague_there(world: World) -> User:
    """Who acknowledges at the central authority of the country that was asked."""
    competent = Authority.objects.get(pk=world.asked.pk)
    competent.pk, competent.code, competent.name, competent.kind = (
        None,
        "RO-CA",
        "Ministry",
        AuthorityKind.CENTRAL_AUTHORITY,
    )
    competent.save()
    return person("ministry", competent, Role.CONTACT)


def passed_on(world: World, request: Request) -> Request:
    answers = {"authority": "RO-CA", "note": "The ministry executes these."}
    action_perform(actor=world.contact, request=request, action="redirect", answers=answers)
    return Request.objects.get(forwarded_from=request)


def test_it_reaches_the_inbox_of_the_competent_authority_as_it_was_sent(world: World, colleague_there: User) -> None:
    first = world.acknowledged(urgency="urgent", content={**world.draft().content, "urgency_grounds": ["volatility"]})
    file = laid(world.officer, first, internal=False)
    made = passed_on(world, first)
    first.refresh_from_db()
    assert (first.status, first.outcome) == (Status.COMPLETED, "misdirected")
    assert (made.status, made.requested_authority.code, made.urgency) == (Status.SENT, "RO-CA", "urgent")
    assert (made.content, made.follows, made.case) == (first.content, first, first.case)
    assert [one.value for one in made.identifiers.all()] == [one.value for one in first.identifiers.all()]
    assert made.attachments.get().file == file.file
    assert made.documents.get().sha256 == first.documents.get(kind="preservation").sha256
    assert made.deadlines.filter(kind="acknowledgement", closed_at__isnull=True).exists()
    assert Message.objects.filter(template="request_arrived", to_address=colleague_there.email).exists()
    assert Message.objects.filter(template="request_redirected", to_address=world.officer.email).exists()


def test_from_there_it_is_as_any_other(world: World, colleague_there: User) -> None:
    made = passed_on(world, world.acknowledged())
    done = action_perform(actor=colleague_there, request=made, action="acknowledge", answers={"their_reference": "M-1"})
    assert done.status == Status.ACKNOWLEDGED
    document = documents_visible_to(colleague_there).get(request=made, kind="preservation")
    assert is_vouched_for(document)
    with pytest.raises(Conflict):
        action_perform(actor=colleague_there, request=done, action="acknowledge", answers={})


def test_both_references_stay_and_each_side_sees_its_part_of_the_chain(world: World, colleague_there: User) -> None:
    first = world.acknowledged()
    made = passed_on(world, first)
    assert made.reference != first.reference
    kin = [one.request.reference for one in members(family_of(world.officer, get_request(world.officer, made.pk)))]
    assert kin == [first.reference, made.reference]
    came = came_from(made, Side.REQUESTED)
    assert came is not None
    assert (came.reference, came.authority, came.number, came.pk) == (
        first.reference,
        "Cybercrime Service",
        "RO-9",
        None,
    )
    went = went_to(first, Side.REQUESTED)
    assert went is not None
    assert (went.reference, went.authority, went.pk) == (made.reference, "Ministry", None)
    assert events_told(colleague_there, made).first().verb == "request.forwarded"  # type: ignore[union-attr]
    for actor, row in ((colleague_there, first), (world.contact, made), (world.stranger, made)):
        assert not requests_visible_to(actor).filter(pk=row.pk).exists()


def test_one_that_came_from_outside_stays_with_its_sender_check(world: World, colleague_there: User) -> None:
    first = registered(world)
    sender_verify(actor=world.contact, request=first, how="signature")
    first = action_perform(actor=world.contact, request=first, action="acknowledge", answers={})
    made = passed_on(world, first)
    assert (made.case, made.sender_reference, made.sender_verified_how) == (None, "US-4711", "signature")
    assert requests_visible_to(colleague_there).filter(pk=made.pk).exists()
    assert action_perform(actor=colleague_there, request=made, action="acknowledge", answers={}).acknowledged_at


def test_it_is_passed_on_once(world: World, colleague_there: User) -> None:
    first = world.acknowledged()
    stale = Request.objects.get(pk=first.pk)
    made = passed_on(world, first)
    with pytest.raises(Conflict):
        passed_on(world, stale)
    with pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.filter(pk=made.pk).update(forwarded_from=None)


@pytest.mark.parametrize("change", [{"member": False, "channel": Channel.POST}, {"valid_until": "2020-01-01"}])
def test_to_an_authority_that_is_not_here_nothing_is_made(
    world: World, colleague_there: User, change: dict[str, Any]
) -> None:
    Authority.objects.filter(code="RO-CA").update(**change)
    first = world.acknowledged()
    action_perform(actor=world.contact, request=first, action="redirect", answers={"authority": "RO-CA"})
    assert not Request.objects.filter(forwarded_from=first).exists()


def elsewhere(world: World) -> Request:
    request = world.acknowledged()
    return action_perform(actor=world.contact, request=request, action="redirect", answers={"authority": "MD-247"})


def a_record(**more: Any) -> dict[str, Any]:
    return {"to": "Cyber Centre", "channel": "interpol", "number": "I-77", "happened_at": timezone.now(), **more}


def test_how_it_went_on_elsewhere_is_recorded_once_with_its_proof(world: World) -> None:
    request = elsewhere(world)
    made = forwarding_record(
        actor=world.contact, request=request, **a_record(source=[b"%PDF-1.7 letter"], name="letter.pdf")
    )
    assert (made.to, made.channel, made.number, made.file is not None) == ("Cyber Centre", "interpol", "I-77", True)
    assert "request.forwarding_recorded" in events_told(world.officer, request).values_list("verb", flat=True)
    with pytest.raises(Conflict):
        forwarding_record(actor=world.contact, request=request, **a_record())
    with pytest.raises(DatabaseError), transaction.atomic():
        Forwarding.objects.update(number="I-78")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to": ""}, "to"),
        ({"channel": "portal"}, "channel"),
        ({"number": ""}, "number"),
        ({"happened_at": "soon"}, "happened_at"),
        ({"happened_at": "2099-01-01T00:00:00Z"}, "happened_at"),
    ],
)
def test_a_record_shows_something(world: World, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        forwarding_record(actor=world.contact, request=elsewhere(world), **a_record(**wrong))
    assert set(refusal.value.errors) == {field}


def test_who_records_it_and_of_what(world: World) -> None:
    request = elsewhere(world)
    with pytest.raises(NotAllowed):
        forwarding_record(actor=world.officer, request=request, **a_record())
    with pytest.raises(NotFound):
        forwarding_record(actor=world.stranger, request=request, **a_record())
    with pytest.raises(Conflict):
        forwarding_record(actor=world.contact, request=world.in_execution(), **a_record())
