from __future__ import annotations

from celery import shared_task

from mla_portal.api import idempotency


@shared_task
def first_answers_purge() -> None:
    idempotency.first_answers_purge()
