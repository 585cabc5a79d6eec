from __future__ import annotations

import logging

from kombu.exceptions import OperationalError

from mla_portal.celery import app

TASK = "mla_portal.outbox.tasks.outbox_deliver"
# After this many seconds the beat has come by itself and the nudge says nothing new.
STALE = 30
# Somebody waits for the answer of the page that nudges: one try, and not for long.
IMPATIENT = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 1}

log = logging.getLogger(__name__)


def nudge(task: str = TASK) -> None:
    """Ask a worker to deliver now, or to do another task of the beat. A broker that is down harms nobody: the beat
    comes by when it is back.
    """
    options = {**app.conf.broker_transport_options, **IMPATIENT}
    try:
        with app.connection_for_write(transport_options=options) as broker:
            app.send_task(task, expires=STALE, retry=False, connection=broker)
    except (OperationalError, OSError) as error:
        log.warning("The broker does not answer (%s); what is queued waits for the next sweep", error)
