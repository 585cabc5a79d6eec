from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from mla_portal.storage.services.sweeping import orphans_sweep

log = logging.getLogger(__name__)


@shared_task
def files_sweep() -> None:
    """Take away the objects that no row names."""
    if swept := orphans_sweep(now=timezone.now()):
        log.info("Swept %d objects that no file needs", swept)
