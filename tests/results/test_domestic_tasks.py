"""A path that leads back home becomes a task: somebody's, until a day, and on record how it ended (Art. 30)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.models import Disclosure, DomesticTask, Request
from requests_app.selectors.contract import events_told
from requests_app.selectors.domestic_tasks import domestic_tasks, tasks_to_do
from requests_app.services.domestic_tasks import task_close, task_make
from tests.browser import Open
from tests.pages.work.test_in_browser import SIZES, fits
from tests.results.making import handed_over
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def home(world: World, country: str = "GE") -> tuple[Request, Disclosure]:
    request = world.in_execution()
    path = {"provider": "Kavkaz Net", "provider_country": country, "path": "203.0.113.9"}
    return request, handed_over(world.contact, request, **path)


def answers(world: World, **more: Any) -> dict[str, Any]:
    due_on = (timezone.now() + timedelta(days=3)).date().isoformat()
    return {"text": "Order the provider to preserve.", "due_on": due_on, "person": str(world.colleague.pk), **more}


def make(world: World, **more: Any) -> DomesticTask:
    request, given = home(world)
    return task_make(actor=world.officer, request=request, disclosure=given, **answers(world, **more))


def test_it_is_given_to_a_colleague_until_a_day(world: World) -> None:
    task = make(world)
    assert (task.state, task.person, task.path.provider) == ("open", world.colleague, "Kavkaz Net")
    assert tasks_to_do(world.colleague) == [task]
    assert tasks_to_do(world.officer) == []


def test_the_second_press_finds_the_first(world: World) -> None:
    task = make(world)
    again = task_make(
        actor=world.officer, request=task.request, disclosure=task.path.disclosure, **answers(world, text="Other.")
    )
    assert (again, again.text) == (task, "Order the provider to preserve.")


def test_a_path_that_leads_elsewhere_makes_none(world: World) -> None:
    request, given = home(world, "MD")
    with pytest.raises(Conflict, match="back home"):
        task_make(actor=world.officer, request=request, disclosure=given, **answers(world))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"due_on": ""}, "due_on"),
        ({"person": "x"}, "person"),
    ],
)
def test_what_is_wrong_is_named(world: World, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make(world, **wrong)
    assert set(refusal.value.errors) == {field}


def test_somebody_of_the_other_side_is_nobody_to_give_it_to(world: World) -> None:
    with pytest.raises(Invalid):
        make(world, person=str(world.contact.pk))


def test_done_once_or_dropped_with_a_reason(world: World) -> None:
    task = make(world)
    with pytest.raises(Invalid):
        task_close(actor=world.colleague, request=task.request, task=task, state="dropped")
    done = task_close(actor=world.colleague, request=task.request, task=task, state="done", result="Order served.")
    assert (done.state, done.closed_by) == ("done", world.colleague)
    with pytest.raises(Conflict, match="over"):
        task_close(actor=world.officer, request=task.request, task=task, state="dropped", result="No.")
    with pytest.raises(DatabaseError), transaction.atomic():
        DomesticTask.objects.update(text="Something else.")


def test_the_other_side_knows_nothing_of_it(world: World) -> None:
    task = make(world)
    verbs = set(events_told(world.contact, task.request).values_list("verb", flat=True))
    assert not any(verb.startswith("domestic_task") for verb in verbs)
    assert not domestic_tasks(world.contact).exists()
    with pytest.raises(NotFound):
        task_close(actor=world.contact, request=task.request, task=task, state="done")
    with pytest.raises(NotAllowed):
        task_close(actor=world.auditor, request=task.request, task=task, state="done")


def test_it_stands_on_home_case_and_results(world: World) -> None:
    task = make(world)
    client = Client()
    client.force_login(world.colleague)
    for address in ("/", f"/cases/{task.request.case_id}/", f"/requests/{task.request.pk}/results/"):
        assert f"/requests/{task.request.pk}/tasks/{task.pk}/" in client.get(address).content.decode()
    address = f"/requests/{task.request.pk}/tasks/{task.pk}/"
    assert client.post(address, {"state": "dropped", "result": ""}).status_code == 400
    assert client.post(address, {"state": "done", "result": "Order served."}).status_code == 302
    assert "Order served." in client.get(address).content.decode()


@SIZES
def test_its_pages_in_a_browser(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request, given = home(world)
    page = open_as(world.officer, size)
    fits(page, f"/requests/{request.pk}/results/{given.pk}/task/")
    task = task_make(actor=world.officer, request=request, disclosure=given, **answers(world))
    fits(page, f"/requests/{request.pk}/tasks/{task.pk}/")
