"""A reminder that reached nobody stands on the home page of those who can act, and of nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message
from requests_app.models import Case, Deadline, Request
from requests_app.selectors.lost_reminders import reminders_lost
from requests_app.services.reminders import reminders_sweep
from tests.world import World

pytestmark = pytest.mark.django_db
TITLE = "Reminders that reached nobody"


def reminded(request: Request, kind: str, **which: Any) -> Deadline:
    """Its reminder has gone out, and failed for those that `which` names."""
    row = request.deadlines.get(kind=kind)
    Deadline.objects.exclude(pk=row.pk).update(next_step_at=None)
    reminders_sweep(now=row.due_at)
    failed = Message.objects.filter(template="reminder", topic=f"deadline:{row.pk}", **which)
    assert failed.update(status="failed", failed_at=timezone.now(), last_error="550 No such user")
    row.refresh_from_db()
    # The sweep was made to look ahead; the mail is of its saying.
    failed.update(created_at=row.told_at)
    return row


def home(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/").content.decode()


def test_of_a_desk_both_sides_that_can_act_see_it(world: World) -> None:
    row = reminded(world.acknowledged(), "preservation_report", to_address="desk@ro.example")
    for person in (world.officer, world.supervisor, world.contact, world.their_supervisor):
        assert reminders_lost(person) == [row]
        assert TITLE in home(person)
        assert f"/deadlines/{row.pk}/" in home(person)


def test_nobody_else_does(world: World) -> None:
    reminded(world.acknowledged(), "preservation_report", to_address="desk@ro.example")
    for person in (world.stranger, world.colleague, world.auditor):
        assert reminders_lost(person) == []
        assert TITLE not in home(person)


def test_that_the_officer_was_not_reached_is_not_the_other_sides_to_know(world: World) -> None:
    row = reminded(world.acknowledged(), "preservation_report", to_address="officer@portal.example")
    assert reminders_lost(world.supervisor) == [row]
    for person in (world.contact, world.their_supervisor, world.stranger):
        assert reminders_lost(person) == []


def test_of_a_sealed_case_only_those_named_on_it_see_it(world: World) -> None:
    request = world.acknowledged()
    reminded(request, "preservation_report", to_address="desk@ro.example")
    Case.objects.filter(pk=request.own_case.pk).update(sealed=True)
    assert reminders_lost(world.supervisor) == []
    assert len(reminders_lost(world.their_supervisor)) == 1


def test_the_next_one_that_arrives_ends_it(world: World) -> None:
    row = reminded(world.acknowledged(), "preservation_report", to_address="desk@ro.example")
    assert row.next_step_at is not None
    reminders_sweep(now=row.next_step_at)
    assert reminders_lost(world.supervisor) == []


def test_what_is_over_is_nobodys_concern(world: World) -> None:
    row = reminded(world.acknowledged(), "preservation_report", to_address="desk@ro.example")
    Deadline.objects.filter(pk=row.pk).update(closed_at=timezone.now(), next_step_at=None)
    assert reminders_lost(world.supervisor) == []


def test_that_of_an_acknowledgement_is_said_with_its_request_to_who_asked(world: World) -> None:
    row = reminded(world.sent(), "acknowledgement", to_address="desk@ro.example")
    assert reminders_lost(world.supervisor) == []
    assert reminders_lost(world.their_supervisor) == [row]


def test_the_administrator_reads_how_many_and_nothing_of_them(world: World) -> None:
    reference = reminded(world.acknowledged(), "preservation_report", to_address="desk@ro.example").request.reference
    admin = User.objects.create_superuser(username="root", email="root@portal.example", password="x")
    shown = home(admin)
    assert "could not be delivered" in shown
    assert "/outbox/message/?status__exact=failed" in shown
    assert reference not in shown
    for person in (world.supervisor, world.stranger):
        assert "/outbox/message/" not in home(person)
