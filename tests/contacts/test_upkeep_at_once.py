"""Two runs, two people, the same moment: one question, one answer."""

from __future__ import annotations

import pytest
from django.utils import timezone

from contacts.models import Authority, DirectoryChange, ReachabilityTest, VerificationTask
from contacts.services.reachability import reachability_test_answer, reachability_test_send
from contacts.services.verification import verification_tasks_open
from mla_portal.errors import Conflict
from mla_portal.outbox.link_keys import link_key
from mla_portal.outbox.models import Message
from tests.contacts.at_once import together
from tests.contacts.keepers import administrator, confirm, manager
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_several_runs_ask_once(world: World) -> None:
    administrator()
    Authority.objects.update(checked_on=None)
    today = timezone.localdate()
    assert together(*[lambda: verification_tasks_open(today=today)] * 4) == []
    # Georgia and Romania are written to themselves; for Moldova and the outsider the administrator is, in one mail.
    assert (VerificationTask.objects.count(), Message.objects.count()) == (4, 3)


def test_two_who_confirm_leave_one_line(world: World) -> None:
    Authority.objects.update(checked_on=None)
    people = [manager(world.asked), world.their_supervisor]
    acts = [lambda one=one: confirm(actor=one, subject=world.asked) for one in people]
    assert together(*acts) == []
    assert DirectoryChange.objects.count() == 1


def test_two_presses_send_one_test(world: World) -> None:
    desk = world.asked.contact_points.get(order=1)
    refused = together(*[lambda: reachability_test_send(actor=world.supervisor, desk=desk)] * 3)
    assert [type(error) for error in refused] == [Conflict, Conflict]
    assert ReachabilityTest.objects.count() == Message.objects.count() == 1


def test_two_answers_are_one(world: World) -> None:
    test = reachability_test_send(actor=world.supervisor, desk=world.asked.contact_points.get(order=1))
    token = link_key(f"reach:{test.pk}")
    assert together(*[lambda: reachability_test_answer(token=token)] * 3) == []
    assert ReachabilityTest.objects.get().answered_at is not None
