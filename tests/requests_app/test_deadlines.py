"""Deadlines start, move, stand still and end: once, with an event each, and with their ladder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.ids import uuid7
from mla_portal.outbox.models import Message
from requests_app.models import DeadlineKind, Reminder
from requests_app.selectors.deadline_acts import Act, acts_of
from requests_app.services.actions import action_perform
from requests_app.services.clocks import clarification_deadline_start, postponed_review_start
from requests_app.services.deadline_acts import (
    deadline_move_to,
    deadline_settle,
    reminders_resume,
    reminders_stop,
)
from requests_app.services.deadlines import deadline_close, deadline_extend, deadlines_pause, deadlines_resume
from requests_app.services.messages import message_send
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Side
from tests.requests_app.holding import open_kinds, preserved, running
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_report_is_waited_for_after_the_acknowledgement(world: World) -> None:
    request = world.acknowledged()
    report = running(request, "preservation_report")
    assert (report.rule, report.owed_by) == ("29(3)", "requested")
    assert report.due_at - report.starts_at == timedelta(hours=72)


def test_a_second_question_has_a_clock_of_its_own_and_the_same_one_does_not(world: World) -> None:
    request, now = world.acknowledged(), timezone.now()
    one, other = uuid7(), uuid7()
    for question in (one, other, one):
        clarification_deadline_start(request=request, question=question, owed_by=Side.REQUESTING, now=now)
    assert request.deadlines.filter(kind="clarification_reply").count() == 2
    deadline_close(
        request=request, kind=DeadlineKind.CLARIFICATION_REPLY, subject=one, reason="answered", now=now + HOUR
    )
    assert running(request, "clarification_reply", other).closed_at is None


def test_moved_to_another_day_the_ladder_begins_again(world: World) -> None:
    request = world.acknowledged()
    review = postponed_review_start(request=request, until=date(2027, 1, 10), now=timezone.now())
    reminders_sweep(now=review.due_at)
    told = Reminder.objects.filter(deadline=review).count()
    moved = deadline_extend(
        actor=world.officer,
        deadline=review,
        due_at=review.due_at + timedelta(days=30),
        reason="They ask for it",
        now=review.due_at,
    )
    assert (moved.round, moved.next_step) == (1, 0)
    reminders_sweep(now=moved.due_at)
    assert Reminder.objects.filter(deadline=review, round=1).count() == told
    assert moved.explanation[-1]["reason"] == "They ask for it"
    assert Event.objects.filter(chain=f"request:{request.pk}", verb="deadline.extended").count() == 1


@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Asia/Tbilisi"])
def test_the_day_that_is_told_is_the_last_one_by_its_own_clock(world: World, zone: str) -> None:
    end = preserved(world.acknowledged(), at=timezone.now())
    end.zone = zone
    end.save(update_fields=["zone"])
    day = end.due_at.date() + timedelta(days=9)
    moved = deadline_move_to(actor=world.officer, deadline=end, day=day, reason="They granted it")
    assert moved.explanation[-1]["day"] == day.isoformat()


def test_moving_calls_off_the_mail_that_still_waits(world: World) -> None:
    request = world.acknowledged()
    report = running(request, "preservation_report")
    reminders_sweep(now=report.due_at)
    waiting = Message.objects.filter(topic=f"deadline:{report.pk}", status="queued")
    assert waiting.exists()
    deadline_extend(
        actor=world.officer, deadline=report, due_at=report.due_at + HOUR, reason="Asked", now=report.due_at
    )
    assert not waiting.exists()


def test_not_into_the_past_nor_without_a_reason(world: World) -> None:
    report = running(world.acknowledged(), "preservation_report")
    now = timezone.now()
    with pytest.raises(Invalid, match="moment"):
        deadline_extend(actor=None, deadline=report, due_at=now, reason="Asked", now=now)
    with pytest.raises(Invalid):
        deadline_extend(actor=None, deadline=report, due_at=now + HOUR, reason=" ", now=now)


def test_while_the_other_side_owes_an_answer_the_clock_stands_still(world: World) -> None:
    request = world.acknowledged()
    report = running(request, "preservation_report")
    asked = report.starts_at + HOUR
    deadlines_pause(request=request, owed_by=Side.REQUESTED, now=asked)
    assert reminders_sweep(now=asked + timedelta(days=30)) == 0
    deadlines_resume(request=request, owed_by=Side.REQUESTED, now=asked + timedelta(days=2))
    again = running(request, "preservation_report")
    assert again.due_at == report.due_at + timedelta(days=2)
    # Half of the time that ran, as before.
    assert again.next_step_at == report.starts_at + timedelta(days=2, hours=36)


def test_the_end_of_a_preservation_never_stands_still(world: World) -> None:
    request = world.acknowledged()
    end = preserved(request, at=timezone.now())
    deadlines_pause(request=request, owed_by=Side.REQUESTING, now=timezone.now())
    assert running(request, "preservation_expiry").due_at == end.due_at
    assert running(request, "preservation_expiry").paused_at is None


def test_switched_off_with_a_reason_and_on_again(world: World) -> None:
    request = world.acknowledged()
    report = running(request, "preservation_report")
    reminders_stop(actor=world.supervisor, deadline=report, reason="They called: tomorrow")
    assert reminders_sweep(now=report.due_at) == 0
    reminders_resume(actor=world.supervisor, deadline=running(request, "preservation_report"))
    assert reminders_sweep(now=report.due_at) == 1
    verbs = Event.objects.filter(chain=f"request:{request.pk}").values_list("verb", flat=True)
    assert {"deadline.silenced", "deadline.unsilenced"} <= set(verbs)


def test_what_is_over_is_not_moved(world: World) -> None:
    request = world.acknowledged()
    report = running(request, "preservation_report")
    deadline_settle(actor=world.officer, deadline=report)
    report.refresh_from_db()
    with pytest.raises(Conflict):
        deadline_move_to(actor=world.officer, deadline=report, day=date(2030, 1, 1), reason="Late")


def test_who_may_do_what(world: World) -> None:
    request, now = world.acknowledged(), timezone.now()
    report = running(request, "preservation_report")
    assert acts_of(world.officer, report, now=now) == [Act.EXTEND, Act.SETTLE]
    assert acts_of(world.supervisor, report, now=now) == [Act.EXTEND, Act.SETTLE, Act.SILENCE]
    assert acts_of(world.contact, report, now=now) == []
    end = preserved(request, at=now)
    assert acts_of(world.contact, end, now=now) == [Act.EXTEND]
    # That it lapsed can only be said once it is over.
    assert acts_of(world.officer, end, now=now) == [Act.EXTEND]
    with pytest.raises(NotAllowed):
        reminders_stop(actor=world.officer, deadline=end, reason="Never mind")


def test_withdrawn_nothing_is_waited_for(world: World) -> None:
    request = world.acknowledged()
    preserved(request, at=timezone.now())
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Confessed"})
    assert open_kinds(request) == set()


def test_a_question_waits_for_its_answer_and_the_one_who_asked_waits_too(world: World) -> None:
    request = world.acknowledged()
    message_send(actor=world.contact, request=request, text="Which account exactly?", topic="clarification")
    [question] = request.deadlines.filter(kind="clarification_reply")
    assert question.owed_by == "requesting"
    assert running(request, "preservation_report").paused_at is not None
    message_send(actor=world.officer, request=request, text="The second one.")
    question.refresh_from_db()
    assert question.closed_reason == "answered"
    assert running(request, "preservation_report").paused_at is None


def test_who_speaks_without_being_asked_starts_no_clock(world: World) -> None:
    request = world.acknowledged()
    message_send(actor=world.officer, request=request, text="Thank you.")
    assert not request.deadlines.filter(kind="clarification_reply").exists()
