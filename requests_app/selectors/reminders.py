"""Reminders as people read them: what was said to whom, and what comes next, as far as this side may know it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mla_portal.ui.parts import Moment
from requests_app.models import Audience, Deadline, EscalationStep, Reminder, Request
from requests_app.states import Side

# Whom a reminder tells on each side. The requesting side also sees that the other one was told, not who.
TOLD = {
    Side.REQUESTED: (Audience.CONTACT, Audience.BACKUP, Audience.SUPERVISOR),
    Side.REQUESTING: (Audience.OFFICER, Audience.OWN_SUPERVISOR),
}


def reminders_shown(request: Request, side: Side) -> QuerySet[Reminder]:
    return Reminder.objects.filter(deadline__request=request, audience__in=audiences_shown(side))


def audiences_shown(side: Side) -> tuple[Audience, ...]:
    """Whose reminders this side may know of."""
    return tuple(Audience) if side is Side.REQUESTING else TOLD[side]


def reminders_said(request: Request, side: Side) -> list[Moment]:
    """One line for each rung that was reached, saying who was told."""
    rows = reminders_shown(request, side).order_by("deadline_id", "step", "created_at")
    moments = []
    for _rung, group in groupby(rows, key=lambda row: (row.deadline_id, row.step)):
        told = list(group)
        note = _told([row.audience for row in told])
        moments.append(Moment(title=_("Reminder sent"), at=told[0].created_at, note=note, tone="wait"))
    return moments


def reminders_to_come(clock: Deadline | None, side: Side, *, member: bool) -> list[Moment]:
    if clock is None:
        return []
    moments = [Moment(title=_("Acknowledgement due"), at=clock.due_at, future=True)]
    audiences = _next_told(clock, side, member=member)
    if clock.next_step_at and audiences:
        moments.append(Moment(title=_("Next reminder"), at=clock.next_step_at, note=_told(audiences), future=True))
    return sorted(moments, key=lambda moment: moment.at or clock.due_at, reverse=True)


def _next_told(clock: Deadline, side: Side, *, member: bool) -> list[str]:
    """Who will be told at the next rung; the last one is repeated."""
    steps = list(clock.policy.steps.order_by("percent"))
    if not steps:
        return []
    audiences = audiences_of(steps[min(clock.next_step, len(steps) - 1)], member=member)
    return [one for one in audiences if side is Side.REQUESTING or one in TOLD[side]]


def audiences_of(step: EscalationStep, *, member: bool) -> list[str]:
    """Whom a rung tells. Of an authority outside the portal nobody: the officer who sent the request is told."""
    if member:
        return list(step.audiences)
    return [one for one in step.audiences if one in TOLD[Side.REQUESTING]] or [Audience.OFFICER]


def _told(audiences: Iterable[str]) -> str:
    return _("To: %(audiences)s") % {"audiences": in_words(audiences)}


def in_words(audiences: Iterable[str]) -> str:
    return ", ".join(str(Audience(one).label) for one in dict.fromkeys(audiences))
