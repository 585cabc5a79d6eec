"""The mail server refuses for an hour: when it is back all is delivered, once, and nothing else was held up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mla_portal.outbox.models import Message
from mla_portal.outbox.services import messages_deliver
from requests_app.services.reminders import reminders_sweep
from tests.fixtures import Post
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_hour_without_mail(world: World, smtp: Post) -> None:
    requests = [world.sent() for _number in range(3)]
    due = max(request.deadlines.get().due_at for request in requests)
    reminders_sweep(now=due)
    waiting = Message.objects.exclude(status="cancelled").count()
    smtp.refuse = "451 Later"
    now = due
    while now < due + timedelta(hours=1):
        messages_deliver(now=now)
        # The ladder does not wait for the mail.
        reminders_sweep(now=now)
        now += timedelta(minutes=5)
    assert smtp.messages == []
    assert not Message.objects.filter(status="failed").exists()
    smtp.refuse = ""
    # Past the longest pause between two attempts, and past the night.
    for hours in range(1, 30):
        messages_deliver(now=now + timedelta(hours=hours))
    sent = Message.objects.filter(status="sent")
    assert sent.count() == waiting
    assert len({mail["Message-ID"] for mail in smtp.messages}) == len(smtp.messages) == waiting
