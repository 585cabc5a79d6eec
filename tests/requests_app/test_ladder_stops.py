"""A supervisor stops a whole ladder with a reason, until a day; what is due then is told once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.clocks.kinds import NEVER_STOPPED
from requests_app.models import Deadline, EscalationPolicy, Reminder, Request
from requests_app.services.ladder_stops import ladder_go_on, ladder_stop
from requests_app.services.reminders import reminders_sweep
from tests.days import day
from tests.world import World

pytestmark = pytest.mark.django_db
WHY = "Agreed by telephone: they answer on Monday."


def stop(world: World, **more: Any) -> EscalationPolicy:
    given = {"kind": "acknowledgement", "urgency": "normal", "reason": WHY, "until": day(3, "GE"), **more}
    return ladder_stop(**{"actor": world.supervisor, "authority": world.asking, **given})


def clock(request: Request) -> Deadline:
    return request.deadlines.get(kind="acknowledgement")


def told(request: Request) -> int:
    return Reminder.objects.filter(deadline__request=request).count()


def until(policy: EscalationPolicy) -> datetime:
    assert policy.stopped_until is not None
    return policy.stopped_until


def page(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_nobody_is_told_until_the_day_is_over_and_then_once(world: World) -> None:
    request = world.sent()
    policy = stop(world)
    assert reminders_sweep(now=clock(request).due_at) == 1
    assert (told(request), clock(request).next_step_at) == (0, policy.stopped_until)
    assert reminders_sweep(now=until(policy) - timedelta(minutes=1)) == 0
    assert reminders_sweep(now=until(policy)) == 1
    steps = set(Reminder.objects.filter(deadline__request=request).values_list("step", flat=True))
    assert len(steps) == 1
    assert told(request) > 0


def test_everybodys_ladder_becomes_the_own_one_and_holds_for_what_runs(world: World) -> None:
    request = world.sent()
    policy = stop(world)
    shared = EscalationPolicy.objects.get(authority=None, deadline_kind="acknowledgement", urgency="normal")
    assert (policy.authority, clock(request).policy) == (world.asking, policy)
    assert [one.percent for one in policy.steps.all()] == [one.percent for one in shared.steps.all()]
    assert shared.stopped_at is None


def test_it_goes_on_before_when_somebody_says_so(world: World) -> None:
    request = world.sent()
    first = clock(request).next_step_at
    stop(world)
    reminders_sweep(now=clock(request).due_at)
    ladder_go_on(actor=world.supervisor, authority=world.asking, kind="acknowledgement", urgency="normal")
    assert clock(request).next_step_at == first
    assert reminders_sweep(now=clock(request).due_at) == 1
    assert told(request) > 0
    with pytest.raises(Conflict, match="not stopped"):
        ladder_go_on(actor=world.supervisor, authority=world.asking, kind="acknowledgement", urgency="normal")


def test_mail_that_is_not_delivered_yet_is_called_off(world: World) -> None:
    request = world.sent()
    reminders_sweep(now=clock(request).next_step_at or timezone.now())
    assert Message.objects.filter(template="reminder", status="queued").exists()
    stop(world)
    assert not Message.objects.filter(template="reminder", status="queued").exists()


@pytest.mark.parametrize("kind", NEVER_STOPPED)
def test_what_keeps_evidence_alive_is_never_stopped(world: World, kind: str) -> None:
    with pytest.raises(Conflict, match="29"):
        stop(world, kind=kind)
    own = EscalationPolicy.objects.create(
        authority=world.asking, deadline_kind=kind, urgency="normal", due_after=timedelta(days=60)
    )
    now = timezone.now()
    stopped = {"stopped_at": now, "stopped_until": now, "stopped_by": world.supervisor, "stopped_reason": WHY}
    with pytest.raises(IntegrityError), transaction.atomic():
        EscalationPolicy.objects.filter(pk=own.pk).update(**stopped)
    assert "never stopped" in page(world.supervisor, f"/ladders/GE-CA/{kind}/normal/")


def test_nor_is_that_of_an_emergency(world: World) -> None:
    with pytest.raises(Conflict, match="life"):
        stop(world, urgency="emergency")


def test_who_owes_an_answer_silences_nobody_who_waits(world: World) -> None:
    request = world.sent()
    stop(world, actor=world.their_supervisor, authority=world.asked, until=day(3, "RO"))
    assert reminders_sweep(now=clock(request).due_at) == 1
    assert told(request) > 0


def test_by_its_own_ladder_neither(world: World) -> None:
    """What is owed runs by the ladder of whoever owes it, where that authority has one of its own."""
    stop(world, actor=world.their_supervisor, authority=world.asked, until=day(3, "RO"))
    request = world.sent()
    assert clock(request).policy.authority == world.asked
    assert reminders_sweep(now=clock(request).due_at) == 1
    assert told(request) > 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"reason": " "}, "reason"), ({"until": ""}, "until"), ({"until": day(-1, "GE")}, "until")],
)
def test_what_is_wrong_is_named(world: World, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        stop(world, **wrong)
    assert set(refusal.value.errors) == {field}


def test_no_longer_than_a_month(world: World) -> None:
    with pytest.raises(Invalid):
        stop(world, until=day(40, "GE"))


def test_only_supervisors_and_only_once(world: World) -> None:
    for other in (world.officer, world.their_supervisor, world.stranger):
        with pytest.raises(NotAllowed):
            stop(world, actor=other)
    stop(world)
    with pytest.raises(Conflict, match="already"):
        stop(world)


def test_it_is_on_record(world: World) -> None:
    stop(world)
    ladder_go_on(actor=world.supervisor, authority=world.asking, kind="acknowledgement", urgency="normal")
    events = Event.objects.filter(verb__startswith="escalation.").order_by("pk")
    assert {event.verb for event in events} == {"escalation.stopped", "escalation.goes_on"}
    [stopped] = [event for event in events if event.verb == "escalation.stopped"]
    assert stopped.actor == world.supervisor
    assert WHY in str(stopped.data)
    assert "GE-CA" in str(stopped.data)


def test_ladder_deadline_request_and_preview_say_so(world: World) -> None:
    request = world.sent()
    address = "/ladders/GE-CA/acknowledgement/normal/"
    client = Client()
    client.force_login(world.supervisor)
    assert client.post(f"{address}stop/", {"reason": "", "until": ""}).status_code == 400
    assert client.post(f"{address}stop/", {"reason": WHY, "until": day(3, "GE")}).status_code == 302
    for shown in (address, f"/deadlines/{clock(request).pk}/"):
        text = page(world.supervisor, shown)
        assert WHY in text
        assert world.supervisor.name in text
        assert "not said while the ladder is stopped" in text
    assert "Next reminder, when the ladder is not stopped any more" in page(world.officer, f"/requests/{request.pk}/")
    assert ">stopped<" in page(world.supervisor, "/ladders/").replace("\n", "").replace(" ", "")
    assert client.post(f"{address}go-on/").status_code == 302
    assert WHY not in page(world.supervisor, address)


def test_what_is_overdue_stays_on_home_and_the_lists(world: World) -> None:
    request = world.sent()
    stop(world)
    row = clock(request)
    past = timezone.now() - timedelta(hours=1)
    Deadline.objects.filter(pk=row.pk).update(starts_at=past - timedelta(days=1), due_at=past)
    assert request.reference in page(world.officer, "/")
    assert f"/deadlines/{row.pk}/" in page(world.supervisor, "/deadlines/?overdue=on")
