"""A mail that reached nobody: the side that asked is told whom to call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message
from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.reminders import reminders_sweep
from tests.pages.work.rows import cost
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
CALL = "The mail to Duty desk could not be delivered: call them"


def fails(address: str) -> None:
    Message.objects.filter(to_address=address).update(status="failed", failed_at=timezone.now())


def shown(client: Client, request: Request) -> str:
    return client.get(f"/requests/{request.pk}/").content.decode()


def test_the_own_side_reads_whom_to_call_and_no_address(world: World, as_: SignIn) -> None:
    request = world.sent()
    assert CALL not in shown(as_(world.officer), request)
    fails("desk@ro.example")
    page = shown(as_(world.officer), request)
    assert CALL in page
    assert "mla-moment--bad" in page
    history = page.partition('id="live-history"')[2]
    assert "desk@ro.example" not in history


def test_the_requested_side_does_not_read_it(world: World, as_: SignIn) -> None:
    request = world.sent()
    fails("desk@ro.example")
    assert "could not be delivered" not in shown(as_(world.contact), request)


def test_once_it_is_acknowledged_nobody_need_call(world: World, as_: SignIn) -> None:
    request = world.sent()
    fails("desk@ro.example")
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    page = shown(as_(world.officer), request)
    assert "could not be delivered" in page
    assert CALL not in page


def test_a_reminder_that_fails_too_is_no_second_line(world: World, as_: SignIn) -> None:
    request = world.sent()
    reminders_sweep(now=request.deadlines.get().due_at)
    fails("desk@ro.example")
    assert shown(as_(world.officer), request).count(CALL) == 1


def test_only_mails_that_ask_for_something_count(world: World, as_: SignIn) -> None:
    request = world.sent()
    Message.objects.filter(template="request_approved").update(status="failed", failed_at=timezone.now())
    assert "could not be delivered" not in shown(as_(world.officer), request)


def test_the_open_page_shows_it_when_it_happens(world: World, as_: SignIn) -> None:
    request, client = world.sent(), as_(world.officer)
    seen = client.get(f"/requests/{request.pk}/").context["pulse"]
    fails("desk@ro.example")
    response = client.get(f"/requests/{request.pk}/live/", {"seen": seen})
    assert CALL in response.content.decode()


def test_many_failures_cost_no_more_queries(world: World, as_: SignIn) -> None:
    request, client = world.sent(), as_(world.officer)
    fails("desk@ro.example")
    before = cost(client, f"/requests/{request.pk}/")
    fails("backup@ro.example")
    assert cost(client, f"/requests/{request.pk}/") == before
