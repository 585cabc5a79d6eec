"""What the beat starts, and that it is there."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import timezone

from mla_portal.celery import app
from requests_app.models import Deadline, Reminder
from requests_app.tasks import reminders_say
from tests.world import World


def test_everything_in_the_beat_is_a_task() -> None:
    app.loader.import_default_modules()
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert planned <= set(app.tasks)
    assert {"requests_app.tasks.reminders_say", "mla_portal.outbox.tasks.outbox_deliver"} <= planned


@pytest.mark.django_db
def test_the_task_says_what_is_due(world: World) -> None:
    world.sent()
    Deadline.objects.update(next_step_at=timezone.now())
    reminders_say()
    reminders_say()
    assert Reminder.objects.count() == 1
