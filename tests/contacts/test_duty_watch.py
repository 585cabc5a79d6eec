"""Whoever keeps a roster is told before it runs out, once a step, and when it has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Authority, ContactPoint, DutyShift, Membership
from contacts.roles import Role
from contacts.services.duty import shift_reassign
from contacts.services.duty_hand_over import hand_over_take
from contacts.services.duty_watch import rosters_warn
from contacts.services.memberships import membership_end
from contacts.tasks import rosters_watch
from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.services import messages_deliver
from tests.contacts.duty import NOW, at, first_desk, publish, shift, two_shifts
from tests.fixtures import Post
from tests.world import World, desk, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def until(world: World, days: float) -> list[DutyShift]:
    """A roster of Ion Pop from now on for so many days."""
    return publish(world, shift(0, 1, name="Ion Pop"), shift(1, 24 * days, name="Ion Pop"))


def told(now: datetime = NOW) -> list[str]:
    """Who is told at this instant, and was not before."""
    before = set(Message.objects.values_list("pk", flat=True))
    rosters_warn(now=now)
    return sorted(Message.objects.exclude(pk__in=before).values_list("to_address", flat=True))


def test_told_seven_days_before_two_days_before_and_at_the_end(world: World) -> None:
    until(world, 8.9)
    days = [day for day in range(13) if told(NOW + timedelta(days=day))]
    assert days == [2, 7, 9]


def test_each_step_once(world: World) -> None:
    until(world, 6)
    assert told() == ["their_supervisor@portal.example"]
    assert told() == []
    assert told(NOW + timedelta(hours=1)) == []


def test_a_step_that_was_missed_is_not_told_after_the_next(world: World) -> None:
    until(world, 1)
    assert len(told()) == 1
    assert Message.objects.get().key.split(":")[-2] == "2"


def test_directory_managers_come_before_supervisors(world: World) -> None:
    person("manager", world.asked, Role.DIRECTORY_MANAGER)
    until(world, 6)
    assert told() == ["manager@portal.example"]


def test_who_left_or_has_no_address_is_not_written_to(world: World) -> None:
    manager = person("manager", world.asked, Role.DIRECTORY_MANAGER)
    until(world, 6)
    User.objects.filter(pk=manager.pk).update(email="")
    User.objects.filter(pk=world.their_supervisor.pk).update(is_active=False)
    assert told() == []


def test_without_need_nobody_is_told(world: World) -> None:
    until(world, 8)
    desks = ContactPoint.objects
    assert told() == []
    for change in ({"round_the_clock": False}, {"valid_until": timezone.localdate(NOW)}):
        desks.update(**change)
        assert told(NOW + timedelta(days=8)) == []
        desks.update(round_the_clock=True, valid_until=None)
    Authority.objects.filter(pk=world.asked.pk).update(valid_until=timezone.localdate(NOW))
    assert told(NOW + timedelta(days=8)) == []


def test_a_desk_without_a_roster_is_let_be(world: World) -> None:
    assert told() == []
    publish(world, shift(48, 24 * 30, name="Ion Pop"))
    assert told() == []


def test_who_left_leaves_a_hole_and_it_is_told_until_it_is_mended(world: World) -> None:
    publish(world, shift(0, 24, name="Ion"), shift(24, 48, world.contact), shift(48, 24 * 20, name="Ion"))
    assert told() == []
    membership_end(actor=None, membership=Membership.objects.get(user=world.contact))
    assert len(told()) == 1
    assert len(told(at(24))) == 1
    row = DutyShift.objects.get(person=world.contact)
    shift_reassign(actor=world.their_supervisor, shift=row, name="Ana")
    assert set(Message.objects.values_list("status", flat=True)) == {Status.CANCELLED}
    assert told(at(25)) == []


def test_who_stands_in_leaves_no_hole(world: World) -> None:
    row, _coming = publish(world, shift(-1, 24, world.contact), shift(24, 24 * 20, name="Ion"))
    hand_over_take(actor=world.their_supervisor, shift=row)
    membership_end(actor=None, membership=Membership.objects.get(user=world.contact))
    assert told() == []


def test_what_can_wait_does_not_wake_anybody(world: World) -> None:
    until(world, 6.5)
    at_night = at(10)  # midnight in Bucharest
    assert told(at_night) == []
    assert told(at(18)) != []
    assert told(at(6.5 * 24)) != [], "that nobody is on duty is told at once, at two in the morning"


def test_a_roster_that_goes_on_calls_the_warning_off(world: World) -> None:
    two_shifts(world)
    told()
    publish(world, shift(14, 24 * 20, name="Ion"))
    assert Message.objects.get().status == Status.CANCELLED
    assert told() == []


def test_the_mail_says_from_when_and_what_to_do(world: World, smtp: Post) -> None:
    until(world, 6)
    rosters_watch()
    messages_deliver(now=NOW)
    [mail] = smtp.messages
    assert mail["Subject"] == "The roster runs out: Duty desk, Cybercrime Service"
    text = mail.get_content()
    assert "From 27 November 2026, 12:00 UTC on nobody is on duty at this desk" in text
    assert f"http://testserver/directory/RO-247/desks/{first_desk(world).code}/roster/" in text


def test_many_desks_cost_no_more_queries_than_one(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            rosters_warn(now=NOW)
        return len(made)

    until(world, 6)
    before = queries()
    for number in range(3, 9):
        publish(world, shift(0, 48, name="Ion"), desk=desk(world.asked, number, f"Desk {number}", "d@ro.example"))
    assert queries() == before


def test_a_roster_that_leaves_the_hole_open_does_not_silence_its_warning(world: World) -> None:
    two_shifts(world)
    told()
    publish(world, shift(2, 14, name="Ana"))
    assert Message.objects.get().status == Status.CANCELLED
    rosters_warn(now=NOW)
    message = Message.objects.get()
    assert (message.status, message.cancelled_at) == (Status.QUEUED, None)


def test_what_was_sent_is_not_sent_again(world: World, smtp: Post) -> None:
    two_shifts(world)
    told()
    messages_deliver(now=NOW)
    publish(world, shift(2, 14, name="Ana"))
    rosters_warn(now=NOW)
    messages_deliver(now=NOW)
    assert len(smtp.messages) == 1
