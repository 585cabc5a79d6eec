from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from mla_portal.outbox.services import DeliveryReport, messages_deliver

log = logging.getLogger(__name__)


@shared_task
def outbox_deliver() -> None:
    """Deliver what is due. Any number may run at once, and at any time."""
    report = messages_deliver(now=timezone.now())
    if report != DeliveryReport():
        log.info("%s", report)
