"""What becomes time-barred, or whose detention ends soon, stands first: in the inbox and on home, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.models import Request
from tests.pages.work.rows import acknowledged_rows, requests, sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


def soon(days: int, field: str = "detention_until") -> dict[str, Any]:
    return {"content": {field: (timezone.now() + timedelta(days=days)).date().isoformat()}}


def waiting(response: Any) -> list[Request]:
    return list(response.context["waiting"].items)


def test_the_nearest_day_first_then_by_the_time_that_is_left(world: World, as_: SignIn) -> None:
    late = sent_rows(world, 1, due_in=-HOUR)
    far = sent_rows(world, 1, due_in=2 * HOUR, **soon(31))
    over = sent_rows(world, 1, due_in=3 * HOUR, **soon(-2))
    limitation = sent_rows(world, 1, **soon(20, "limitation_on"))
    detention = sent_rows(world, 1, **soon(3))
    emergency = sent_rows(world, 1, urgency="emergency")
    expected = emergency + detention + limitation + late + far + over
    page = as_(world.contact).get("/inbox/")
    assert waiting(page) == expected
    assert page.content.decode().count("Time-barred, or detention ends") == 2
    [panel] = [one for one in as_(world.contact).get("/").context["panels"] if one.name == "acknowledge"]
    assert panel.rows == expected[:5]


def test_the_last_evening_still_presses_where_the_day_ends_late(world: World, as_: SignIn) -> None:
    """At 22:00 in New York it is the next day in UTC."""
    with time_machine.travel(datetime(2026, 12, 1, 3, tzinfo=UTC), tick=False):
        plain = sent_rows(world, 1)
        last = sent_rows(world, 1, content={"limitation_on": "2026-11-30"})
        assert waiting(as_(world.contact).get("/inbox/")) == last + plain


def test_the_earlier_of_both_days_counts(world: World, as_: SignIn) -> None:
    one = sent_rows(world, 1, **soon(9))
    both = sent_rows(world, 1, content={**soon(20)["content"], **soon(4, "limitation_on")["content"]})
    odd = sent_rows(world, 1, content={"detention_until": "", "limitation_on": None})
    assert waiting(as_(world.contact).get("/inbox/")) == both + one + odd


def test_pages_lose_none_and_show_none_twice(world: World, as_: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests_app.views.inbox.LINES", 2)
    plain = sent_rows(world, 3)
    near = sent_rows(world, 3, **soon(5))
    emergency = sent_rows(world, 1, urgency="emergency")
    client, address, seen = as_(world.contact), "/inbox/?state=open", []
    while address:
        response = client.get(address)
        seen += waiting(response)
        address = response.context["waiting_pages"]["next"]
    assert seen == emergency + near + plain


def test_at_work_and_for_approval_too(world: World, as_: SignIn) -> None:
    sent_at = timezone.now() - 9 * HOUR
    calm = acknowledged_rows(world, [HOUR], sent_at=sent_at, urgency="urgent")
    near = acknowledged_rows(world, [2 * HOUR], sent_at=sent_at, **soon(7))
    [hand] = [one for one in as_(world.contact).get("/").context["panels"] if one.name == "in_hand"]
    assert hand.rows == near + calm
    urgent = requests(world, 1, status="in_review", submitted_by=world.officer, urgency="urgent")
    pressing = requests(world, 1, status="in_review", submitted_by=world.officer, **soon(7))
    [approve] = [one for one in as_(world.supervisor).get("/").context["panels"] if one.name == "approve"]
    assert approve.rows == pressing + urgent
