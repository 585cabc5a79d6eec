from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from mla_portal.storage.services.scanning import contents_scan
from mla_portal.storage.services.sweeping import orphans_sweep
from mla_portal.storage.services.uploads import uploads_expire

log = logging.getLogger(__name__)


@shared_task
def files_sweep() -> None:
    """Forget uploads that nobody carries on, and take away the objects that no row names."""
    now = timezone.now()
    expired, swept = uploads_expire(now=now), orphans_sweep(now=now)
    if expired or swept:
        log.info("Expired %d uploads, swept %d objects that no file needs", expired, swept)


@shared_task
def files_scan() -> None:
    """Check what waits for it. Any number may run at once, and at any time."""
    if scanned := contents_scan():
        log.info("Checked %d files for malware", scanned)
