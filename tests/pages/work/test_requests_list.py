"""The list of what one's own authority wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.models import Request
from tests.pages.work.rows import acknowledged_rows, cost, requests, sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


def lines(response: Any) -> list[Request]:
    return list(response.context["lines"].items)


def test_newest_first_and_only_ones_own(world: World, as_: SignIn) -> None:
    rows = requests(world, 3)
    assert lines(as_(world.officer).get("/requests/")) == rows[::-1]
    for person in (world.contact, world.stranger):
        response = as_(person).get("/requests/")
        assert lines(response) == []
        assert "No requests yet" in response.content.decode()


def test_a_sealed_case_is_only_for_those_named_on_it(world: World, as_: SignIn) -> None:
    rows = requests(world, 1, case=world.case(sealed=True))
    assert lines(as_(world.officer).get("/requests/")) == rows
    assert lines(as_(world.supervisor).get("/requests/")) == []


def test_filters(world: World, as_: SignIn) -> None:
    draft = requests(world, 1, urgency="emergency")
    late = sent_rows(world, 1, due_in=-HOUR)
    elsewhere = requests(world, 1, requested_authority=world.outsider)
    client = as_(world.officer)
    assert lines(client.get("/requests/?status=sent")) == late
    assert lines(client.get("/requests/?overdue=on")) == late
    assert lines(client.get("/requests/?urgency=emergency")) == draft
    assert lines(client.get("/requests/?counterpart=US-247")) == elsewhere
    assert lines(client.get("/requests/?status=sent&urgency=emergency")) == []


def test_search_by_either_reference_and_by_case(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    requests(world, 1, case=world.case(reference="GE-99/2026", title="Another matter"))
    client = as_(world.officer)
    for words in (request.reference[-5:], "ro-9", "74/2026", "phishing of BANK"):
        assert lines(client.get("/requests/", {"q": words})) == [request], words


def test_two_hundred_rows_in_pages(world: World, as_: SignIn) -> None:
    rows = requests(world, 120)
    client, address, seen = as_(world.officer), "/requests/?status=draft", []
    while address:
        response = client.get(address)
        seen += lines(response)
        address = response.context["pages"]["next"]
    assert seen == rows[::-1]


def test_fifty_lines_cost_what_one_costs(world: World, as_: SignIn) -> None:
    client = as_(world.officer)
    sent_rows(world, 1)
    few = cost(client, "/requests/")
    sent_rows(world, 25)
    acknowledged_rows(world, [HOUR] * 25, sent_at=timezone.now() - 5 * HOUR)
    assert cost(client, "/requests/") == few <= 10
