"""Reminders: what is due to be said now is said, once, to whom the ladder names, and again until somebody acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mla_portal.audit.services import NewEvent, events_record
from mla_portal.audit.verbs import Verb
from mla_portal.outbox.services import NewMessage, messages_cancel, messages_queue
from requests_app.ladder import Ladder
from requests_app.models import Audience, Deadline, EscalationStep, Reminder, Request, Urgency
from requests_app.quiet_hours import morning_after
from requests_app.selectors.audiences import Audiences
from requests_app.selectors.recipients import Recipient
from requests_app.services.notices import particulars, topic_of

TEMPLATE = "reminder"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """The rung of a deadline that is said now; the ones before it that were missed are not."""

    deadline: Deadline
    number: int
    audiences: list[str]
    next_at: datetime


def reminders_sweep(*, now: datetime, limit: int = 500) -> int:
    """Say what is due at `now`, at most `limit` deadlines of it; how many were due.

    One transaction takes the deadlines (those that another worker has are skipped), writes reminders, mails and events,
    and sets the next instants. A crash before its end leaves all as it was, one after it nothing to be done; a reminder
    is unique by deadline, rung and recipient. Run it as often and in as many places as you like.
    """
    with transaction.atomic():
        due = list(_due(now)[:limit])
        rungs = _rungs(due, now)
        reminders = _reminders(rungs, now)
        messages_cancel(topics=[topic_of(deadline.request) for deadline in due], templates=[TEMPLATE], now=now)
        Reminder.objects.bulk_create((row for row, _message in reminders), ignore_conflicts=True)
        messages_queue([message for _row, message in reminders], now=now)
        _set_next(due, rungs)
        events_record(_events(rungs, reminders), at=now)
    return len(due)


def _due(now: datetime) -> QuerySet[Deadline]:
    return (
        Deadline.objects.filter(closed_at__isnull=True, next_step_at__lte=now)
        .order_by("next_step_at", "pk")
        .select_related(
            "policy",
            "request__case",
            "request__requesting_authority",
            "request__requested_authority",
            "request__author",
        )
        .select_for_update(of=("self",), skip_locked=True)
    )


def _rungs(due: list[Deadline], now: datetime) -> list[Rung]:
    steps: dict[int, list[EscalationStep]] = defaultdict(list)
    policies = {deadline.policy_id for deadline in due}
    for step in EscalationStep.objects.filter(policy__in=policies).order_by("policy", "percent"):
        steps[step.policy_id].append(step)
    return [rung for deadline in due if (rung := _rung(deadline, steps[deadline.policy_id], now)) is not None]


def _rung(deadline: Deadline, steps: list[EscalationStep], now: datetime) -> Rung | None:
    if not steps:
        return None
    ladder = Ladder(
        starts_at=deadline.starts_at,
        due_at=deadline.due_at,
        percents=[step.percent for step in steps],
        repeat_percent=deadline.policy.repeat_percent,
    )
    # A policy may have been edited since this rung was set: its stored instant counts, and no rung is said again.
    number = max(ladder.newest_rung(now) or 0, deadline.next_step)
    return Rung(
        deadline=deadline,
        number=number,
        audiences=steps[min(number, len(steps) - 1)].audiences,
        next_at=ladder.rung_at(number + 1),
    )


def _reminders(rungs: list[Rung], now: datetime) -> list[tuple[Reminder, NewMessage]]:
    audiences = Audiences((rung.deadline.request for rung in rungs), now=now)
    return [
        _reminder(rung, audience, recipient, now)
        for rung in rungs
        for audience, recipient in audiences.told(rung.deadline.request, rung.audiences)
    ]


def _reminder(rung: Rung, audience: Audience, recipient: Recipient, now: datetime) -> tuple[Reminder, NewMessage]:
    deadline = rung.deadline
    held_until = _held_until(deadline.request, recipient, now)
    row = Reminder(
        deadline=deadline,
        step=rung.number,
        audience=audience,
        recipient=recipient.address,
        recipient_name=recipient.name,
        created_at=now,
    )
    message = NewMessage(
        key=f"reminder:{deadline.pk}:{rung.number}:{recipient.address}",
        template=TEMPLATE,
        to_address=recipient.address,
        to_name=recipient.name,
        language=recipient.language,
        time_zone=recipient.time_zone,
        context={
            **particulars(deadline.request),
            "audience": audience.value,
            "due_at": deadline.due_at.isoformat(),
            "next_at": rung.next_at.isoformat(),
            # As it will be when the mail goes out.
            "overdue": deadline.due_at <= (held_until or now),
        },
        topic=topic_of(deadline.request),
        not_before=held_until,
    )
    return row, message


def _held_until(request: Request, recipient: Recipient, now: datetime) -> datetime | None:
    """People sleep at night, unless it is their watch or the matter cannot wait."""
    if recipient.round_the_clock or request.urgency != Urgency.NORMAL:
        return None
    return morning_after(now, recipient.time_zone)


def _set_next(due: list[Deadline], rungs: list[Rung]) -> None:
    """One statement for all. A ladder that has lost its rungs is left, or it would be taken again and again."""
    next_of = {rung.deadline.pk: rung for rung in rungs}
    for deadline in due:
        rung = next_of.get(deadline.pk)
        deadline.next_step = deadline.next_step if rung is None else rung.number + 1
        deadline.next_step_at = None if rung is None else rung.next_at
    Deadline.objects.bulk_update(due, ["next_step", "next_step_at"])


def _events(rungs: list[Rung], reminders: list[tuple[Reminder, NewMessage]]) -> Iterable[NewEvent]:
    told: dict[UUID, int] = defaultdict(int)
    for row, _message in reminders:
        told[row.deadline_id] += 1
    for rung in rungs:
        yield NewEvent(
            chain=topic_of(rung.deadline.request),
            verb=Verb.REMINDER_SENT,
            actor=None,
            data={"kind": rung.deadline.kind, "step": rung.number, "told": told[rung.deadline.pk]},
        )
