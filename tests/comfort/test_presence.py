"""Who is editing now: said to the others, and nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mla_portal import presence
from mla_portal.accounts.models import User
from requests_app.models import Request
from tests.pages.browserless import send
from tests.world import World

pytestmark = pytest.mark.django_db

SIGN = "is editing this section"


@pytest.fixture
def draft(world: World) -> Request:
    return world.draft()


def page(person: User, row: Request, section: str = "necessity") -> str:
    client = Client()
    client.force_login(person)
    return client.get(f"/requests/{row.pk}/sections/{section}/").content.decode()


def test_a_colleague_reads_it_in_that_section_alone(world: World, draft: Request) -> None:
    assert SIGN not in page(world.officer, draft)
    assert f"Officer {SIGN}" in page(world.colleague, draft)
    assert SIGN not in page(world.colleague, draft, "urgency")
    assert "Colleague, Officer are editing this section" in page(world.supervisor, draft)


def test_whoever_saved_has_left(world: World, draft: Request, client: Client) -> None:
    client.force_login(world.officer)
    send(client, f"/requests/{draft.pk}/sections/necessity/", "section")
    assert SIGN not in page(world.colleague, draft)


def test_the_autosave_is_a_sign_of_it(world: World, draft: Request, client: Client) -> None:
    client.force_login(world.officer)
    client.post(f"/requests/{draft.pk}/sections/necessity/autosave/", {"changed": "necessity", "necessity": "More"})
    assert f"Officer {SIGN}" in page(world.colleague, draft)


def test_it_is_forgotten_after_two_minutes(world: World, draft: Request) -> None:
    page(world.officer, draft)
    with time_machine.travel(timezone.now() + timedelta(seconds=presence.STAYS + 5)):
        assert SIGN not in page(world.colleague, draft)


def test_without_redis_nobody_is_stopped(world: World, draft: Request, settings: Settings) -> None:
    presence._client.cache_clear()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    try:
        assert "Necessity of the preservation" in page(world.officer, draft)
        assert SIGN not in page(world.colleague, draft)
    finally:
        presence._client.cache_clear()
