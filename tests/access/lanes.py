"""Requests that took one of the lanes beside the usual way."""

from __future__ import annotations

from requests_app.models import Request
from requests_app.services.actions import action_perform
from tests.world import CONTENT, World


def lanes(world: World) -> dict[str, Request]:
    """`emergency` is a draft of one, `at_once` was sent without approval, `elsewhere` went on outside the portal."""
    misdirected = {"authority": "MD-247"}
    return {
        "elsewhere": action_perform(
            actor=world.contact, request=world.acknowledged(), action="redirect", answers=misdirected
        ),
        "emergency": emergency(world),
        "at_once": action_perform(actor=world.officer, request=emergency(world), action="send_at_once", answers={}),
    }


def emergency(world: World) -> Request:
    said = {"urgency_grounds": ["threat_to_life"], "urgency_details": "A child is held; the demand came an hour ago."}
    return world.draft(urgency="emergency", content={**CONTENT, **said})
