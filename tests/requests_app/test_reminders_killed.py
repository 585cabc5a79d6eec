"""A worker is killed at each line of a sweep: nothing is lost, nothing is said twice.

What a kill during the delivery after it does is seen in tests/outbox/test_killed.py.
"""

from __future__ import annotations

import pytest

from mla_portal.audit.models import Event
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.services import messages_deliver
from requests_app.models import Deadline, Reminder
from requests_app.services.reminders import reminders_sweep
from tests.fixtures import Post
from tests.killing import kill_at_every_line
from tests.world import World


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_line_of_a_sweep(world: World, smtp: Post) -> None:
    deadline = world.sent().deadlines.get()
    now = deadline.starts_at + (deadline.due_at - deadline.starts_at) / 2  # the rung that tells the contact alone

    def unsaid() -> None:
        Message.objects.all().delete()
        Reminder.objects.all().delete()
        Deadline.objects.update(next_step=0, next_step_at=now)

    def said_once(place: str) -> None:
        done = Reminder.objects.count()
        assert done == Message.objects.count() in (0, 1), f"half a sweep was committed at {place}"
        assert reminders_sweep(now=now) == (1 if done == 0 else 0), place
        assert Reminder.objects.count() == Message.objects.count() == 1, place

    kills = kill_at_every_line(
        lambda: reminders_sweep(now=now),
        modules=(
            "requests_app.services.reminders",
            "requests_app.services.reminders_written",
            "mla_portal.outbox.services.queueing",
            "mla_portal.audit.services",
        ),
        before=unsaid,
        after=said_once,
    )

    assert kills > 50
    # One event for each round: that of a sweep that was killed is gone with it.
    assert Event.objects.filter(verb="reminder.sent").count() == kills + 1
    messages_deliver(now=now)
    messages_deliver(now=now)
    assert [message.status for message in Message.objects.all()] == [Status.SENT]
    assert len(smtp.messages) == 1
