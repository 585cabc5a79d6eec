"""Of what is not urgent, people who keep office hours are told in the morning."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contacts.models import ContactPoint
from mla_portal.audit.models import Event
from mla_portal.outbox.models import Message
from requests_app.models import Deadline, Reminder, Request
from requests_app.services.actions import action_perform
from requests_app.services.reminders import reminders_sweep
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db
# 03:00 in Bucharest, where the desks are.
NIGHT = datetime.fromisoformat("2026-11-15T03:00:00+02:00")
MORNING = datetime.fromisoformat("2026-11-15T07:00:00+02:00")


def due_at_night(request: Request) -> Request:
    """Half of its time has passed at NIGHT."""
    Deadline.objects.filter(request=request).update(
        starts_at=NIGHT - timedelta(hours=2), due_at=NIGHT + timedelta(hours=2), next_step_at=NIGHT
    )
    return request


def goes_out_at() -> datetime:
    return Message.objects.get(template="reminder", to_address="desk@ro.example").next_attempt_at


def by_day_only() -> None:
    ContactPoint.objects.update(round_the_clock=False)


def test_a_desk_that_closes_is_told_in_the_morning(world: World) -> None:
    request = due_at_night(world.sent())
    by_day_only()
    reminders_sweep(now=NIGHT)
    assert goes_out_at() == MORNING
    # What is late by the morning is said to be late.
    assert Message.objects.get(template="reminder").context["overdue"] is True
    assert Reminder.objects.get(deadline__request=request).created_at == NIGHT
    assert Event.objects.filter(chain=f"request:{request.pk}", verb="reminder.sent").count() == 1


def test_a_desk_that_answers_day_and_night_is_told_at_once(world: World) -> None:
    due_at_night(world.sent())
    reminders_sweep(now=NIGHT)
    assert goes_out_at() == NIGHT


@pytest.mark.parametrize("urgency", ["urgent", "emergency"])
def test_what_is_urgent_is_never_held_back(world: World, urgency: str) -> None:
    due_at_night(world.sent(urgency=urgency, content={**CONTENT, "urgency_grounds": ["threat_to_life"]}))
    by_day_only()
    reminders_sweep(now=NIGHT)
    assert goes_out_at() == NIGHT


def test_a_person_is_told_by_the_clock_of_their_own_zone(world: World) -> None:
    ContactPoint.objects.filter(authority=world.asked).delete()
    world.contact.time_zone = "America/New_York"
    world.contact.save(update_fields=["time_zone"])
    due_at_night(world.sent())
    reminders_sweep(now=NIGHT)
    held = Message.objects.get(template="reminder", to_address="contact@portal.example")
    assert held.next_attempt_at == datetime.fromisoformat("2026-11-15T07:00:00-05:00")


def test_acknowledging_calls_off_what_waits_for_the_morning(world: World) -> None:
    request = due_at_night(world.sent())
    by_day_only()
    reminders_sweep(now=NIGHT)
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    assert Message.objects.get(template="reminder").status == "cancelled"
