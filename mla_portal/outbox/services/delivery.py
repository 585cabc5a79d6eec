"""Delivery: claim one, word it, send it, mark it; then the next.

The crash contract. A claim is committed before anything is sent, and a message is marked SENT by one statement right
after the server took it. A worker that dies before the server took the message leaves it INFLIGHT; after
INFLIGHT_LIMIT it is queued again, so nothing is lost. Between the server's last answer (250) and the commit of the
mark there is one moment in which the death of the worker, or of its line to the mail server or the database, means that
the message is sent again, with the same Message-ID, by which the recipient's system knows it as a repetition.
Everywhere else a message is sent exactly once, whatever dies and however many deliver at the same time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When

from mla_portal.outbox.mailer import Mailer, Unreachable
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.rendering import Undeliverable, compose
from mla_portal.values import one_line

ATTEMPTS_LIMIT = 12  # with the pauses below, about half a day
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=4)
# Longer than one attempt can take: some eight SMTP commands of EMAIL_TIMEOUT each, and the task's own time limit.
INFLIGHT_LIMIT = timedelta(minutes=5)
# A run ends by itself well before the task's time limit would kill it.
RUN_LIMIT = timedelta(seconds=60)

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class DeliveryReport:
    """What one run did. `returned`: found INFLIGHT after a worker died, and put back. `unreachable`: the server."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    returned: int = 0
    unreachable: bool = False


def messages_deliver(*, now: datetime, limit: int = 1000) -> DeliveryReport:
    """Send up to `limit` messages that are due at `now`; may run any number of times at once.

    While the mail server cannot be reached nothing is claimed and no attempt is counted: an outage, however long, loses
    nothing. A message that the server does not take for now is tried again after a pause that doubles; one that it
    refuses for good, or ATTEMPTS_LIMIT times, is FAILED and waits for a person. Must not be called in a transaction.
    """
    report = DeliveryReport(returned=_return_stale(now))
    clock = _clock(now)
    with Mailer() as mailer:
        for _ in range(limit):
            if clock() - now > RUN_LIMIT or not _due(clock()).exists():
                break
            try:
                mailer.connect()
            except Unreachable as error:
                log.error("The mail server cannot be reached (%s); the messages wait", error)
                report.unreachable = True
                break
            if message := _claim(clock()):
                _attempt(message, mailer, report, clock)
    return report


def pause_before(attempt: int, *, spread: float) -> timedelta:
    """How long to wait before this attempt (the second is the first to wait). `spread`, 0 to 1, keeps messages that
    failed together from coming back together: it adds up to a quarter.
    """
    doubled: timedelta = FIRST_PAUSE * 2 ** max(attempt - 2, 0)
    return min(doubled, LONGEST_PAUSE) * (1 + spread / 4)


def _clock(now: datetime) -> Callable[[], datetime]:
    """A run may take a minute: time goes on from what the caller called now."""
    started = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - started)


def _due(now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(status=Status.QUEUED, next_attempt_at__lte=now).order_by("next_attempt_at", "id")


def _claim(now: datetime) -> Message | None:
    with transaction.atomic(durable=True):
        message = _due(now).select_for_update(skip_locked=True).first()
        if message:
            message.status, message.inflight_since = Status.INFLIGHT, now
            message.attempts += 1
            message.save(update_fields=["status", "inflight_since", "attempts"])
    return message


def _attempt(message: Message, mailer: Mailer, report: DeliveryReport, clock: Callable[[], datetime]) -> None:
    try:
        mailer.send(compose(message))
    except Undeliverable as error:
        log.warning("Message %s (%s) is not deliverable: %s", message.id, message.template, error)
        _mark_failed(message, clock(), str(error))
        report.failed += 1
    except Exception as error:  # whatever is wrong with one message must not hold up the others
        log.warning("Message %s (%s): attempt %s failed", message.id, message.template, message.attempts, exc_info=True)
        _mark_postponed(message, clock(), f"{type(error).__name__}: {error}")
        report.postponed += 1
    else:
        _mark_sent(message, clock())
        report.sent += 1


def _mark_sent(message: Message, now: datetime) -> None:
    """Also when the message was meanwhile taken for abandoned: that it was sent stays true. Not when it has come back
    already: a mail server may be that quick.
    """
    Message.objects.filter(id=message.id, bounced_at=None).exclude(status=Status.SENT).update(
        status=Status.SENT, sent_at=now, inflight_since=None, failed_at=None, last_error=""
    )


def _mark_failed(message: Message, now: datetime, error: str) -> None:
    _own(message).update(status=Status.FAILED, failed_at=now, inflight_since=None, last_error=_short(error))


def _mark_postponed(message: Message, now: datetime, error: str) -> None:
    pause = pause_before(message.attempts + 1, spread=message.id.int % 1009 / 1009)
    _put_back(_own(message), now=now, next_attempt_at=now + pause, error=error)


def _return_stale(now: datetime) -> int:
    """Take back what a worker claimed and neither sent nor gave back: it died. It has waited long enough already."""
    stale = Message.objects.filter(status=Status.INFLIGHT, inflight_since__lte=now - INFLIGHT_LIMIT)
    return _put_back(stale, now=now, next_attempt_at=now, error="The worker stopped during the attempt")


def _put_back(messages: QuerySet[Message], *, now: datetime, next_attempt_at: datetime, error: str) -> int:
    """To the queue; or to its end, if the message was called off on its way or has used up its attempts."""
    called_off = When(cancelled_at__isnull=False, then=Value(Status.CANCELLED))
    used_up = When(cancelled_at__isnull=True, attempts__gte=ATTEMPTS_LIMIT, then=Value(Status.FAILED))
    return messages.update(
        status=Case(called_off, used_up, default=Value(Status.QUEUED)),
        failed_at=Case(When(cancelled_at__isnull=True, attempts__gte=ATTEMPTS_LIMIT, then=Value(now)), default=None),
        inflight_since=None,
        next_attempt_at=next_attempt_at,
        last_error=_short(error),
    )


def _own(message: Message) -> QuerySet[Message]:
    """The row, while it is still ours: nobody took it for abandoned and claimed it since."""
    return Message.objects.filter(id=message.id, status=Status.INFLIGHT, inflight_since=message.inflight_since)


def _short(error: str) -> str:
    return one_line(error)[:500]
