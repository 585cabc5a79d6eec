"""A worker is killed at each line of a delivery: no message is lost, and none is sent twice but in the one window."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.services import messages_deliver, messages_queue
from mla_portal.outbox.services.delivery import INFLIGHT_LIMIT
from tests.fixtures import Post
from tests.killing import kill_at_every_line
from tests.outbox.notices import NOW, notice

LATER = NOW + INFLIGHT_LIMIT + timedelta(seconds=1)
KEYS = ("first", "second")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_line_loses_nothing(smtp: Post) -> None:
    in_the_window = []

    def queue_two() -> None:
        smtp.messages.clear()
        with transaction.atomic():
            Message.objects.all().delete()
            messages_queue([notice(key) for key in KEYS], now=NOW)

    def everything_arrived(place: str) -> None:
        taken = _arrived(smtp)
        not_marked = {m.message_id for m in Message.objects.exclude(status=Status.SENT) if m.message_id in taken}
        assert len(not_marked) <= 1, place
        in_the_window.extend([place] * len(not_marked))

        messages_deliver(now=LATER)
        messages_deliver(now=LATER)

        messages = Message.objects.all()
        assert [m.status for m in messages] == [Status.SENT] * len(KEYS), place
        assert _arrived(smtp) == {m.message_id: 2 if m.message_id in not_marked else 1 for m in messages}, place

    kills = kill_at_every_line(
        lambda: messages_deliver(now=NOW), modules=("mla_portal.outbox",), before=queue_two, after=everything_arrived
    )

    assert kills > 50
    assert {place.rpartition(".")[2].partition(":")[0] for place in in_the_window} == {
        "_attempt",
        "<lambda>",
        "_mark_sent",
    }


def _arrived(smtp: Post) -> Counter[str]:
    return Counter(str(mail["Message-ID"]) for mail in smtp.messages)
