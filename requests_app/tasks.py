from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from mla_portal.outbox.nudge import nudge, nudges_gathered
from requests_app.services.approvals import TASK, approval_make_next
from requests_app.services.delivery_failures import failures_record as record_failures
from requests_app.services.digests import digests_make
from requests_app.services.owed_notices import notices_owed_make as make_owed
from requests_app.services.preservations import preservations_lapse
from requests_app.services.reminders import reminders_sweep

log = logging.getLogger(__name__)


# Two minutes on the wall are what a document may take at most, and the end of it a little more.
@shared_task(time_limit=180)
def approvals_work() -> None:
    """Make one document that was approved; the next is a task of its own. Any number may run at once."""
    if approval_make_next():
        nudge(TASK)


@shared_task
def reminders_say() -> None:
    """Say what is due, batch by batch. Any number may run at once, and at any time."""
    now = timezone.now()
    said = 0
    with nudges_gathered():
        while batch := reminders_sweep(now=now):
            said += batch
    if said:
        log.info("Reminders of %d deadlines", said)


@shared_task
def failures_record() -> None:
    """Put on record what could not be delivered. Any number may run at once, and at any time."""
    now = timezone.now()
    with nudges_gathered():
        while recorded := record_failures(now=now):
            log.warning("%d mails about requests could not be delivered", recorded)


@shared_task
def preservations_watch() -> None:
    """Record what has lapsed. Any number may run at once, and at any time."""
    with nudges_gathered():
        told = preservations_lapse(now=timezone.now())
    if told:
        log.info("%d preservations have lapsed", told)


@shared_task
def digests_say() -> None:
    """Queue the digests whose hour has come. Any number may run at once, and at any time."""
    now = timezone.now()
    with nudges_gathered():
        while digests_make(now=now):
            pass


@shared_task
def notices_owed_make() -> None:
    """Make the notices of the moves that were made. Any number may run at once, and at any time."""
    with nudges_gathered():
        made = make_owed(now=timezone.now())
    if made:
        log.info("%d notices made", made)
