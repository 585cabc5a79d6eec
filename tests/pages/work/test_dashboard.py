"""The dashboard: each figure is the length of the list it leads to, and times are counted by the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contacts.roles import Role
from contacts.services.memberships import membership_grant
from mla_portal.accounts.models import User
from requests_app.selectors.dashboard import speed
from requests_app.states import Side
from tests.pages.work.rows import acknowledged_rows, cost, requests, sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


def figures(response: Any) -> dict[str, Any]:
    return {str(one.label): one for one in (*response.context["own_figures"], *response.context["received_figures"])}


def rows_behind(client: Client, href: str) -> int:
    context = client.get(href).context
    found = context["waiting"] if "waiting" in context else context["lines"]
    return len(found.items)


def everything(world: World) -> None:
    requests(world, 2)
    requests(world, 3, status="in_review", submitted_by=world.officer)
    requests(world, 1, status="approved", approved_by=world.supervisor)
    sent_rows(world, 2, due_in=-HOUR)
    sent_rows(world, 4)
    sent_rows(world, 1, due_in=40 * HOUR)


def test_it_is_for_those_who_supervise(world: World, as_: SignIn) -> None:
    for person in (world.officer, world.contact, world.auditor, world.stranger):
        client = as_(person)
        assert client.get("/dashboard/").status_code == 403
        assert 'href="/dashboard/"' not in client.get("/").content.decode()
    assert 'href="/dashboard/"' in as_(world.supervisor).get("/dashboard/").content.decode()


def test_each_figure_is_the_length_of_its_list(world: World, as_: SignIn) -> None:
    everything(world)
    client = as_(world.supervisor)
    found = figures(client.get("/dashboard/"))
    counted = {label: figure.value for label, figure in found.items() if label != "Cases"}
    assert counted == {
        "Waiting for approval": 3,
        "Overdue at the other side": 2,
        "Due in the next 24 hours": 0,  # of the requests to us: the later of two figures of that name
        "Sent, not acknowledged": 7,
        "Approved, not sent": 1,
        "Drafts": 2,
        "To acknowledge": 0,
        "Overdue with us": 0,
    }
    for label in counted:
        assert rows_behind(client, found[label].href) == counted[label], label


def test_those_who_receive_have_their_own(world: World, as_: SignIn) -> None:
    everything(world)
    client = as_(world.their_supervisor)
    found = figures(client.get("/dashboard/"))
    assert [found[label].value for label in ("To acknowledge", "Overdue with us", "Due in the next 24 hours")] == [
        7,
        2,
        4,
    ]
    for label in ("To acknowledge", "Overdue with us", "Due in the next 24 hours"):
        assert rows_behind(client, found[label].href) == found[label].value
    assert found["Drafts"].value == 0


def test_the_lists_behind_keep_to_what_one_supervises(world: World, as_: SignIn) -> None:
    membership_grant(actor=None, user=world.supervisor, authority=world.asked, role=Role.CONTACT)
    sent_rows(world, 3)
    client = as_(world.supervisor)
    found = figures(client.get("/dashboard/"))
    assert found["To acknowledge"].value == 0
    assert rows_behind(client, found["To acknowledge"].href) == 0


def test_a_sealed_case_is_counted_only_where_it_is_seen(world: World, as_: SignIn) -> None:
    requests(world, 1, case=world.case(sealed=True))
    found = figures(as_(world.supervisor).get("/dashboard/"))
    assert (found["Drafts"].value, found["Cases"].value) == (0, 0)


def test_median_ninetieth_and_share_in_time(world: World) -> None:
    now = timezone.now()
    acknowledged_rows(world, [HOUR * n for n in (1, 2, 3, 4, 30)], sent_at=now - timedelta(days=3))
    acknowledged_rows(world, [HOUR * 20], sent_at=now - timedelta(days=60))
    sent_rows(world, 1, due_in=-HOUR)
    sent_rows(world, 1)
    found = speed(world.supervisor, Side.REQUESTING, since=now - timedelta(days=30), now=now)
    assert found.median == 3 * HOUR
    assert found.ninetieth == timedelta(hours=19, minutes=36)
    assert (found.sent, found.acknowledged, found.in_time, found.late) == (7, 5, 4, 2)
    assert found.share_in_time == 67
    assert speed(world.their_supervisor, Side.REQUESTED, since=now - timedelta(days=30), now=now) == found


def test_of_nothing_there_is_no_median(world: World) -> None:
    now = timezone.now()
    found = speed(world.supervisor, Side.REQUESTING, since=now - timedelta(days=30), now=now)
    assert (found.median, found.ninetieth, found.share_in_time) == (None, None, None)


def test_charts_by_authority_and_by_month(world: World, as_: SignIn) -> None:
    now = timezone.now()
    acknowledged_rows(world, [HOUR * 2], sent_at=now - timedelta(days=3))
    acknowledged_rows(world, [HOUR * 5], sent_at=now - timedelta(days=3), requested_authority=world.outsider)
    client = as_(world.supervisor)
    bars = client.get("/dashboard/").context["directions"][0]["bars"]
    assert [(bar.label, bar.value) for bar in bars] == [("Duty Desk", 5.0), ("Cybercrime Service", 2.0)]
    bars = client.get("/dashboard/?by=month&days=365").context["directions"][0]["bars"]
    assert [bar.value for bar in bars] == [3.5]


def test_who_has_what(world: World, as_: SignIn) -> None:
    everything(world)
    requests(world, 1, author=world.colleague)
    load = as_(world.supervisor).get("/dashboard/").context["load"]
    assert [(one.name, one.drafts, one.in_review, one.approved, one.waiting, one.overdue) for one in load] == [
        ("Officer", 2, 3, 1, 7, 2),
        ("Colleague", 1, 0, 0, 0, 0),
    ]


def test_who_acknowledged(world: World, as_: SignIn) -> None:
    world.acknowledged()
    people = as_(world.their_supervisor).get("/dashboard/").context["people"]
    assert people == [{"name": "Contact", "number": 1, "took": "less than 1 min"}]


def test_a_period_that_is_not_there_is_the_usual_one(world: World, as_: SignIn) -> None:
    assert as_(world.supervisor).get("/dashboard/?days=banana&by=moon").status_code == 200


def test_much_costs_what_little_costs(world: World, as_: SignIn) -> None:
    client = as_(world.supervisor)
    few = cost(client, "/dashboard/")
    everything(world)
    acknowledged_rows(world, [HOUR] * 40, sent_at=timezone.now() - 5 * HOUR)
    assert cost(client, "/dashboard/") == few <= 25
