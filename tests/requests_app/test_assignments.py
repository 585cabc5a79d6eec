"""Who is responsible for a request: taken, given to a colleague with a note, given back to the desk."""

from __future__ import annotations

import pytest
from django.db import Error
from django.utils import timezone

from contacts.roles import Role
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.models import Assignment, Reminder, Request
from requests_app.selectors.contract import events_told
from requests_app.selectors.timeline import timeline_of
from requests_app.services.actions import action_perform
from requests_app.services.assignments import request_assign
from requests_app.services.cases import case_open
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Side
from tests.world import CASE, World, person

pytestmark = pytest.mark.django_db


def events(request: Request) -> list[str]:
    return list(
        Event.objects.filter(chain=f"request:{request.pk}", verb__startswith="assigned").values_list("verb", flat=True)
    )


def second(world: World) -> User:
    """A colleague of the contact."""
    return person("second", world.asked, Role.CONTACT)


def told(request: Request) -> set[str]:
    reminders_sweep(now=request.deadlines.get().due_at)
    return set(Reminder.objects.filter(deadline__request=request).values_list("recipient", flat=True))


def test_whoever_writes_it_is_responsible_and_then_whoever_sends_it(world: World) -> None:
    request = world.approved()
    assert request.requesting_person == world.officer
    action_perform(actor=world.colleague, request=request, action="send", answers={})
    request.refresh_from_db()
    assert request.requesting_person == world.colleague
    assert request.requested_person is None


def test_what_was_given_to_somebody_stays_theirs_when_a_colleague_sends_it(world: World) -> None:
    request = world.approved()
    request_assign(actor=world.officer, request=request, person=world.supervisor)
    action_perform(actor=world.colleague, request=request, action="send", answers={})
    request.refresh_from_db()
    assert request.requesting_person == world.supervisor


def test_taken_given_and_given_back(world: World) -> None:
    request, other = world.sent(), second(world)
    request_assign(actor=world.contact, request=request, person=world.contact)
    request_assign(actor=world.contact, request=request, person=other, note="The provider calls back at nine.")
    request_assign(actor=other, request=request, person=None)
    request.refresh_from_db()
    assert request.requested_person is None
    rows = Assignment.objects.filter(side=Side.REQUESTED).values_list("person__username", "by__username", "note")
    assert list(rows) == [
        ("contact", "contact", ""),
        ("second", "contact", "The provider calls back at nine."),
        (None, "second", ""),
    ]
    assert events(request) == ["assigned.requested"] * 3


def test_each_side_knows_of_itself_alone(world: World) -> None:
    request = world.sent()
    request_assign(actor=world.contact, request=request, person=second(world), note="Ask Maria.")
    request_assign(actor=world.officer, request=request, person=world.colleague, note="On leave.")
    theirs = [(str(one.title), one.note) for one in timeline_of(request, Side.REQUESTED)]
    ours = [(str(one.title), one.note) for one in timeline_of(request, Side.REQUESTING)]
    assert ("Responsible: Second", "Ask Maria.") in theirs
    assert ("Responsible: Colleague", "On leave.") in ours
    assert not any("Colleague" in title for title, _note in theirs)
    assert not any("Second" in title for title, _note in ours)
    assert "assigned.requesting" not in events_told(world.contact, request).values_list("verb", flat=True)
    assert "assigned.requested" not in events_told(world.officer, request).values_list("verb", flat=True)


def test_what_is_so_already_stays_and_is_no_event(world: World) -> None:
    request = world.sent()
    for _time in range(2):
        request_assign(actor=world.contact, request=request, person=world.contact)
    assert events(request) == ["assigned.requested"]


def test_two_who_take_it_at_once_the_second_is_told(world: World) -> None:
    request, other = world.sent(), second(world)
    stale = Request.objects.get(pk=request.pk)
    request_assign(actor=world.contact, request=request, person=world.contact, seen=None)
    with pytest.raises(Conflict, match="Contact"):
        request_assign(actor=other, request=stale, person=other, seen=None)
    request_assign(actor=other, request=stale, person=other, seen=world.contact)
    assert Request.objects.get(pk=request.pk).requested_person == other


def test_only_to_those_who_do_such_work_there(world: World) -> None:
    request = world.sent()
    inactive = second(world)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    for nobody in (world.officer, world.stranger, inactive):
        with pytest.raises(Invalid):
            request_assign(actor=world.contact, request=request, person=nobody)
    with pytest.raises(NotAllowed):
        request_assign(actor=world.auditor, request=request, person=world.officer)
    assert events(request) == []


def test_of_a_sealed_case_only_to_those_named_on_it(world: World) -> None:
    case = case_open(
        actor=world.officer, authority=world.asking, answers={**CASE, "reference": "GE-75/2026", "sealed": True}
    )
    with pytest.raises(Invalid):
        request_assign(actor=world.officer, request=world.draft(case=case), person=world.colleague)


def test_what_is_over_needs_nobody(world: World) -> None:
    request = world.completed()
    with pytest.raises(Conflict):
        request_assign(actor=world.contact, request=request, person=world.their_supervisor)
    request_assign(actor=world.officer, request=request, person=world.colleague)
    action_perform(actor=world.officer, request=request, action="close", answers={})
    with pytest.raises(Conflict):
        request_assign(actor=world.officer, request=request, person=world.officer)


def test_whoever_begins_the_execution_has_it_unless_somebody_has(world: World) -> None:
    assert world.in_execution().requested_person == world.contact
    request = world.acknowledged()
    request_assign(actor=world.contact, request=request, person=world.their_supervisor)
    action_perform(actor=world.contact, request=request, action="start", answers={})
    assert Request.objects.get(pk=request.pk).requested_person == world.their_supervisor


def test_whoever_is_given_it_is_told_and_who_takes_it_is_not(world: World) -> None:
    request = world.sent()
    request_assign(actor=world.officer, request=request, person=world.colleague)
    request_assign(actor=world.contact, request=request, person=world.contact)
    mails = Message.objects.filter(template="request_assigned")
    assert list(mails.values_list("to_address", flat=True)) == ["colleague@portal.example"]


def test_reminders_go_to_who_is_responsible_on_either_side_beside_the_desk(world: World) -> None:
    request = world.sent()
    request_assign(actor=world.officer, request=request, person=world.colleague)
    request_assign(actor=world.contact, request=request, person=world.contact)
    desks = {"desk@ro.example", "backup@ro.example"}
    assert told(request) == {*desks, "contact@portal.example", "colleague@portal.example"}


def test_the_row_of_a_giving_is_never_changed(world: World) -> None:
    request = world.sent()
    request_assign(actor=world.officer, request=request, person=world.colleague)
    with pytest.raises(Error, match="assignment_kept"):
        Assignment.objects.update(at=timezone.now())
