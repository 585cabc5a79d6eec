from __future__ import annotations

from celery import shared_task

from mla_portal.api.idempotency import first_answers_purge


@shared_task
def purge_first_answers() -> None:
    first_answers_purge()
