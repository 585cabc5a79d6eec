"""The open deadlines: overdue first, for both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from tests.pages.work.rows import acknowledged_rows, cost, sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


def of(response: Any) -> list[Any]:
    return [line.request for line in response.context["lines"].items]


def test_overdue_first_and_only_what_is_open(world: World, as_: SignIn) -> None:
    calm, late = sent_rows(world, 1), sent_rows(world, 1, due_in=-HOUR)
    acknowledged_rows(world, [HOUR], sent_at=timezone.now() - 5 * HOUR)
    for person in (world.officer, world.contact):
        assert of(as_(person).get("/deadlines/")) == late + calm
    assert "No open deadlines" in as_(world.stranger).get("/deadlines/").content.decode()


def test_each_side_reads_whether_it_owes(world: World, as_: SignIn) -> None:
    sent_rows(world, 1)
    assert ">you</strong>" in as_(world.contact).get("/deadlines/").content.decode()
    assert ">you</strong>" not in as_(world.officer).get("/deadlines/").content.decode()


def test_filters(world: World, as_: SignIn) -> None:
    late, soon = sent_rows(world, 1, due_in=-HOUR), sent_rows(world, 1)
    far = sent_rows(world, 1, due_in=50 * HOUR, author=world.colleague)
    client = as_(world.officer)
    assert of(client.get("/deadlines/?state=overdue")) == late
    assert of(client.get("/deadlines/?state=next")) == soon
    assert of(client.get("/deadlines/?mine=on")) == late + soon
    assert of(client.get("/deadlines/?owed=requesting")) == late + soon + far
    assert of(client.get("/deadlines/?owed=requested")) == []
    assert of(as_(world.contact).get("/deadlines/?owed=requested&mine=on")) == late + soon + far


def test_a_sealed_case_does_not_show_by_its_deadline(world: World, as_: SignIn) -> None:
    sent_rows(world, 1, case=world.case(sealed=True))
    assert of(as_(world.supervisor).get("/deadlines/")) == []


def test_pages_lose_nobody(world: World, as_: SignIn) -> None:
    rows = sent_rows(world, 110)
    client, address, seen = as_(world.officer), "/deadlines/", []
    while address:
        response = client.get(address)
        seen += of(response)
        address = response.context["pages"]["next"]
    assert seen == rows


def test_fifty_lines_cost_what_one_costs(world: World, as_: SignIn) -> None:
    client = as_(world.officer)
    sent_rows(world, 1)
    few = cost(client, "/deadlines/?mine=on")
    sent_rows(world, 49)
    assert cost(client, "/deadlines/?mine=on") == few <= 11
