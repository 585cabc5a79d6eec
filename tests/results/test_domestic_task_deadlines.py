"""The day of a task at home is a deadline like the others: told, escalated, moved, and ended by how the task ended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Membership
from contacts.services.memberships import membership_end
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed, NotFound
from mla_portal.outbox.models import Message
from mla_portal.outbox.wording import worded
from requests_app.access import deadlines_visible_to, get_deadline
from requests_app.models import Deadline, DomesticTask, EscalationPolicy, EscalationStep, Reminder
from requests_app.selectors.calendar_feed import calendar_of
from requests_app.selectors.contract import events_told
from requests_app.selectors.deadline_acts import Act, acts_of
from requests_app.selectors.deadlines import coming, open_deadlines, overdue, where_supervised
from requests_app.selectors.ladder_preview import tellings
from requests_app.services.actions import action_perform
from requests_app.services.deadline_acts import deadline_move_to, deadline_settle
from requests_app.services.domestic_tasks import task_close, task_make
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Side
from tests.days import day
from tests.results.making import handed_over
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
DAY = timedelta(days=1)


def make(world: World, days: int = 10) -> DomesticTask:
    request = world.in_execution()
    path = {"provider": "Kavkaz Net", "provider_country": "GE", "path": "203.0.113.9"}
    given = handed_over(world.contact, request, **path)
    # What else runs for the request is not what these tests are of.
    request.deadlines.update(next_step_at=None)
    answers = {"text": "Order it kept.", "due_on": day(days, "GE"), "person": str(world.colleague.pk)}
    return task_make(actor=world.officer, request=request, disclosure=given, **answers)


def clock(task: DomesticTask) -> Deadline:
    return Deadline.objects.get(kind="domestic_task", subject=task.pk)


def told(task: DomesticTask) -> list[tuple[str, str]]:
    rows = Reminder.objects.filter(deadline=clock(task)).order_by("created_at", "recipient")
    return list(rows.values_list("audience", "recipient"))


def leaves(user: User) -> None:
    for membership in Membership.objects.filter(user=user):
        membership_end(actor=None, membership=membership)


def page(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_it_is_due_when_its_day_ends_at_home(world: World) -> None:
    task = make(world)
    row = clock(task)
    assert row.due_at.astimezone(tz(row)).date() == task.due_on + DAY
    assert row.due_at.astimezone(tz(row)).hour == 0
    assert (row.rule, row.owed_by, row.zone) == ("30(1)", "requesting", "Asia/Tbilisi")
    assert (row.next_step, row.next_step_at) == (0, row.due_at - 3 * DAY)


def tz(row: Deadline) -> ZoneInfo:
    return ZoneInfo(row.zone)


def test_whoever_has_it_is_reminded_before(world: World) -> None:
    task = make(world)
    assert reminders_sweep(now=clock(task).due_at - 4 * DAY) == 0
    assert reminders_sweep(now=clock(task).due_at - 3 * DAY) == 1
    assert told(task) == [("officer", "colleague@portal.example")]


def test_when_it_is_due_the_supervisors_are_told_and_it_goes_on(world: World) -> None:
    task = make(world)
    due_at = clock(task).due_at
    assert [reminders_sweep(now=due_at + number * DAY) for number in (0, 1, 2)] == [1, 0, 1]
    once = [("officer", "colleague@portal.example"), ("own_supervisor", "supervisor@portal.example")]
    assert told(task) == [*once, *once]
    late = overdue(where_supervised(open_deadlines(world.supervisor), world.supervisor), now=due_at + DAY)
    assert clock(task) in late


def test_after_a_standstill_it_is_told_once(world: World) -> None:
    task = make(world)
    assert reminders_sweep(now=clock(task).due_at - DAY / 2) == 1
    assert told(task) == [("officer", "colleague@portal.example")]


def test_who_has_left_is_not_told_but_the_supervisors_are(world: World) -> None:
    task = make(world)
    leaves(world.colleague)
    reminders_sweep(now=clock(task).due_at - DAY)
    assert told(task) == [("own_supervisor", "supervisor@portal.example")]


def test_the_mail_leads_to_the_task_and_says_nothing_of_it(world: World) -> None:
    task = make(world)
    reminders_sweep(now=clock(task).due_at)
    mail = Message.objects.get(template="reminder", to_address=world.colleague.email)
    assert mail.context["path"] == f"/requests/{task.request_id}/tasks/{task.pk}/"
    said = {**mail.context, "to_name": "", "link": "", "portal": ""}
    subject, body = worded("reminder", said, language="en", zone=UTC)
    assert "a task at home is not done yet" in subject
    assert "overdue" in subject
    assert "leads back to your own State" in body
    assert "Kavkaz" not in body
    assert "Order it kept" not in body


def test_done_ends_it(world: World) -> None:
    task = make(world)
    reminders_sweep(now=clock(task).due_at)
    task_close(actor=world.colleague, request=task.request, task=task, state="done", result="Order served.")
    row = clock(task)
    assert (row.closed_reason, row.next_step_at) == ("task_done", None)
    assert reminders_sweep(now=row.due_at + 9 * DAY) == 0
    assert not Message.objects.filter(template="reminder", status="queued").exists()
    assert coming(world.colleague, now=timezone.now()) == []


def test_dropped_ends_it_too(world: World) -> None:
    task = make(world)
    task_close(actor=world.colleague, request=task.request, task=task, state="dropped", result="No such provider.")
    assert clock(task).closed_reason == "task_dropped"


def test_it_outlasts_the_request(world: World) -> None:
    task = make(world)
    action_perform(actor=world.officer, request=task.request, action="withdraw", answers={"reason": "Confessed."})
    assert clock(task).closed_at is None


def test_the_second_press_starts_no_second_clock(world: World) -> None:
    task = make(world)
    again = {"text": "Other.", "due_on": day(5, "GE"), "person": str(world.officer.pk)}
    task_make(actor=world.officer, request=task.request, disclosure=task.path.disclosure, **again)
    assert Deadline.objects.filter(kind="domestic_task").count() == 1


def test_moved_the_task_says_the_new_day(world: World) -> None:
    task = make(world)
    row = get_deadline(world.officer, clock(task).pk)
    later = date.fromisoformat(day(20, "GE"))
    deadline_move_to(actor=world.officer, deadline=row, day=later, reason="The court sits on Monday.")
    task.refresh_from_db()
    assert task.due_on == later
    assert clock(task).due_at.astimezone(tz(row)).date() == task.due_on + DAY


def test_it_is_ended_on_its_own_page_and_nowhere_else(world: World) -> None:
    task = make(world)
    row = get_deadline(world.supervisor, clock(task).pk)
    assert acts_of(world.supervisor, row, now=timezone.now()) == [Act.EXTEND, Act.SILENCE]
    with pytest.raises(NotAllowed):
        deadline_settle(actor=world.officer, deadline=row)
    task_close(actor=world.officer, request=task.request, task=task, state="done")
    with pytest.raises(Conflict):
        deadline_settle(actor=world.officer, deadline=clock(task))


def test_the_other_side_and_strangers_know_nothing_of_it(world: World) -> None:
    task = make(world)
    reminders_sweep(now=clock(task).due_at)
    for outsider in (world.contact, world.their_supervisor, world.stranger):
        assert not deadlines_visible_to(outsider).filter(kind="domestic_task").exists()
        with pytest.raises(NotFound):
            get_deadline(outsider, clock(task).pk)
    assert "domestic_task" not in str(list(events_told(world.contact, task.request).values_list("data", flat=True)))
    assert "Task at home" not in page(world.contact, f"/requests/{task.request_id}/")


def test_a_ladder_that_names_the_other_side_tells_it_nothing(world: World) -> None:
    """Also one that was made by the administration: what an authority owes itself stays there."""
    policy = EscalationPolicy.objects.get(authority=None, deadline_kind="domestic_task", urgency="normal")
    EscalationStep.objects.filter(policy=policy).update(audiences=["contact", "supervisor", "central"])
    task = make(world)
    reminders_sweep(now=clock(task).due_at)
    assert told(task) == [("officer", "colleague@portal.example")]


def test_who_has_it_sees_it_where_deadlines_are_seen(world: World) -> None:
    task = make(world, 4)
    row = clock(task)
    assert row in coming(world.colleague, now=timezone.now())
    assert f"/requests/{task.request_id}/tasks/{task.pk}/" in page(world.colleague, "/")
    assert str(row.pk) in calendar_of(world.colleague, now=timezone.now()).decode().replace("\r\n ", "")
    assert f"/deadlines/{row.pk}/" in page(world.colleague, "/deadlines/?mine=on")
    assert f"/deadlines/{row.pk}/" in page(world.colleague, f"/deadlines/month/?month={task.due_on:%Y-%m}")
    shown = page(world.colleague, f"/deadlines/{row.pk}/")
    assert "whoever has the task" in shown
    assert f"/requests/{task.request_id}/tasks/{task.pk}/" in shown


def test_the_preview_names_who_has_it(world: World) -> None:
    row = get_deadline(world.supervisor, clock(make(world)).pk)
    steps = list(row.policy.steps.all())
    told_when = tellings(row, row.policy, steps, side=Side.REQUESTING, now=timezone.now())
    assert told_when[0].people == [f"{world.colleague.name} (whoever has the task)"]


def test_many_are_swept_with_as_many_queries_as_one(world: World) -> None:
    costs = []
    for number in (1, 3):
        due: list[datetime] = [clock(make(world)).due_at for _number in range(number)]
        with CaptureQueriesContext(connection) as queries:
            assert reminders_sweep(now=max(due)) >= number
        costs.append(len(queries))
        Deadline.objects.update(next_step_at=None)
    assert costs[0] == costs[1]
