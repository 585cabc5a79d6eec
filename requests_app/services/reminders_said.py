"""What one reminder is: the row that says that somebody was told, and the mail that tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mla_portal.outbox.services import NewMessage
from requests_app.clocks.kinds import DeadlineKind
from requests_app.models import Audience, EscalationPolicy, EscalationStep, ReminderChannel, Urgency
from requests_app.quiet_hours import morning_after
from requests_app.selectors.due import Due
from requests_app.selectors.recipients import Recipient
from requests_app.services.notices import reminders_topic
from requests_app.states import Side

TEMPLATE = "reminder"
# What ends within a day is not left until the morning.
NEAR = timedelta(days=1)
_OWN = (Audience.OFFICER, Audience.OWN_SUPERVISOR)
# Where that is done which ends the deadline, below the address of the request; else on its page itself.
_RESOLVED_AT = {
    DeadlineKind.PRESERVATION_EXPIRY: "#following",
    DeadlineKind.MLA_FOLLOW_UP: "#following",
    DeadlineKind.EMERGENCY_REVIEW: "emergency/",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """The rung of a deadline that is said now; the ones before it that were missed are not."""

    due: Due
    number: int
    step: EscalationStep
    policy: EscalationPolicy
    next_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReminder:
    rung: Rung
    audience: str
    recipient: Recipient


def reminder_of(rung: Rung, audience: Audience, recipient: Recipient) -> NewReminder:
    return NewReminder(rung=rung, audience=audience.value, recipient=recipient)


def message_of(rung: Rung, audience: Audience, recipient: Recipient, now: datetime) -> NewMessage | None:
    """None where the rung is said in the portal alone."""
    if rung.step.channel == ReminderChannel.PORTAL:
        return None
    due = rung.due
    held_until = held_until_for(due, rung.policy, recipient, now)
    own = audience in _OWN
    return NewMessage(
        key=f"reminder:{due.pk}:{due.round}:{rung.number}:{recipient.address}",
        template=TEMPLATE,
        to_address=recipient.address,
        to_name=recipient.name,
        language=recipient.language,
        time_zone=recipient.time_zone,
        context={
            "reference": due.reference,
            "kind": due.request_kind,
            "urgency": due.urgency,
            "from_authority": due.from_authority,
            "to_authority": due.to_authority,
            # The central authority is no party to the request: it could not open the page.
            "path": "" if audience is Audience.CENTRAL else _path(due, own),
            "deadline": due.kind,
            "owed_by": due.owed_by,
            "audience": audience.value,
            "wording": rung.step.wording,
            "due_at": due.due_at.isoformat(),
            "other_zone": due.to_zone if own else due.from_zone,
            "next_at": rung.next_at.isoformat(),
            # As it will be when the mail goes out.
            "overdue": due.due_at <= (held_until or now),
        },
        topic=reminders_topic(due.pk),
        not_before=held_until,
    )


def held_until_for(due: Due, policy: EscalationPolicy, recipient: Recipient, now: datetime) -> datetime | None:
    """People sleep at night, unless it is their watch or the matter cannot wait."""
    if recipient.round_the_clock:
        return None
    if due.urgency != Urgency.NORMAL and due.due_at - due.starts_at < 2 * NEAR:
        return None
    return morning_after(now, recipient.time_zone, evening=policy.quiet_from, morning=policy.quiet_until)


def _path(due: Due, own: bool) -> str:
    place = _RESOLVED_AT.get(DeadlineKind(due.kind), "") if own and due.owed_by == Side.REQUESTING else ""
    return f"/requests/{due.parties.pk}/{place}"
