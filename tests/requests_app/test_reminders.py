"""Nobody acknowledges: who is told when, until somebody does."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from contacts.models import ContactPoint, Membership
from contacts.roles import Role
from contacts.services.memberships import membership_end
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict
from mla_portal.outbox.models import Message
from mla_portal.outbox.services import messages_deliver
from requests_app.models import EscalationPolicy, Reminder, Request
from requests_app.services.actions import action_perform
from requests_app.services.reminders import reminders_sweep
from tests.fixtures import Post
from tests.world import World

pytestmark = pytest.mark.django_db


def after(request: Request, share: float) -> datetime:
    deadline = request.deadlines.get()
    return deadline.starts_at + (deadline.due_at - deadline.starts_at) * share


def told(request: Request) -> list[tuple[int, str, str]]:
    rows = Reminder.objects.filter(deadline__request=request).order_by("step", "recipient")
    return list(rows.values_list("step", "audience", "recipient"))


def test_before_the_first_rung_nobody_is_told(world: World) -> None:
    request = world.sent()
    assert reminders_sweep(now=after(request, 0.49)) == 0
    assert told(request) == []


def test_the_ladder_climbs(world: World) -> None:
    request = world.sent()
    for share in (0.5, 1, 1.5):
        assert reminders_sweep(now=after(request, share)) == 1
    assert told(request) == [
        (0, "contact", "desk@ro.example"),
        (1, "backup", "backup@ro.example"),
        (1, "contact", "desk@ro.example"),
        (1, "officer", "officer@portal.example"),
        (2, "backup", "backup@ro.example"),
        (2, "contact", "desk@ro.example"),
        (2, "officer", "officer@portal.example"),
        (2, "own_supervisor", "supervisor@portal.example"),
        (2, "supervisor", "their_supervisor@portal.example"),
    ]


def test_it_goes_on_until_somebody_acts(world: World) -> None:
    request = world.sent()
    for share in (1.5, 2.5, 3.5):
        assert reminders_sweep(now=after(request, share)) == 1
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    # What runs now waits for something else.
    request.deadlines.exclude(kind="acknowledgement").update(next_step_at=None)
    assert reminders_sweep(now=after_closed(request, 9)) == 0


def after_closed(request: Request, days: int) -> datetime:
    return request.deadlines.get(kind="acknowledgement").due_at + timedelta(days=days)


def test_a_second_sweep_says_nothing(world: World) -> None:
    request = world.sent()
    assert reminders_sweep(now=after(request, 0.5)) == 1
    assert reminders_sweep(now=after(request, 0.5)) == 0
    assert len(told(request)) == 1


def test_after_a_standstill_only_the_newest_rung_is_said(world: World) -> None:
    request = world.sent()
    reminders_sweep(now=after(request, 1.2))
    assert {step for step, _audience, _address in told(request)} == {1}


def test_a_new_rung_calls_off_the_mail_of_the_older_one(world: World) -> None:
    request = world.sent()
    reminders_sweep(now=after(request, 0.5))
    reminders_sweep(now=after(request, 1))
    first = Message.objects.get(key__contains=":0:0:", template="reminder")
    assert first.status == "cancelled"
    assert Message.objects.filter(template="reminder", status="queued").count() == 3


def test_acknowledging_calls_off_what_is_not_delivered_yet(world: World) -> None:
    request = world.sent()
    reminders_sweep(now=after(request, 0.5))
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    assert not Message.objects.filter(template="reminder", status="queued").exists()


def test_withdrawing_stops_the_clock(world: World) -> None:
    request = world.sent()
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Suspect confessed"})
    assert request.deadlines.get().closed_reason == "withdrawn"
    assert reminders_sweep(now=after_closed(request, 1)) == 0


@pytest.mark.parametrize(("urgency", "hours"), [("normal", 24), ("urgent", 4), ("emergency", 1)])
def test_the_time_allowed_by_urgency(world: World, urgency: str, hours: int) -> None:
    content = {"urgency_grounds": ["threat_to_life"]}
    draft = world.draft(urgency=urgency)
    Request.objects.filter(pk=draft.pk).update(content={**draft.content, **content})
    draft.refresh_from_db()
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        action_perform(actor=actor, request=draft, action=action, answers={})
    deadline = draft.deadlines.get()
    assert deadline.due_at - deadline.starts_at == timedelta(hours=hours)


def test_an_authority_has_its_own_policy(world: World) -> None:
    own = EscalationPolicy.objects.create(
        authority=world.asked, deadline_kind="acknowledgement", urgency="normal", due_after=timedelta(hours=2)
    )
    own.steps.create(percent=100, audiences=["supervisor"])
    request = world.sent()
    reminders_sweep(now=after(request, 1))
    assert told(request) == [(0, "supervisor", "their_supervisor@portal.example")]


def test_an_outsider_is_not_asked_to_press_a_button_it_does_not_have(world: World) -> None:
    request = world.approved(to=world.outsider)
    action_perform(actor=world.officer, request=request, action="send", answers={"channel": "interpol"})
    reminders_sweep(now=after(request, 0.5))
    assert told(request) == [(0, "officer", "officer@portal.example")]


def test_without_any_desk_those_who_may_acknowledge_are_told(world: World) -> None:
    ContactPoint.objects.filter(authority=world.asked).delete()
    request = world.sent()
    reminders_sweep(now=after(request, 0.5))
    assert {address for _step, _audience, address in told(request)} == {
        "contact@portal.example",
        "their_supervisor@portal.example",
    }


def test_a_desk_that_has_closed_is_not_told_and_the_next_one_is_first(world: World) -> None:
    ContactPoint.objects.filter(email="desk@ro.example").update(valid_until=timezone.localdate())
    request = world.sent()
    reminders_sweep(now=after(request, 0.5))
    assert told(request) == [(0, "contact", "backup@ro.example")]
    arrived = Message.objects.filter(template="request_arrived")
    assert [one.to_address for one in arrived] == ["backup@ro.example"]


def test_with_nobody_left_there_the_own_supervisors_are_told(world: World) -> None:
    request = world.sent()
    ContactPoint.objects.filter(authority=world.asked).delete()
    for membership in Membership.objects.filter(authority=world.asked):
        membership_end(actor=None, membership=membership)
    reminders_sweep(now=after(request, 0.5))
    assert told(request) == [(0, "own_supervisor", "supervisor@portal.example")]


def test_of_a_sealed_case_only_supervisors_named_on_it_are_told(world: World) -> None:
    from requests_app.services.cases import case_share

    sealed = world.case(reference="GE-75/2026", sealed=True)
    case_share(actor=world.officer, case=sealed, colleague=world.supervisor)
    request = world.sent(case=sealed)
    another = Membership.objects.create(user=world.colleague, authority=world.asking, role=Role.SUPERVISOR)
    assert another.user.email
    reminders_sweep(now=after(request, 1.5))
    own = {address for _step, audience, address in told(request) if audience == "own_supervisor"}
    assert own == {"supervisor@portal.example"}


def test_each_rung_is_an_event_and_the_mail_names_no_fact(world: World, smtp: Post) -> None:
    request = world.sent()
    messages_deliver(now=after(request, 0.4))
    smtp.messages.clear()
    reminders_sweep(now=after(request, 1))
    messages_deliver(now=after(request, 1))
    assert Event.objects.filter(chain=f"request:{request.pk}", verb="reminder.sent").count() == 1
    mail = next(mail for mail in smtp.messages if mail["To"].addresses[0].addr_spec == "desk@ro.example")
    text = mail.get_content()
    assert request.reference in mail["Subject"]
    assert "overdue" in mail["Subject"]
    assert f"/requests/{request.pk}/" in text
    assert "185.220.101.7" not in text
    assert "phishing" not in text.lower()


def test_without_any_policy_nothing_is_sent_and_the_mend_is_named(world: World) -> None:
    request = world.approved()
    EscalationPolicy.objects.all().delete()
    with pytest.raises(Conflict, match="restore the default"):
        action_perform(actor=world.officer, request=request, action="send", answers={})
    assert Request.objects.get(pk=request.pk).status == "approved"


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_once_say_it_once(world: World) -> None:
    requests = [world.sent() for _number in range(6)]
    now = max(after(request, 0.5) for request in requests)
    together = Barrier(4)

    def sweep() -> None:
        together.wait()
        while reminders_sweep(now=now, limit=2):
            pass
        connections.close_all()

    workers = [Thread(target=sweep) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Reminder.objects.count() == len(requests)
    assert Message.objects.filter(template="reminder").count() == len(requests)
