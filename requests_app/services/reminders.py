"""Reminders: what is due to be said now is said, once, to whom the ladder names, and again until somebody acts.

One transaction takes a batch of deadlines that nobody else has, decides in memory who is told of which rung, and writes
all of it with one statement for each table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from mla_portal.audit.services import NewEvent, events_record
from mla_portal.audit.verbs import Verb
from mla_portal.many import among
from mla_portal.outbox.services import messages_cancel
from requests_app.ladder import Rung
from requests_app.models import Deadline, DeadlineKind, EscalationPolicy, EscalationStep, Preservation
from requests_app.selectors.audiences import Audiences
from requests_app.selectors.due import Due, due_now
from requests_app.selectors.ladders import ladder_of, rungs_in
from requests_app.services.notices import reminders_topic, topic_of
from requests_app.services.reminders_said import Saying, can_wait
from requests_app.services.reminders_written import Said, said_write

# Half a second: so long the deadlines and the trails of these requests are locked.
BATCH = 4000


class Climbed(NamedTuple):
    """A policy that is climbed, with its steps in their order."""

    policy: EscalationPolicy
    steps: Sequence[EscalationStep]
    rungs: Sequence[Rung]


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
        climbed = _climbed({one.policy for one in due})
        speaking = _hold(due, climbed, now)
        said = list(_said(speaking, climbed, now))
        messages_cancel(topics=[reminders_topic(one.key) for one in speaking if one.told_at], now=now)
        said_write(said, now=now)
        _leave(speaking, said)
        events_record(_lapsed(said, now), at=now)
    return len(due)


def _hold(due: Sequence[Due], climbed: Mapping[int, Climbed], now: datetime) -> Sequence[Due]:
    """Those of which something is said. Under a ladder that is stopped nothing is until it goes on; then the newest."""
    held: dict[int, list[str]] = {}
    for one in due:
        policy = climbed[one.policy].policy
        if one.parties.case is not None and policy.stopped_for(one.parties.requesting, now):
            held.setdefault(policy.pk, []).append(one.key)
    if not held:
        return due
    for number, keys in held.items():
        Deadline.objects.filter(pk__in=among(keys)).update(next_step_at=climbed[number].policy.stopped_until)
    silent = {key for keys in held.values() for key in keys}
    return [one for one in due if one.key not in silent]


def _said(due: Sequence[Due], climbed: Mapping[int, Climbed], now: datetime) -> Iterator[Said]:
    audiences = Audiences((one.parties for one in due), now=now)
    sayings: dict[tuple[object, ...], Saying] = {}
    for one in due:
        policy, steps, rungs = climbed[one.policy]
        ladder = ladder_of(
            rungs, policy, starts_at=one.starts_at, due_at=one.due_at, zone=one.zone, paused_for=one.paused_for
        )
        if ladder is None:
            continue
        # A policy may have been edited since this rung was set: its stored instant counts, and no rung is said again.
        number = max(ladder.newest_rung(now) or 0, one.next_step)
        step = steps[ladder.index_of(number)]
        told = audiences.told(one.parties, one.kind, step.audiences)
        waits = can_wait(one)
        # The same people are the same tuple.
        same = (step.pk, number, one.kind, one.owed_by, waits, id(told))
        if same not in sayings:
            sayings[same] = Saying(
                policy=policy,
                step=step,
                number=number,
                kind=one.kind,
                owed_by=one.owed_by,
                waits=waits,
                told=told,
            )
        yield Said(one, sayings[same], ladder.after(number, now, gap=policy.min_gap))


def _climbed(policies: Iterable[int]) -> Mapping[int, Climbed]:
    found = EscalationPolicy.objects.prefetch_related("steps").in_bulk(policies)
    return {
        key: Climbed(policy, list(policy.steps.all()), rungs_in(policy.steps.all())) for key, policy in found.items()
    }


def _leave(due: Sequence[Due], said: Sequence[Said]) -> None:
    """A ladder that has lost its rungs is left, or it would be taken again and again."""
    if len(said) < len(due):
        lost = {one.key for one in due} - {one.due.key for one in said}
        Deadline.objects.filter(pk__in=lost).update(next_step_at=None)


def _lapsed(said: Sequence[Said], now: datetime) -> Iterable[NewEvent]:
    over = [one.due for one in said if _lapses(one.due, now)]
    if not over:
        return
    # Where there is a record for each custodian, each of them goes on record as lapsed by itself.
    requests = [due.parties.pk for due in over]
    recorded = set(map(str, Preservation.objects.filter(request__in=requests).values_list("request_id", flat=True)))
    for due in over:
        if due.parties.pk not in recorded:
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
