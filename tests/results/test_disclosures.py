"""Results in parts: who hands them over, who opens them, and what cannot be changed any more."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message as Mail
from requests_app.models import Disclosure, DisclosureState, Request
from requests_app.selectors.disclosures import custody_of
from requests_app.selectors.timeline import timeline_of
from requests_app.services.actions import action_perform
from requests_app.services.attachments import attachment_open
from requests_app.services.disclosures import disclosure_act, disclosure_make, disclosure_open
from requests_app.services.incoming import sender_verify
from requests_app.states import Side
from tests.results.making import CONDITIONS, LOGS, handed_over, laid
from tests.world import World, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def opened(user: User, request: Request, disclosure: Disclosure) -> bytes:
    part = disclosure.parts.get()
    return b"".join(disclosure_open(actor=user, request=request, disclosure=disclosure, part=part))


def test_parts_are_numbered_and_the_last_one_ends_it(world: World) -> None:
    request = world.in_execution()
    first, last = handed_over(world.contact, request), handed_over(world.contact, request, final=True)
    assert (first.number, last.number, last.final) == (1, 2, True)
    with pytest.raises(Conflict, match="final"):
        handed_over(world.contact, request)


def test_the_other_side_opens_it_and_the_trail_says_who_had_it(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    assert opened(world.officer, request, made) == LOGS
    lines = custody_of(request)[str(made.pk)]
    assert [line["by"] for line in lines] == ["Contact", "Officer"]
    assert lines[1]["sha256"] == hashlib.sha256(LOGS).hexdigest()
    told = {(moment.title, moment.note) for moment in timeline_of(request, Side.REQUESTED)}
    assert {("File of a delivery opened", "Delivery 1"), ("Part of the result handed over", "Delivery 1")} <= told


def test_the_mail_says_that_something_came_and_not_what(world: World) -> None:
    handed_over(world.contact, world.in_execution())
    [mail] = Mail.objects.filter(template="disclosure_changed")
    assert mail.to_address == world.officer.email
    assert "logs" not in str(mail.context).lower()


def test_under_conditions_the_files_are_shut_until_they_are_accepted(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    with pytest.raises(Conflict, match="accepted"):
        opened(world.officer, request, made)
    assert opened(world.contact, request, made) == LOGS
    made = disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    assert (made.state, made.binds) == (DisclosureState.ACCEPTED, True)
    assert opened(world.officer, request, made) == LOGS


def test_declined_they_stay_shut_until_the_other_side_decides(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    with pytest.raises(Invalid, match="why"):
        disclosure_act(actor=world.officer, request=request, disclosure=made, action="decline")
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="decline", reason="Open trial.")
    assert Mail.objects.filter(template="disclosure_changed", to_address="desk@ro.example").count() == 1
    with pytest.raises(Conflict):
        opened(world.officer, request, made)
    with pytest.raises(Conflict, match="declined"):
        disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    made = disclosure_act(actor=world.contact, request=request, disclosure=made, action="give")
    assert (made.state, made.binds) == (DisclosureState.GIVEN, False)
    assert opened(world.officer, request, made) == LOGS


def test_taken_back_it_is_no_last_delivery_any_more(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, final=True, **CONDITIONS)
    disclosure_act(actor=world.contact, request=request, disclosure=made, action="take_back")
    with pytest.raises(Conflict):
        disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    assert handed_over(world.contact, request, final=True).number == 2


@pytest.mark.parametrize("action", ["accept", "decline", "give", "take_back"])
def test_without_conditions_there_is_nothing_to_decide(world: World, action: str) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    actor = world.officer if action in ("accept", "decline") else world.contact
    with pytest.raises(Conflict):
        disclosure_act(actor=actor, request=request, disclosure=made, action=action, reason="x")


def test_each_side_decides_its_own(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    for actor, action in ((world.contact, "accept"), (world.auditor, "accept"), (world.officer, "take_back")):
        with pytest.raises(NotAllowed):
            disclosure_act(actor=actor, request=request, disclosure=made, action=action)
    with pytest.raises(NotFound):
        disclosure_act(actor=world.stranger, request=request, disclosure=made, action="accept")


def test_who_may_not_hand_over_and_when(world: World) -> None:
    request = world.in_execution()
    answers = {"contains": "Logs."}
    with pytest.raises(NotFound):
        disclosure_make(actor=world.stranger, request=request, answers=answers)
    for actor in (world.officer, world.auditor):
        with pytest.raises(NotAllowed):
            disclosure_make(actor=actor, request=request, answers=answers)
    with pytest.raises(Conflict):
        disclosure_make(actor=world.contact, request=world.sent(), answers=answers)
    closed = action_perform(actor=world.officer, request=world.completed(), action="close", answers={})
    with pytest.raises(Conflict):
        disclosure_make(actor=world.contact, request=closed, answers=answers)


def test_only_files_of_the_own_side_that_were_not_open_before(world: World) -> None:
    request = world.in_execution()
    shared, theirs = laid(world.contact, request, internal=False), laid(world.officer, request)
    used = handed_over(world.contact, request).parts.get()
    again = request.attachments.get(file=used.file)
    for wrong in (shared.pk, theirs.pk, again.pk, "no id", request.pk):
        with pytest.raises(Invalid) as refusal:
            disclosure_make(
                actor=world.contact, request=request, answers={"contains": "Logs.", "attachments": [str(wrong)]}
            )
        assert set(refusal.value.errors) == {"attachments"}


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        disclosure_make(
            actor=world.contact,
            request=world.in_execution(),
            answers={"final": "yes", "given_by": "Ana", "facts": "x", "condition": 7},
        )
    assert set(refusal.value.errors) == {"contains", "final", "given_by", "facts", "condition"}


def test_pressed_twice_it_is_handed_over_once(world: World) -> None:
    request = world.in_execution()
    made = [
        disclosure_make(actor=world.contact, request=request, answers={"contains": "Logs."}, client_token="t")
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Event.objects.filter(verb="disclosure.made").count() == 1


def test_to_a_sender_who_is_not_known_nothing_is_handed_over(world: World) -> None:
    request = registered(world)
    request = action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    with pytest.raises(Conflict, match="made sure yet who sent"):
        handed_over(world.contact, request)
    request = sender_verify(actor=world.contact, request=request, how="call_back")
    made = handed_over(world.contact, request, **CONDITIONS)
    # what the requester outside answered is recorded by the authority that it answered
    made = disclosure_act(actor=world.contact, request=request, disclosure=made, action="accept")
    assert made.binds


def test_what_an_authority_outside_gave_is_recorded_by_who_asked(world: World) -> None:
    request = action_perform(
        actor=world.officer, request=world.sent(to=world.outsider), action="acknowledge", answers={}
    )
    today = timezone.now().astimezone(ZoneInfo("Asia/Tbilisi")).date()
    with pytest.raises(Invalid) as refusal:
        handed_over(world.officer, request, given_on=today + timedelta(days=9))
    assert set(refusal.value.errors) == {"given_by", "given_on"}
    file = laid(world.officer, request)
    given = {"given_by": "Duty Desk", "given_on": today, "confidential": True}
    made = handed_over(world.officer, request, attachments=[str(file.pk)], **given)
    assert made.recorded
    with pytest.raises(Conflict, match="accepted"):
        attachment_open(actor=world.officer, attachment=file)
    disclosure_act(actor=world.colleague, request=request, disclosure=made, action="accept")
    assert b"".join(attachment_open(actor=world.officer, attachment=file)) == LOGS


def test_the_record_stands_still(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    for rows in (Disclosure.objects.all(), made.parts.all(), made.steps.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.update(confidential=False)
