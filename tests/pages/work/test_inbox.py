"""The inbox: what arrived, the most pressing first, acknowledged with one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.models import Request
from tests.pages.work.rows import acknowledged_rows, cost, sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


def waiting(response: Any) -> list[Request]:
    return list(response.context["waiting"].items)


def test_what_is_due_first_stands_first(world: World, as_: SignIn) -> None:
    later = sent_rows(world, 1, due_in=20 * HOUR)
    overdue = sent_rows(world, 1, due_in=-2 * HOUR)
    response = as_(world.contact).get("/inbox/")
    assert waiting(response) == overdue + later
    page = response.content.decode()
    assert "Prosecutor&#x27;s Office, Georgia" in page
    assert "1 h 59 min overdue" in page or "2 h 0 min overdue" in page
    assert page.count('name="their_reference"') == 2


def test_then_come_the_acknowledged_newest_first(world: World, as_: SignIn) -> None:
    now = timezone.now()
    old = acknowledged_rows(world, [HOUR], sent_at=now - timedelta(days=9))
    new = acknowledged_rows(world, [HOUR], sent_at=now - timedelta(days=2))
    response = as_(world.contact).get("/inbox/")
    assert list(response.context["earlier"].items) == new + old
    assert "Everything is acknowledged" in response.content.decode()


def test_nothing_of_the_case_is_in_it(world: World, as_: SignIn) -> None:
    sent_rows(world, 1, case=world.case(title="Operation Lilac", reference="GE-74/2026"))
    for query in ("", "?q=Lilac", "?q=GE-74"):
        page = as_(world.contact).get(f"/inbox/{query}").content.decode()
        assert "Operation Lilac" not in page
        assert "/acknowledge/" in page or query


def test_neither_the_sender_nor_a_stranger_finds_it_there(world: World, as_: SignIn) -> None:
    sent_rows(world, 1)
    for person in (world.officer, world.stranger):
        page = as_(person).get("/inbox/").content.decode()
        assert "Nothing has arrived yet" in page


def test_filters(world: World, as_: SignIn) -> None:
    late, urgent = sent_rows(world, 1, due_in=-HOUR), sent_rows(world, 1, urgency="urgent")
    done = acknowledged_rows(world, [HOUR], sent_at=timezone.now() - 5 * HOUR)
    client = as_(world.contact)
    assert waiting(client.get("/inbox/?state=overdue")) == late
    assert waiting(client.get("/inbox/?urgency=urgent")) == urgent
    assert waiting(client.get(f"/inbox/?q={late[0].reference}")) == late
    response = client.get("/inbox/?state=done")
    assert list(response.context["earlier"].items) == done
    assert "waiting" not in response.context
    assert "Nothing matches" in client.get("/inbox/?q=nowhere").content.decode()


def test_a_filter_that_is_not_there_is_said_and_hides_nothing(world: World, as_: SignIn) -> None:
    sent_rows(world, 1)
    response = as_(world.contact).get("/inbox/?state=lost")
    assert response.status_code == 200
    assert len(waiting(response)) == 1
    assert "not on the list" in response.content.decode()


def test_pages_lose_nobody(world: World, as_: SignIn) -> None:
    rows = sent_rows(world, 60)
    client, address, seen = as_(world.contact), "/inbox/", []
    while address:
        response = client.get(address)
        seen += waiting(response)
        address = response.context["waiting_pages"]["next"]
    assert seen == rows


def test_a_cursor_of_another_list_is_refused(world: World, as_: SignIn) -> None:
    sent_rows(world, 30)
    client = as_(world.contact)
    address = client.get("/inbox/").context["waiting_pages"]["next"]
    assert client.get(address.replace("state=open", "state=done")).status_code == 400


def test_who_may_not_acknowledge_has_no_button(world: World, as_: SignIn) -> None:
    from contacts.roles import Role
    from tests.world import person

    sent_rows(world, 1)
    reader = person("their_auditor", world.asked, Role.AUDITOR)
    page = as_(reader).get("/inbox/").content.decode()
    assert "/acknowledge/" not in page
    assert "Your role does not acknowledge." in page
    assert '"mla-count"' not in page


def test_the_navigation_counts_what_waits(world: World, as_: SignIn) -> None:
    sent_rows(world, 3)
    assert '<span class="mla-count">3<' in as_(world.contact).get("/inbox/").content.decode()
    assert '"mla-count"' not in as_(world.officer).get("/").content.decode()


def test_fifty_lines_cost_what_one_costs(world: World, as_: SignIn) -> None:
    client = as_(world.contact)
    sent_rows(world, 1)
    acknowledged_rows(world, [HOUR], sent_at=timezone.now() - 5 * HOUR)
    few = cost(client, "/inbox/")
    sent_rows(world, 50)
    acknowledged_rows(world, [HOUR] * 50, sent_at=timezone.now() - 5 * HOUR)
    assert cost(client, "/inbox/") == few <= 13
