from __future__ import annotations

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone


@shared_task
def ended_sessions_purge() -> None:
    """Forget the sessions whose time is over; nobody can come in with them any more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
