"""Checking contents for malware, where the administrators named a scanner."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mla_portal.audit.services import NewEvent, events_record
from mla_portal.audit.verbs import Verb
from mla_portal.storage.clamav import ScannerUnreachable, TooLarge, scan
from mla_portal.storage.models import Content, Scan
from mla_portal.storage.objects import object_read
from mla_portal.storage.sealing import Damaged, KeyMissing

# A run ends by itself well before the task's time limit would kill it.
RUN_LIMIT = timedelta(seconds=50)
BATCH = 500
log = logging.getLogger(__name__)


def contents_scan() -> int:
    """Check what waits for it, the oldest first; how many got a verdict. Any number may run at once.

    Whatever ends a check before its verdict leaves the content waiting; while the scanner cannot be reached, all wait.
    """
    if not settings.CLAMAV_ADDRESS:
        return 0
    begun, scanned = timezone.now(), 0
    waiting = Content.objects.filter(scan=Scan.UNSCANNED).order_by("created_at")
    for key in list(waiting.values_list("pk", flat=True)[:BATCH]):
        if timezone.now() - begun > RUN_LIMIT:
            break
        try:
            scanned += _scan(key)
        except ScannerUnreachable as error:
            log.error("The scanner cannot be reached (%s); files wait", error)
            break
        except (Damaged, KeyMissing, FileNotFoundError) as error:
            log.error("Content %s cannot be read: %s", key, error)
    return scanned


@transaction.atomic
def _scan(key: str) -> bool:
    """False where another run is at it, or was."""
    waiting = Content.objects.select_for_update(skip_locked=True).filter(pk=key, scan=Scan.UNSCANNED)
    content = waiting.first()
    if content is None:
        return False
    verdict, malware = _verdict(content)
    content.scan, content.scanned_at = verdict, timezone.now()
    content.save(update_fields=["scan", "scanned_at"])
    if verdict == Scan.INFECTED:
        log.warning("Malware %s in content %s", malware, content.pk)
        events_record(
            NewEvent(chain=f"file:{file.pk}", verb=Verb.FILE_INFECTED, actor=None, data={"malware": malware})
            for file in content.files.all()
        )
    return True


def _verdict(content: Content) -> tuple[Scan, str]:
    try:
        malware = scan(object_read(content.object_id), address=settings.CLAMAV_ADDRESS)
    except TooLarge:
        return Scan.TOO_LARGE, ""
    return (Scan.INFECTED, malware) if malware else (Scan.CLEAN, "")
