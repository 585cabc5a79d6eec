"""While somebody is absent, whoever stands in is told, sees their work, and may approve."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.services.absences import absence_set
from mla_portal.outbox.models import Message
from requests_app.models import Reminder, Request
from requests_app.selectors.home import work_of
from requests_app.selectors.next_step import next_step
from requests_app.services.actions import action_perform
from requests_app.services.assignments import request_assign
from requests_app.services.cases import case_share
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Side
from requests_app.views.home_people import absent_work
from tests.contacts.test_absences import away, today
from tests.world import World

pytestmark = pytest.mark.django_db
THEIRS = {"desk@ro.example", "backup@ro.example"}


def told(request: Request) -> set[str]:
    reminders_sweep(now=request.deadlines.get().due_at)
    return set(Reminder.objects.filter(deadline__request=request).values_list("recipient", flat=True))


def test_reminders_go_to_the_deputy(world: World) -> None:
    request = world.sent()
    away(world, world.officer, deputy=world.colleague, days=9)
    assert told(request) == THEIRS | {"colleague@portal.example"}


def test_without_a_deputy_they_go_on_as_before(world: World) -> None:
    request = world.sent()
    away(world, world.officer, days=9)
    assert told(request) == THEIRS | {"officer@portal.example"}


def test_of_a_sealed_case_a_deputy_who_is_not_named_is_told_nothing(world: World) -> None:
    case = world.case(reference="GE-75/2026", sealed=True)
    case_share(actor=world.officer, case=case, colleague=world.supervisor)
    request = world.sent(case=case)
    away(world, world.officer, deputy=world.colleague, days=9)
    assert "colleague@portal.example" not in told(request)


def test_the_home_of_a_deputy_shows_the_open_work(world: World) -> None:
    request, over = world.sent(), world.completed()
    action_perform(actor=world.officer, request=over, action="close", answers={})
    away(world, world.officer, deputy=world.colleague)
    [shown] = absent_work(world.colleague, now=timezone.now())
    assert shown.absence.user == world.officer
    assert shown.rows == [request]
    assert absent_work(world.supervisor, now=timezone.now()) == []


def test_a_deputy_approves_at_night_and_everybody_is_told_who_may(world: World) -> None:
    away(world, world.supervisor, deputy=world.colleague, approves=True)
    request = world.in_review()
    step = next_step(world.officer, request, Side.REQUESTING, moves=[], clock=None, now=timezone.now())
    assert "Colleague" in step.text
    told_of_it = Message.objects.filter(template="request_submitted").values_list("to_address", flat=True)
    assert "colleague@portal.example" in told_of_it
    assert request in work_of(world.colleague, now=timezone.now()).to_approve.rows
    action_perform(actor=world.colleague, request=request, action="approve", answers={})
    assert Request.objects.get(pk=request.pk).approved_by == world.colleague


def test_giving_work_to_somebody_absent_warns(world: World) -> None:
    request, browser = world.draft(), Client()
    browser.force_login(world.officer)
    absence_set(
        actor=world.colleague,
        user=world.colleague,
        authority=world.asking,
        first=today(world),
        last=today(world),
        deputy=world.supervisor,
    )
    address = f"/requests/{request.pk}/responsible/"
    assert "Supervisor stands in" in browser.get(address).content.decode()
    response = browser.post(address, {"person": world.colleague.pk}, follow=True)
    assert "Supervisor stands in" in response.content.decode()


def test_who_is_responsible_at_the_requested_authority_is_stood_in_for(world: World) -> None:
    request = world.sent()
    request_assign(actor=world.contact, request=request, person=world.contact)
    absence_set(
        actor=world.contact,
        user=world.contact,
        authority=world.asked,
        first=today(world),
        last=today(world) + timedelta(days=9),
        deputy=world.their_supervisor,
    )
    found = told(request)
    assert "their_supervisor@portal.example" in found
    assert "contact@portal.example" not in found
