"""The life of a preservation: the situations that go wrong in practice, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from contacts.days import day_in
from contacts.models import PreservationPractice
from mla_portal.audit.models import Event
from requests_app.clocks.preservation import Holding
from requests_app.models import Reminder, Request
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.deadlines import lapsing, open_deadlines
from requests_app.selectors.kept import kept_without_request
from requests_app.services.actions import action_perform
from requests_app.services.deadline_acts import deadline_settle
from requests_app.services.kept import kept_ask, kept_release
from requests_app.services.preservation_clock import (
    held_confirmed,
    mla_decided,
    mla_received,
    mla_sent,
    preservation_clock_set,
)
from requests_app.services.preservations import preservations_lapse
from requests_app.services.questions import question_answer, question_ask
from requests_app.services.reminders import reminders_sweep
from tests.kinds import COMPLETE
from tests.requests_app.holding import open_kinds, preserved, running
from tests.world import World
from tests.world import preserved as report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
DAY = timedelta(days=1)


@pytest.fixture
def request_(world: World) -> Request:
    return world.acknowledged()


def said(request: Request, kind: str = "preservation_expiry") -> list[int]:
    rows = Reminder.objects.filter(deadline__request=request, deadline__kind=kind)
    return sorted(set(rows.values_list("step", flat=True)))


def act(world: World, request: Request, action: str, **answers: Any) -> Request:
    """By the requested authority."""
    return action_perform(actor=world.contact, request=request, action=action, answers=answers)


def followed(world: World, request: Request, kind: str, **content: Any) -> Request:
    return world.acknowledged(kind=kind, content={**COMPLETE[kind], **content}, follows=request)


def warnings(draft: Request) -> dict[str, str]:
    return {one.code: one.message for one in completeness_of(draft, now=timezone.now()).warnings}


def last_day(request: Request) -> date:
    return day_in("Europe/Bucharest", running(request, "preservation_expiry").due_at - timedelta(seconds=1))


def lapsed(request: Request) -> int:
    return Event.objects.filter(chain=f"request:{request.pk}", verb="preservation.lapsed").count()


def test_1_alarms_at_30_14_7_3_and_1_days_and_it_never_lapses_in_silence(world: World, request_: Request) -> None:
    end = preserved(request_, at=timezone.now())
    for place, days in enumerate((30, 14, 7, 3, 1, 0)):
        assert reminders_sweep(now=end.due_at - days * DAY - timedelta(hours=2)) in (0, 1)
        reminders_sweep(now=end.due_at - days * DAY + timedelta(hours=2))
        assert max(said(request_)) == place
    assert lapsed(request_) == 1
    reminders_sweep(now=end.due_at + 5 * DAY)
    assert lapsed(request_) == 1
    assert max(said(request_)) > 5
    assert list(lapsing(open_deadlines(world.supervisor), now=end.due_at)) == [end]
    with_clock = running(request_, "preservation_expiry")
    assert with_clock.closed_at is None


def test_2_sent_in_time_and_received_too_late(request_: Request) -> None:
    end = preserved(request_, at=timezone.now())
    mla_sent(preservation=request_, now=end.due_at - 5 * DAY)
    assert "mla_follow_up" not in open_kinds(request_)
    # Only the receipt stops the alarm (29(7)).
    assert "preservation_expiry" in open_kinds(request_)
    reminders_sweep(now=end.due_at - DAY)
    assert said(request_)
    assert mla_received(preservation=request_, now=end.due_at + DAY) is None
    assert lapsed(request_) == 1
    assert "held_watch" not in open_kinds(request_)


def test_3_received_in_time_and_decided_after_fourteen_months(request_: Request) -> None:
    end = preserved(request_, at=timezone.now())
    now = end.due_at - 20 * DAY
    watch = mla_received(preservation=request_, now=now)
    assert watch is not None
    assert open_kinds(request_) == {"held_watch"}
    for _time in range(4):
        now = watch.due_at
        assert reminders_sweep(now=now) == 1
        watch = held_confirmed(preservation=request_, now=now)
        assert watch is not None
    assert (now - end.due_at) > 300 * DAY
    mla_decided(preservation=request_, now=now)
    assert open_kinds(request_) == set()
    assert lapsed(request_) == 0


def test_4_the_dates_told_go_first_and_the_earliest_custodian_rules(world: World, request_: Request) -> None:
    PreservationPractice.objects.create(code="RO-practice", jurisdiction_id="RO", initial_days=90)
    now = timezone.now()
    practice = preserved(request_, at=now)
    today = practice.starts_at.date()
    assert (practice.due_at.date() - today).days in (90, 91)
    two = [
        Holding(custodian="Slow SA", effected_at=now, until=today + 180 * DAY),
        Holding(custodian="Quick SRL", effected_at=now, until=today + 120 * DAY),
    ]
    end = preservation_clock_set(request=request_, holdings=two, now=now)
    assert end is not None
    assert (end.due_at.date() - today).days in (120, 121)
    assert end.explanation[0]["custodian"] == "Quick SRL"


def test_5_an_extension_granted_by_half_refused_or_asked_too_late(world: World) -> None:
    request = world.completed()
    kept = request.preservations.get()
    last = kept.until
    extension = act(world, followed(world, request, "extension", days=60), "start")
    half = (last + 30 * DAY).isoformat()
    act(world, extension, "complete", outcome="partly", preserved_until=half, note="Thirty days, not sixty.")
    kept.refresh_from_db()
    assert kept.until == last + 30 * DAY
    assert last_day(request) == kept.until
    again = act(world, followed(world, extension, "extension", days=60), "start")
    act(world, again, "refuse", ground="essential_interests", reason="Not again.")
    kept.refresh_from_db()
    assert kept.until == last + 30 * DAY
    assert list(kept.changes.values_list("what", flat=True)) == ["extended", "not_extended"]
    # After the end the draft of an extension says to ask whether the data still exist.
    preservations_lapse(now=timezone.now() + 200 * DAY)
    kept.refresh_from_db()
    assert kept.lapsed_at is not None
    content = {**COMPLETE["extension"], "preserved_until": (timezone.localdate() - DAY).isoformat()}
    late = world.draft(kind="extension", content=content, follows=request)
    assert "Ask at once whether the data still exist." in warnings(late)["lapsing"]


def test_6_the_limit_of_extensions_is_reached(world: World) -> None:
    PreservationPractice.objects.create(
        code="RO-practice", jurisdiction_id="RO", initial_days=60, extension_days=60, max_total_days=120
    )
    request = world.completed()
    within = world.draft(kind="extension", content={**COMPLETE["extension"], "days": 30}, follows=request)
    assert "extension_limit" not in warnings(within)
    beyond = world.draft(kind="extension", content={**COMPLETE["extension"], "days": 31}, follows=request)
    assert "121 days in all" in warnings(beyond)["extension_limit"]


def test_7_the_data_were_deleted_before(world: World) -> None:
    request, day = world.in_execution(), timezone.localdate() - 40 * DAY
    act(world, request, "complete", outcome="data_deleted", deleted_on=day.isoformat())
    assert request.decisions.get().deleted_on == day
    assert not request.preservations.exists()
    assert open_kinds(request) == set()


def test_7_nothing_is_kept_any_more(request_: Request) -> None:
    preserved(request_, at=timezone.now())
    assert preservation_clock_set(request=request_, holdings=[], now=timezone.now()) is None
    assert open_kinds(request_) & {"preservation_expiry", "mla_follow_up"} == set()


def test_8_only_a_part_was_preserved_item_by_item(world: World) -> None:
    request = world.in_execution()
    items = [
        {"what": "Subscriber and logs", "outcome": "executed"},
        {"what": "Content", "outcome": "no_data", "note": "Not held."},
    ]
    done = act(world, request, "complete", **{**report(90), "outcome": "partly"}, items=items)
    assert done.outcome == "partly"
    assert [(one["what"], one["outcome"]) for one in request.decisions.get().items] == [
        ("Subscriber and logs", "executed"),
        ("Content", "no_data"),
    ]
    assert "preservation_expiry" in open_kinds(request)


def test_8_what_one_of_two_still_keeps_has_its_own_end(request_: Request) -> None:
    now = timezone.now()
    both = [
        Holding(custodian="A", effected_at=now, until=now.date() + 70 * DAY),
        Holding(custodian="B", effected_at=now, until=now.date() + 100 * DAY),
    ]
    first = preservation_clock_set(request=request_, holdings=both, now=now)
    second = preservation_clock_set(request=request_, holdings=both[1:], now=now)
    assert first is not None
    assert second is not None
    assert second.pk == first.pk
    assert second.due_at - first.due_at >= 29 * DAY


@pytest.mark.parametrize(("decision", "status"), [("proceed", "acknowledged"), ("withdraw", "withdrawn")])
def test_9_the_provider_would_tell_the_user_and_the_requester_decides(
    world: World, request_: Request, decision: str, status: str
) -> None:
    question = question_ask(
        actor=world.contact, request=request_, topic="consultation", text="The provider tells its users."
    )
    assert running(request_, "preservation_report").paused_at is not None
    question_answer(actor=world.officer, question=question, decision=decision, text="As decided.")
    request_.refresh_from_db()
    assert request_.status == status
    assert Event.objects.filter(chain=f"request:{request_.pk}", verb="question.answered").exists()
    if decision == "proceed":
        assert running(request_, "preservation_report").paused_at is None


def test_10_withdrawn_so_that_the_custodian_can_release(world: World) -> None:
    request = world.completed()
    kept = request.preservations.get()
    notice = world.approved(kind="withdrawal", content=COMPLETE["withdrawal"], follows=request)
    notice = action_perform(actor=world.officer, request=notice, action="send", answers={})
    assert open_kinds(request) == set()
    action_perform(actor=world.contact, request=notice, action="acknowledge", answers={})
    kept_release(actor=world.contact, request=request, preservation=kept, released_on="", note="They withdrew it.")
    kept.refresh_from_db()
    assert kept.state == "released"
    assert lapsed(request) == 0


def test_11_the_requester_never_comes_back(world: World) -> None:
    request = world.completed()
    end = running(request, "preservation_expiry")
    reminders_sweep(now=end.due_at)
    # On the day both sides are told: nothing is to be deleted unasked.
    told = set(Reminder.objects.filter(deadline=end).values_list("audience", flat=True))
    assert {"officer", "own_supervisor", "contact"} <= told
    # The requested side has it before it, asks, and then releases.
    [kept] = kept_without_request(world.contact)
    kept_ask(actor=world.contact, request=request, preservation=kept, text="Still needed?")
    assert running(request, "clarification_reply", request.messages.get().pk).owed_by == "requesting"
    kept_release(actor=world.contact, request=request, preservation=kept, released_on="", note="No answer came.")
    assert not kept_without_request(world.contact).exists()


def test_it_is_said_that_it_lapsed_and_the_alarm_ends(
    world: World, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = preserved(request_, at=timezone.now(), until=date(2099, 1, 1))
    monkeypatch.setattr(timezone, "now", lambda: end.due_at + DAY)
    deadline_settle(actor=world.officer, deadline=end)
    end.refresh_from_db()
    assert end.closed_reason == "lapsed"
    assert lapsed(request_) == 1
    assert "preservation_expiry" not in open_kinds(request_)
