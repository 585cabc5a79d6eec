"""Requests that took one of the lanes beside the usual way."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.domestic_tasks import task_make
from tests.results.making import handed_over
from tests.world import CONTENT, World


def lanes(world: World) -> dict[str, Request]:
    """`emergency` is a draft of one, `at_once` was sent without approval, `elsewhere` went on outside the portal."""
    misdirected = {"authority": "MD-247"}
    return {
        "elsewhere": action_perform(
            actor=world.contact, request=world.acknowledged(), action="redirect", answers=misdirected
        ),
        "led_home": led_home(world),
        "emergency": emergency(world),
        "at_once": action_perform(actor=world.officer, request=emergency(world), action="send_at_once", answers={}),
    }


def led_home(world: World) -> Request:
    """A path was disclosed that leads back, and a task was made of it."""
    request = world.in_execution()
    path = {"provider": "Kavkaz Net", "provider_country": "GE", "path": "203.0.113.9"}
    given = handed_over(world.contact, request, **path)
    due_on = (timezone.now() + timedelta(days=3)).date().isoformat()
    answers = {"text": "Order it kept.", "due_on": due_on, "person": str(world.officer.pk)}
    task_make(actor=world.officer, request=request, disclosure=given, **answers)
    return request


def emergency(world: World) -> Request:
    said = {"urgency_grounds": ["threat_to_life"], "urgency_details": "A child is held; the demand came an hour ago."}
    return world.draft(urgency="emergency", content={**CONTENT, **said})
