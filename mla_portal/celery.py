from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mla_portal.settings")
app = Celery("mla_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@heartbeat_sent.connect
def _worker_is_alive(**_: Any) -> None:
    from mla_portal.heartbeat import leave_sign  # reads the cache's settings, which stand only once Django is set up

    leave_sign("worker")
