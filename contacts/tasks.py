"""What the beat starts for the directory; each may run at any time, and any number at once."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from contacts.services.changes_effect import changes_apply
from contacts.services.duty_watch import rosters_warn
from contacts.services.exchange import imports_purge
from contacts.services.verification import verification_tasks_open

log = logging.getLogger(__name__)


@shared_task
def rosters_watch() -> None:
    """Tell of the rosters that run out."""
    rosters_warn(now=timezone.now())


@shared_task
def directory_changes_apply() -> None:
    """Put the accepted changes into effect whose day has come."""
    applied = changes_apply(now=timezone.now())
    if applied:
        log.info("Changes of the directory done with: %d", applied)


@shared_task
def directory_verifications_ask() -> None:
    """Ask whether entries are still right that nobody has looked at for long, and remind of those asked for before."""
    asked = verification_tasks_open(today=timezone.localdate())
    if asked:
        log.info("Entries of the directory to be verified: %d", asked)


@shared_task
def directory_files_purge() -> None:
    """Forget the files that were handed in and are kept no longer."""
    purged = imports_purge(now=timezone.now())
    if purged:
        log.info("Files of the directory not kept any longer: %d", purged)
