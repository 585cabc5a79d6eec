"""Supervisors edit the ladders of their own authority, and see who would be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.audit.models import Event
from requests_app.models import EscalationPolicy
from tests.requests_app.holding import preserved
from tests.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/ladders/GE-CA/preservation_expiry/normal/"


def answers(**more: Any) -> dict[str, Any]:
    return {
        "due_after": "60",
        "counting": "calendar",
        "repeat_hours": "24",
        "gap_minutes": "30",
        "quiet_from": "21:00",
        "quiet_until": "06:30",
        "steps-TOTAL_FORMS": "2",
        "steps-INITIAL_FORMS": "0",
        "steps-0-number": "10",
        "steps-0-unit": "days_before",
        "steps-0-audiences": ["officer", "own_supervisor"],
        "steps-0-channel": "email",
        "steps-0-wording": "Call the duty prosecutor.",
        "steps-1-number": "100",
        "steps-1-unit": "percent",
        "steps-1-audiences": ["officer"],
        "steps-1-channel": "portal",
        "steps-1-wording": "",
        **more,
    }


def test_a_supervisor_saves_a_ladder_of_the_own_authority(world: World, client: Client) -> None:
    client.force_login(world.supervisor)
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, answers()).status_code == 302
    policy = EscalationPolicy.objects.get(authority=world.asking, deadline_kind="preservation_expiry", urgency="normal")
    assert policy.due_after == timedelta(days=60)
    rows = policy.steps.values_list("percent", "before_due", "channel", "wording")
    assert set(rows) == {(None, timedelta(days=10), "email", "Call the duty prosecutor."), (100, None, "portal", "")}
    assert Event.objects.filter(verb="escalation.changed").count() == 1
    assert preserved(world.acknowledged(), at=timezone.now()).policy == policy


def test_before_it_is_saved_it_shows_who_would_be_told(world: World, client: Client) -> None:
    preserved(world.acknowledged(), at=timezone.now())
    client.force_login(world.supervisor)
    page = client.post(ADDRESS, answers(preview="on")).content.decode()
    assert "Call the duty prosecutor." in page
    assert world.officer.name in page
    assert not EscalationPolicy.objects.filter(authority=world.asking).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_after": "0"},
        {"steps-TOTAL_FORMS": "0"},
        {"steps-0-audiences": []},
        {"steps-0-audiences": ["everybody"]},
        {"steps-1-number": "10", "steps-1-unit": "days_before"},
        {"quiet_from": "late"},
    ],
)
def test_what_would_remind_nobody_is_refused(world: World, client: Client, wrong: dict[str, Any]) -> None:
    client.force_login(world.supervisor)
    assert client.post(ADDRESS, answers(**wrong)).status_code == 400
    assert not EscalationPolicy.objects.filter(authority=world.asking).exists()


def test_nobody_else_does(world: World, client: Client) -> None:
    client.force_login(world.officer)
    assert client.get("/ladders/").status_code == 403
    assert client.post(ADDRESS, answers()).status_code == 403
    client.force_login(world.their_supervisor)
    assert client.get(ADDRESS).status_code == 404
