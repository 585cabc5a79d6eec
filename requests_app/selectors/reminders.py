"""Reminders as people read them: what was said to whom, and what comes next, as far as this side may know it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.ui.parts import Moment
from requests_app.clocks.kinds import INTERNAL
from requests_app.models import Audience, Deadline, DeadlineKind, Reminder, Request
from requests_app.selectors.audiences import heard
from requests_app.selectors.ladder_stops import held_until
from requests_app.selectors.ladders import ladder_now
from requests_app.states import Side

# Whom a reminder tells on each side. The requesting side also sees that the other one was told, not who.
TOLD = {
    Side.REQUESTED: (Audience.CONTACT, Audience.DUTY, Audience.BACKUP, Audience.SUPERVISOR, Audience.CENTRAL),
    Side.REQUESTING: (Audience.OFFICER, Audience.OWN_SUPERVISOR),
}


def reminders_shown(request: Request, side: Side) -> QuerySet[Reminder]:
    return Reminder.objects.filter(deadline__request=request, audience__in=audiences_shown(side))


def audiences_shown(side: Side) -> tuple[Audience, ...]:
    """Whose reminders this side may know of."""
    return tuple(Audience) if side is Side.REQUESTING else TOLD[side]


def reminders_said(request: Request, side: Side) -> list[Moment]:
    """One line for each rung that was reached, saying who was told."""
    rows = reminders_shown(request, side).select_related("deadline")
    in_order = rows.order_by("deadline_id", "round", "step", "created_at")
    moments = []
    for _rung, group in groupby(in_order, key=lambda row: (row.deadline_id, row.round, row.step)):
        told = list(group)
        note = _told([row.audience for row in told], told[0].deadline.kind)
        moments.append(Moment(title=_said(told[0].deadline), at=told[0].created_at, note=note, tone="wait"))
    return moments


def open_deadlines_of(request: Request, side: Side) -> list[Deadline]:
    """What runs for a request as far as this side may know, the earliest first, with the ladder of each."""
    running = request.deadlines.filter(closed_at__isnull=True).order_by("due_at", "pk")
    if side is Side.REQUESTED:
        running = running.exclude(kind__in=INTERNAL)
    return list(running.select_related("policy").prefetch_related("policy__steps"))


def reminders_to_come(clocks: Iterable[Deadline], side: Side, request: Request) -> list[Moment]:
    """What is due, and who is reminded of it next; the latest first."""
    moments: list[tuple[datetime, Moment]] = []
    for clock in clocks:
        moments.append((clock.due_at, Moment(title=_due(clock), at=clock.due_at, future=True)))
        audiences = _next_told(clock, side, request)
        if clock.next_step_at and audiences:
            held = held_until(clock, timezone.now())
            title = _("Next reminder, when the ladder is not stopped any more") if held else _("Next reminder")
            at = max(clock.next_step_at, held) if held else clock.next_step_at
            moments.append((at, Moment(title=title, at=at, note=_told(audiences, clock.kind), future=True)))
    return [moment for _at, moment in sorted(moments, key=itemgetter(0), reverse=True)]


def _due(clock: Deadline) -> str:
    if clock.kind == DeadlineKind.ACKNOWLEDGEMENT:
        return _("Acknowledgement due")
    return _("Due: %(what)s") % {"what": clock.get_kind_display()}


def _said(deadline: Deadline) -> str:
    if deadline.kind == DeadlineKind.ACKNOWLEDGEMENT:
        return _("Reminder sent")
    return _("Reminder sent: %(what)s") % {"what": deadline.get_kind_display()}


def _next_told(clock: Deadline, side: Side, request: Request) -> list[Audience]:
    """Who will be told at the next rung; the last one is repeated."""
    steps = list(clock.policy.steps.all())
    ladder = ladder_now(clock)
    if ladder is None:
        return []
    audiences = heard(
        clock.kind,
        steps[ladder.index_of(clock.next_step)].audiences,
        member=request.requested_authority.member,
        registered=request.is_registered,
    )
    return [one for one in audiences if side is Side.REQUESTING or one in TOLD[side]]


def _told(audiences: Iterable[str], kind: str) -> str:
    return _("To: %(audiences)s") % {"audiences": in_words(audiences, kind)}


def in_words(audiences: Iterable[str], kind: str) -> str:
    return ", ".join(whom(one, kind) for one in dict.fromkeys(audiences))


def whom(audience: str, kind: str) -> str:
    """An audience in words: of a task at home whoever has it stands in the place of the officer."""
    if audience == Audience.OFFICER and kind == DeadlineKind.DOMESTIC_TASK:
        return _("whoever has the task")
    return str(Audience(audience).label)
