"""The life of a preservation: the situations that go wrong in practice, one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from contacts.models import PreservationPractice
from mla_portal.audit.models import Event
from requests_app.clocks.preservation import Holding
from requests_app.models import Reminder, Request
from requests_app.selectors.deadlines import lapsing, open_deadlines
from requests_app.services.actions import action_perform
from requests_app.services.deadline_acts import deadline_move_to, deadline_settle
from requests_app.services.preservation_clock import (
    held_confirmed,
    mla_decided,
    mla_received,
    mla_sent,
    preservation_clock_set,
)
from requests_app.services.reminders import reminders_sweep
from tests.requests_app.holding import open_kinds, preserved, running
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def request_(world: World) -> Request:
    return world.acknowledged()


def said(request: Request, kind: str = "preservation_expiry") -> list[int]:
    rows = Reminder.objects.filter(deadline__request=request, deadline__kind=kind)
    return sorted(set(rows.values_list("step", flat=True)))


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


def test_5_an_extension_granted_by_half_or_asked_too_late(world: World, request_: Request) -> None:
    end = preserved(request_, at=timezone.now())
    last = end.due_at.date()
    moved = deadline_move_to(actor=world.contact, deadline=end, day=last + 30 * DAY, reason="Thirty days, not ninety")
    assert moved.due_at > end.due_at
    assert (moved.round, moved.next_step) == (1, 0)
    # After it lapsed it can still be moved, and the record keeps both.
    reminders_sweep(now=moved.due_at)
    assert lapsed(request_) == 1


def test_7_nothing_is_kept_any_more(request_: Request) -> None:
    preserved(request_, at=timezone.now())
    assert preservation_clock_set(request=request_, holdings=[], now=timezone.now()) is None
    assert open_kinds(request_) & {"preservation_expiry", "mla_follow_up"} == set()


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


def test_9_while_the_requester_decides_the_clocks_of_the_requested_side_stand_still(request_: Request) -> None:
    from requests_app.services.deadlines import deadlines_pause
    from requests_app.states import Side

    deadlines_pause(request=request_, owed_by=Side.REQUESTED, now=timezone.now())
    assert running(request_, "preservation_report").paused_at is not None


def test_10_withdrawn_so_that_the_custodian_can_release(world: World, request_: Request) -> None:
    preserved(request_, at=timezone.now())
    action_perform(actor=world.officer, request=request_, action="withdraw", answers={"reason": "Confessed"})
    assert open_kinds(request_) == set()
    assert lapsed(request_) == 0


def test_11_the_requester_never_comes_back(world: World, request_: Request) -> None:
    end = preserved(request_, at=timezone.now())
    reminders_sweep(now=end.due_at)
    # On the day both sides are told: nothing is to be deleted unasked.
    told = set(Reminder.objects.filter(deadline=end).values_list("audience", flat=True))
    assert {"officer", "own_supervisor", "contact"} <= told
    end.refresh_from_db()
    later = datetime.now(UTC)
    assert end.due_at > later


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
