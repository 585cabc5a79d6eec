"""The task and its place in the beat."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import timezone

from mla_portal.celery import app
from mla_portal.outbox import nudge
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.services import messages_queue
from mla_portal.outbox.tasks import outbox_deliver
from tests.fixtures import Post
from tests.outbox.notices import notice


@pytest.mark.django_db
def test_the_task_delivers_what_is_due(smtp: Post) -> None:
    messages_queue([notice()], now=timezone.now())
    outbox_deliver()
    outbox_deliver()
    assert Message.objects.get().status == Status.SENT
    assert len(smtp.messages) == 1


def test_nudge_and_beat_name_the_task() -> None:
    assert outbox_deliver.name == nudge.TASK
    assert settings.CELERY_BEAT_SCHEDULE["outbox"]["task"] == outbox_deliver.name
    assert outbox_deliver.name in app.tasks


@pytest.mark.django_db(transaction=True)
def test_a_queued_message_puts_a_nudge_into_the_broker() -> None:
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue("celery")
        queue.clear()
        messages_queue([notice()], now=timezone.now())
        assert queue.get(timeout=5).headers["task"] == outbox_deliver.name
