"""Home: what needs this person, most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.services.actions import action_perform
from tests.pages.work.rows import acknowledged_rows, cost, requests, sent_rows
from tests.people import someone
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


def panels(response: Any) -> dict[str, list[Any]]:
    return {panel.name: panel.rows for panel in response.context["panels"]}


def test_each_sees_what_needs_them(world: World, as_: SignIn) -> None:
    draft, returned = requests(world, 1), requests(world, 1, reason="Shorten the period")
    review = requests(world, 1, status="in_review", submitted_by=world.officer)
    approved = requests(world, 1, status="approved", approved_by=world.supervisor)
    late = sent_rows(world, 1, due_in=-HOUR)
    calm = sent_rows(world, 1)
    done = acknowledged_rows(world, [HOUR], sent_at=timezone.now() - 5 * HOUR)
    assert panels(as_(world.officer).get("/")) == {
        "overdue": late,
        "returned": returned,
        "send": approved,
        "drafts": draft,
        "acknowledged": done,
    }
    assert panels(as_(world.supervisor).get("/")) == {
        "overdue": late,
        "approve": review,
        "send": approved,
        "acknowledged": done,
    }
    assert panels(as_(world.colleague).get("/")) == {"send": approved}
    assert panels(as_(world.contact).get("/")) == {"acknowledge": late + calm, "in_hand": done}
    assert panels(as_(world.stranger).get("/")) == {}


def test_what_was_answered_is_read_and_what_is_in_hand_is_executed(world: World, as_: SignIn) -> None:
    [done] = acknowledged_rows(world, [HOUR], sent_at=timezone.now() - 5 * HOUR)
    row = action_perform(actor=world.contact, request=done, action="start", answers={})
    page = as_(world.contact).get("/")
    assert panels(page) == {"in_hand": [row]}
    assert row.own_case.title not in page.content.decode()
    assert "in_hand" not in panels(as_(world.their_supervisor).get("/"))
    action_perform(actor=world.contact, request=row, action="redirect", answers={"note": "Ask the court."})
    assert panels(as_(world.officer).get("/")) == {"answered": [row]}
    assert panels(as_(world.contact).get("/")) == {}


def test_the_emergency_is_approved_first(world: World, as_: SignIn) -> None:
    normal = requests(world, 1, status="in_review", submitted_by=world.officer)
    emergency = requests(world, 1, status="in_review", submitted_by=world.officer, urgency="emergency")
    assert panels(as_(world.supervisor).get("/"))["approve"] == emergency + normal


def test_nobody_is_asked_to_approve_their_own(world: World, as_: SignIn) -> None:
    requests(world, 1, status="in_review", author=world.supervisor, submitted_by=world.officer)
    requests(world, 1, status="in_review", submitted_by=world.supervisor)
    assert panels(as_(world.supervisor).get("/")) == {}


def test_acknowledged_from_home_it_leads_back_there(world: World, as_: SignIn) -> None:
    sent_rows(world, 1)
    assert 'name="back" value="home"' in as_(world.contact).get("/").content.decode()


def test_the_tab_counts_what_is_overdue(world: World, as_: SignIn) -> None:
    sent_rows(world, 2, due_in=-HOUR)
    sent_rows(world, 1)
    for person in (world.officer, world.supervisor, world.contact):
        assert 'data-title-count="2"' in as_(person).get("/").content.decode()
    assert "data-title-count" not in as_(world.colleague).get("/").content.decode()


def test_more_than_five_lead_to_the_list(world: World, as_: SignIn) -> None:
    requests(world, 6)
    response = as_(world.officer).get("/")
    assert len(panels(response)["drafts"]) == 5
    assert 'href="/requests/?status=draft"' in response.content.decode()


def test_first_time(world: World, as_: SignIn) -> None:
    assert "open a case, then write a request in it" in as_(world.officer).get("/").content.decode()
    assert "stands here and in the inbox at once" in as_(world.contact).get("/").content.decode()
    assert "You belong to no authority yet" in as_(someone()).get("/").content.decode()


def test_much_work_costs_what_little_costs(world: World, as_: SignIn) -> None:
    client = as_(world.supervisor)
    sent_rows(world, 1, due_in=-HOUR)
    few = cost(client, "/")
    requests(world, 50, status="in_review", submitted_by=world.officer)
    sent_rows(world, 50, due_in=-HOUR)
    assert cost(client, "/") == few <= 29
