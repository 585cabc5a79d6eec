"""Reminders: what is due to be said now is said, once, to whom the ladder names, and again until somebody acts.

One transaction takes a batch of deadlines that nobody else has, decides in memory who is told of which rung, and writes
all of it with one statement for each table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mla_portal.audit.services import NewEvent, events_record
from mla_portal.audit.verbs import Verb
from mla_portal.outbox.services import messages_cancel, messages_queue
from requests_app.ladder import Ladder
from requests_app.models import DeadlineKind, EscalationPolicy, EscalationStep, Preservation
from requests_app.selectors.audiences import Audiences, Told
from requests_app.selectors.due import Due, due_now
from requests_app.selectors.ladders import ladder_of, rungs_in
from requests_app.services.notices import reminders_topic, topic_of
from requests_app.services.reminders_said import Rung, message_of, reminder_of
from requests_app.services.reminders_written import deadlines_set, reminders_write

BATCH = 1000

Steps = Mapping[int, tuple[EscalationPolicy, list[EscalationStep]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A rung that is said now, and to whom."""

    rung: Rung
    told: tuple[Told, ...]


def reminders_sweep(*, now: datetime, limit: int = BATCH) -> int:
    """Say what is due at `now`, at most `limit` deadlines of it; how many were due.

    One transaction takes the deadlines (those that another worker has are skipped), writes reminders, mails and events,
    and sets the next instants. A crash before its end leaves all as it was, one after it nothing to be done; a reminder
    is unique by deadline, round, rung and recipient. Run it as often and in as many places as you like.
    """
    with transaction.atomic():
        due = due_now(now, limit)
        if not due:
            return 0
        steps = _steps(due)
        rungs = [rung for one in due if (rung := _rung(one, steps, now)) is not None]
        audiences = Audiences((one.parties for one in due), now=now)
        said = [Said(rung=rung, told=audiences.told(rung.due.parties, rung.step.audiences)) for rung in rungs]
        messages_cancel(topics=[reminders_topic(one.pk) for one in due if one.told_at], now=now)
        reminders_write([reminder_of(one.rung, audience, to) for one in said for audience, to in one.told], now=now)
        messages_queue(
            [
                message
                for one in said
                for audience, to in one.told
                if (message := message_of(one.rung, audience, to, now)) is not None
            ],
            now=now,
        )
        deadlines_set(due, {rung.due.pk: rung for rung in rungs}, now=now)
        events_record(_events(said, now), at=now)
    return len(due)


def _steps(due: Iterable[Due]) -> Steps:
    policies = EscalationPolicy.objects.prefetch_related("steps").in_bulk({one.policy for one in due})
    return {key: (policy, list(policy.steps.all())) for key, policy in policies.items()}


def _rung(one: Due, steps: Steps, now: datetime) -> Rung | None:
    policy, rows = steps[one.policy]
    ladder = _ladder(one, policy, rows)
    if ladder is None:
        return None
    # A policy may have been edited since this rung was set: its stored instant counts, and no rung is said again.
    number = max(ladder.newest_rung(now) or 0, one.next_step)
    return Rung(
        due=one,
        number=number,
        step=rows[ladder.index_of(number)],
        policy=policy,
        next_at=ladder.after(number, now, gap=policy.min_gap),
    )


def _ladder(one: Due, policy: EscalationPolicy, rows: list[EscalationStep]) -> Ladder | None:
    return ladder_of(
        rungs_in(rows),
        policy,
        starts_at=one.starts_at,
        due_at=one.due_at,
        zone=one.zone,
        paused_for=one.paused_for or timedelta(0),
    )


def _events(said: Sequence[Said], now: datetime) -> Iterable[NewEvent]:
    over = [one.rung.due.parties.pk for one in said if _lapses(one.rung.due, now)]
    # Where there is a record for each custodian, each of them goes on record as lapsed by itself.
    recorded = (
        set(Preservation.objects.filter(request__in=over).values_list("request_id", flat=True)) if over else set()
    )
    for one in said:
        due = one.rung.due
        yield NewEvent(
            chain=topic_of(due.parties),
            verb=Verb.REMINDER_SENT,
            actor=None,
            data={"kind": due.kind, "step": one.rung.number, "told": len(one.told)},
        )
        if _lapses(due, now) and due.parties.pk not in recorded:
            yield NewEvent(
                chain=topic_of(due.parties),
                verb=Verb.PRESERVATION_LAPSED,
                actor=None,
                data={"due_at": due.due_at.isoformat()},
            )


def _lapses(due: Due, now: datetime) -> bool:
    """The end of a preservation that nobody was told of yet: it is put on record once, and never passes in silence."""
    return (
        due.kind == DeadlineKind.PRESERVATION_EXPIRY
        and due.due_at <= now
        and (due.told_at is None or due.told_at < due.due_at)
    )
