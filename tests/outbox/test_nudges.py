"""A run of many transactions nudges once, over one connection; a single one at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from mla_portal.celery import app
from mla_portal.outbox.nudge import TASK, nudge, nudges_gathered
from requests_app import tasks
from requests_app.models import Deadline, Reminder
from requests_app.services.reminders import reminders_sweep
from tests.world import World


class Broker:
    """Counts what would go out. `down`: nobody answers."""

    def __init__(self) -> None:
        self.connections = 0
        self.sent: list[str] = []
        self.down = False

    @contextmanager
    def connection(self, **_options: Any) -> Iterator[Broker]:
        self.connections += 1
        if self.down:
            raise OperationalError("nobody answers")
        yield self

    def send(self, task: str, **_options: Any) -> None:
        self.sent.append(task)


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    counted = Broker()
    monkeypatch.setattr(app, "connection_for_write", counted.connection)
    monkeypatch.setattr(app, "send_task", counted.send)
    return counted


def test_a_single_one_goes_at_once(broker: Broker) -> None:
    nudge()
    assert (broker.connections, broker.sent) == (1, [TASK])


def test_gathered_each_goes_once_at_the_end(broker: Broker) -> None:
    with nudges_gathered():
        for task in (TASK, "another", TASK):
            nudge(task)
        assert broker.sent == []
    assert (broker.connections, broker.sent) == (1, [TASK, "another"])
    nudge()
    assert broker.connections == 2


def test_one_run_in_another_is_one_run(broker: Broker) -> None:
    with nudges_gathered():
        with nudges_gathered():
            nudge()
        assert broker.sent == []
    assert broker.sent == [TASK]


def test_nothing_to_say_opens_no_connection(broker: Broker) -> None:
    with nudges_gathered():
        pass
    assert broker.connections == 0


def _run_that_fails() -> None:
    with nudges_gathered():
        nudge()
        _ = 1 / 0


def test_a_run_that_fails_has_nudged_for_what_it_committed(broker: Broker) -> None:
    with pytest.raises(ZeroDivisionError):
        _run_that_fails()
    assert broker.sent == [TASK]


def test_a_broker_that_is_down_harms_no_run(broker: Broker) -> None:
    broker.down = True
    with nudges_gathered():
        nudge()
    assert broker.sent == []


@pytest.mark.django_db(transaction=True)
def test_a_sweep_of_many_batches_opens_one_connection(
    world: World, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        world.sent()
    Deadline.objects.update(next_step_at=timezone.now())
    broker.connections, broker.sent = 0, []
    monkeypatch.setattr(tasks, "reminders_sweep", partial(reminders_sweep, limit=1))
    tasks.reminders_say()
    assert Reminder.objects.count() == 3
    assert (broker.connections, broker.sent) == (1, [TASK])
