"""Requests in the states of the emergency lane."""

from __future__ import annotations

from requests_app.models import Request
from requests_app.services.actions import action_perform
from tests.world import CONTENT, World


def lanes(world: World) -> dict[str, Request]:
    """`emergency` is a draft of one, `at_once` was sent without approval."""
    return {
        "emergency": emergency(world),
        "at_once": action_perform(actor=world.officer, request=emergency(world), action="send_at_once", answers={}),
    }


def emergency(world: World) -> Request:
    said = {"urgency_grounds": ["threat_to_life"], "urgency_details": "A child is held; the demand came an hour ago."}
    return world.draft(urgency="emergency", content={**CONTENT, **said})
