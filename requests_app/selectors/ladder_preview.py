"""Who would be told when: the ladder of a deadline that runs, or of a policy that somebody is about to save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from requests_app.models import Audience, Deadline, EscalationPolicy, EscalationStep, Urgency
from requests_app.selectors.audiences import Audiences
from requests_app.selectors.domestic_tasks import people_in_charge
from requests_app.selectors.ladders import ladder_of, rungs_in
from requests_app.selectors.parties import in_charge, parties_of
from requests_app.selectors.recipients import Recipient
from requests_app.selectors.reminders import TOLD, whom
from requests_app.states import Side

# After the last rung it goes on for ever; so many repetitions say enough.
REPEATS_SHOWN = 2


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One rung: when, to whom, and whether it was said. `again`: it repeats the last one. `held`: the ladder is
    stopped then.
    """

    at: datetime
    people: list[str]
    by_mail: bool
    wording: str
    said: bool
    again: bool
    held: bool


def tellings(
    deadline: Deadline, policy: EscalationPolicy, steps: Sequence[EscalationStep], *, side: Side, now: datetime
) -> list[Telling]:
    """In their order, with the people of today by name where they are of the reader's own `side`."""
    ladder = ladder_of(
        rungs_in(steps),
        policy,
        starts_at=deadline.starts_at,
        due_at=deadline.due_at,
        zone=deadline.zone,
        paused_for=deadline.paused_for,
    )
    if ladder is None:
        return []
    parties = in_charge(parties_of(deadline.request), people_in_charge([deadline.pk]).get(str(deadline.pk)))
    audiences = Audiences([parties], now=now)
    request = deadline.request
    until = policy.stopped_until if policy.stopped_for(request.requesting_authority_id, now) else None
    found = []
    for number in range(len(steps) + REPEATS_SHOWN):
        step = steps[ladder.index_of(number)]
        told = audiences.told(parties, deadline.kind, step.audiences)
        people = [_said_to(audience, to, side, deadline.kind) for audience, to in told]
        found.append(
            Telling(
                at=ladder.rung_at(number),
                people=list(dict.fromkeys(people)),
                by_mail=step.channel == "email",
                wording=step.wording,
                said=number < deadline.next_step,
                again=number >= len(steps),
                held=until is not None and number >= deadline.next_step and ladder.rung_at(number) < until,
            )
        )
    return found


def _said_to(audience: Audience, to: Recipient, side: Side, kind: str) -> str:
    words = whom(audience, kind)
    return f"{to.name} ({words})" if audience in TOLD[side] else words


def is_last_rung(deadline: Deadline) -> bool:
    """Whether nothing new comes any more: the last rung of the ladder was said, and nobody answered."""
    return deadline.closed_at is None and 0 < len(deadline.policy.steps.all()) <= deadline.next_step


def proposes_other_ways(deadline: Deadline) -> bool:
    """An urgent request that nobody acknowledged in spite of the whole ladder has to go another way."""
    urgent = deadline.request.urgency != Urgency.NORMAL
    return deadline.kind == "acknowledgement" and urgent and is_last_rung(deadline)
