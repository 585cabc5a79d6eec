"""The page of one deadline, the month, the bell, and the other ways when nobody answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from requests_app.models import Deadline, Request
from requests_app.services.reminders import reminders_sweep
from tests.requests_app.holding import preserved, running
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def end(world: World) -> Deadline:
    return preserved(world.acknowledged(), at=timezone.now())


def test_it_says_how_the_date_came_about_and_who_is_told(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.officer)
    page = client.get(f"/deadlines/{end.pk}/").content.decode()
    assert "at least 60 days" in page
    assert "Article 29(7)" in page
    assert "officer (the officer who sent the request)" in page.lower() or "the officer who sent the request" in page


def test_the_other_side_does_not_read_who_is_told(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.contact)
    page = client.get(f"/deadlines/{end.pk}/").content.decode()
    assert world.officer.name not in page
    assert world.supervisor.name not in page


def test_a_stranger_finds_nothing(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.stranger)
    assert client.get(f"/deadlines/{end.pk}/").status_code == 404
    assert client.post(f"/deadlines/{end.pk}/extend/", {}).status_code == 404


def test_moved_on_the_page(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.officer)
    address = f"/deadlines/{end.pk}/extend/"
    assert client.post(address, {"due_at": "2001-01-01", "reason": "x"}).status_code == 400
    far = client.post(address, {"due_at": "9999-12-31", "reason": "x"})
    assert (far.status_code, b"Enter a year from 1800 to 2199." in far.content) == (400, True)
    day = (end.due_at + timedelta(days=30)).date()
    assert client.post(address, {"due_at": day.isoformat(), "reason": "They granted thirty"}).status_code == 302
    assert "They granted thirty" in client.get(f"/deadlines/{end.pk}/").content.decode()
    end.refresh_from_db()
    assert end.round == 1


def test_a_supervisor_switches_the_reminders_off_and_everybody_reads_why(
    world: World, end: Deadline, client: Client
) -> None:
    client.force_login(world.supervisor)
    assert client.post(f"/deadlines/{end.pk}/silence/", {"reason": "The judge decides on Monday"}).status_code == 302
    client.force_login(world.officer)
    assert "The judge decides on Monday" in client.get(f"/deadlines/{end.pk}/").content.decode()
    client.force_login(world.supervisor)
    assert "The judge decides on Monday" in client.get("/dashboard/").content.decode()


def test_the_month_has_it_on_its_last_day(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.officer)
    here = end.due_at.astimezone(timezone.get_default_timezone())
    page = client.get(f"/deadlines/month/?month={here:%Y-%m}").content.decode()
    assert f"/deadlines/{end.pk}/" in page
    assert client.get("/deadlines/month/?month=nonsense").status_code == 200
    client.force_login(world.stranger)
    assert str(end.pk) not in client.get(f"/deadlines/month/?month={here:%Y-%m}&all=on").content.decode()


def test_a_month_without_any_says_so(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.officer)
    address = f"/deadlines/month/?month={end.due_at.year + 2}-01"
    assert "Nothing that concerns you ends in this month." in client.get(address).content.decode()
    assert "Nothing ends in this month." in client.get(f"{address}&all=on").content.decode()


def test_the_bell_counts_what_was_not_seen(world: World, end: Deadline, client: Client) -> None:
    reminders_sweep(now=end.due_at - timedelta(days=29))
    # Said in the future: as far as the bell looks, it was said just now.
    end.reminders.update(created_at=timezone.now())
    client.force_login(world.officer)
    page = client.get("/").content.decode()
    assert 'class="mla-bell"' in page
    assert "unread" in page
    assert f"/deadlines/{end.pk}/" in client.get("/reminders/").content.decode()
    client.post("/reminders/")
    assert "unread" not in client.get("/").content.decode()


def test_a_desk_is_reminded_for_all_who_acknowledge_there(world: World, client: Client) -> None:
    request = world.sent()
    reminders_sweep(now=request.deadlines.get().due_at)
    request.deadlines.get().reminders.update(created_at=timezone.now())
    client.force_login(world.contact)
    assert request.reference in client.get("/reminders/").content.decode()
    client.force_login(world.stranger)
    assert request.reference not in client.get("/reminders/").content.decode()


def test_when_nobody_answers_an_urgent_request_the_page_proposes_other_ways(world: World, client: Client) -> None:
    request = world.sent()
    clock = request.deadlines.get()
    client.force_login(world.officer)
    Deadline.objects.filter(pk=clock.pk).update(next_step=3)
    assert "other-ways" not in client.get(f"/requests/{request.pk}/").content.decode()
    urgent = urgent_request(world)
    Deadline.objects.filter(request=urgent).update(next_step=3)
    page = client.get(f"/requests/{urgent.pk}/").content.decode()
    assert "other-ways" in page
    assert "Back-up desk" in page
    client.force_login(world.contact)
    assert "other-ways" not in client.get(f"/requests/{urgent.pk}/").content.decode()


def urgent_request(world: World) -> Request:
    from tests.world import CONTENT

    return world.sent(urgency="urgent", content={**CONTENT, "urgency_grounds": ["volatility"]})


def test_home_and_title_count_what_is_overdue(world: World, end: Deadline, client: Client) -> None:
    Deadline.objects.filter(pk=end.pk).update(
        starts_at=end.starts_at - timedelta(days=90), due_at=timezone.now() - timedelta(hours=1)
    )
    client.force_login(world.officer)
    page = client.get("/").content.decode()
    assert 'data-title-count="1"' in page
    assert f"/deadlines/{end.pk}/" in page


def test_what_lapses_stands_on_the_dashboard(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.supervisor)
    assert f"/deadlines/{end.pk}/" not in client.get("/dashboard/").content.decode()
    Deadline.objects.filter(pk=end.pk).update(due_at=timezone.now() + timedelta(days=13))
    assert f"/deadlines/{end.pk}/" in client.get("/dashboard/").content.decode()


def test_running_is_shown_on_the_request(world: World, end: Deadline, client: Client) -> None:
    client.force_login(world.officer)
    page = client.get(f"/requests/{end.request_id}/").content.decode()
    assert f"/deadlines/{running(end.request, 'mla_follow_up').pk}/" in page
