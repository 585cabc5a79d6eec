from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kombu.exceptions import OperationalError

from mla_portal.celery import app

TASK = "mla_portal.outbox.tasks.outbox_deliver"
# After this many seconds the beat has come by itself and the nudge says nothing new.
STALE = 30
# Somebody waits for the answer of the page that nudges: one try, and not for long.
IMPATIENT = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 1}

log = logging.getLogger(__name__)
# What a run of many transactions has asked for so far, each once; None outside of one.
_gathered: ContextVar[dict[str, None] | None] = ContextVar("gathered_nudges", default=None)


def nudge(task: str = TASK) -> None:
    """Ask a worker to deliver now, or to do another task of the beat. A broker that is down harms nobody: the beat
    comes by when it is back.
    """
    gathered = _gathered.get()
    if gathered is None:
        _send([task])
    else:
        gathered[task] = None


@contextmanager
def nudges_gathered() -> Iterator[None]:
    """One connection and one nudge of each kind for a run of many transactions, at its end, however it ends. What was
    committed meanwhile is not lost if the worker is killed: the beat comes by.
    """
    if _gathered.get() is not None:
        yield
        return
    gathered: dict[str, None] = {}
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
        if gathered:
            _send(gathered)


def _send(tasks: Iterable[str]) -> None:
    options = {**app.conf.broker_transport_options, **IMPATIENT}
    try:
        with app.connection_for_write(transport_options=options) as broker:
            for task in tasks:
                app.send_task(task, expires=STALE, retry=False, connection=broker)
    except (OperationalError, OSError) as error:
        log.warning("The broker does not answer (%s); what is queued waits for the next sweep", error)
