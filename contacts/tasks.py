"""What the beat starts for the directory; each may run at any time, and any number at once."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from contacts.services.duty_watch import rosters_warn


@shared_task
def rosters_watch() -> None:
    """Tell of the rosters that run out."""
    rosters_warn(now=timezone.now())
