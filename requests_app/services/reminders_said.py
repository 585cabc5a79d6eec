"""What is said at one rung of one ladder to the same people; deadlines that share it differ in dates and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mla_portal.values import JSON
from requests_app.clocks.kinds import DeadlineKind
from requests_app.models import Audience, EscalationPolicy, EscalationStep, ReminderChannel, Urgency
from requests_app.quiet_hours import morning_after
from requests_app.selectors.audiences import Told
from requests_app.selectors.due import Due
from requests_app.selectors.recipients import Recipient
from requests_app.states import Side

# What ends within a day is not left until the morning.
NEAR = timedelta(days=1)
_OWN = (Audience.OFFICER, Audience.OWN_SUPERVISOR)
# In its place the address has the key of what the deadline is about.
SUBJECT = "SUBJECT"
# Where that is done which ends the deadline, below the address of the request; else on its page itself.
_RESOLVED_AT = {
    DeadlineKind.PRESERVATION_EXPIRY: "#following",
    DeadlineKind.MLA_FOLLOW_UP: "#following",
    DeadlineKind.EMERGENCY_REVIEW: "emergency/",
    DeadlineKind.DOMESTIC_TASK: f"tasks/{SUBJECT}/",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """`number` of the rung, and the step of the policy that stands there. `waits`: it can be left until the morning."""

    policy: EscalationPolicy
    step: EscalationStep
    number: int
    kind: str
    owed_by: str
    waits: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """One person of those who are told. `place`: where in the request it is done; None for who cannot open it."""

    number: int
    audience: str
    recipient: Recipient
    by_mail: bool
    not_before: datetime
    own: bool
    place: str | None
    wording: str
    kind: str
    owed_by: str


def can_wait(due: Due) -> bool:
    """Whether it may be said in the morning: not where the matter is urgent and its time is counted in hours."""
    return due.urgency == Urgency.NORMAL or due.due_at - due.starts_at >= 2 * NEAR


def data_of(saying: Saying) -> dict[str, JSON]:
    """What the trail says of it."""
    return {"kind": saying.kind, "step": saying.number, "told": len(saying.told)}


def tellings_of(saying: Saying, now: datetime) -> Iterator[Telling]:
    for audience, recipient in saying.told:
        own = audience in _OWN
        yield Telling(
            number=saying.number,
            audience=audience.value,
            recipient=recipient,
            by_mail=saying.step.channel != ReminderChannel.PORTAL,
            not_before=_held_until(saying, recipient, now) or now,
            own=own,
            # The central authority is no party to the request: it could not open the page.
            place=None if audience is Audience.CENTRAL else _place(saying, own),
            wording=saying.step.wording,
            kind=saying.kind,
            owed_by=saying.owed_by,
        )


def _held_until(saying: Saying, recipient: Recipient, now: datetime) -> datetime | None:
    """People sleep at night, unless it is their watch or the matter cannot wait."""
    if recipient.round_the_clock or not saying.waits:
        return None
    return morning_after(now, recipient.time_zone, evening=saying.policy.quiet_from, morning=saying.policy.quiet_until)


def _place(saying: Saying, own: bool) -> str:
    return _RESOLVED_AT.get(DeadlineKind(saying.kind), "") if own and saying.owed_by == Side.REQUESTING else ""
