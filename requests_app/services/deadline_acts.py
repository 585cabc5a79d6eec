"""What people do with a deadline: move it, say that it is done, switch its reminders off and on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.working_days import WorkCalendar
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, NotAllowed
from requests_app.clocks.kinds import DeadlineKind
from requests_app.models import Deadline
from requests_app.selectors.deadline_acts import Act, acts_of
from requests_app.services.deadlines import (
    deadline_close,
    deadline_extend,
    deadline_silence,
    deadline_unsilence,
)
from requests_app.services.domestic_tasks import task_moved
from requests_app.services.preservation_clock import follow_up_move, held_confirmed, preservation_lapsed


@transaction.atomic
def deadline_move_to(*, actor: User, deadline: Deadline, day: date, reason: str) -> Deadline:
    """Its new last day, by the clock in which it is counted. Raises NotAllowed, Conflict, Invalid with "due_at"."""
    now = _checked(actor, deadline, Act.EXTEND)
    due_at = WorkCalendar(country="", zone=deadline.zone).end_of(day)
    moved = deadline_extend(actor=actor, deadline=deadline, due_at=due_at, reason=reason, now=now)
    if moved.kind == DeadlineKind.PRESERVATION_EXPIRY:
        follow_up_move(end=moved, now=now)
    elif moved.kind == DeadlineKind.DOMESTIC_TASK:
        task_moved(deadline=moved, day=day)
    return moved


@transaction.atomic
def deadline_settle(*, actor: User, deadline: Deadline) -> None:
    """What it waited for is done, as somebody says: outside the portal, or by telephone. What repeats begins anew; of a
    preservation whose time is over the record says that it lapsed.
    """
    now = _checked(actor, deadline, Act.SETTLE)
    request = deadline.request
    if deadline.kind == DeadlineKind.HELD_WATCH:
        held_confirmed(preservation=request, now=now)
    elif deadline.kind == DeadlineKind.PRESERVATION_EXPIRY:
        preservation_lapsed(preservation=request, now=now)
    else:
        kind = DeadlineKind(deadline.kind)
        deadline_close(request=request, kind=kind, subject=deadline.subject, reason="settled", now=now)
    event_record(
        chain=f"request:{request.pk}",
        verb=Verb.DEADLINE_SETTLED,
        actor=actor,
        data={"kind": str(deadline.kind)},
        at=now,
    )


@transaction.atomic
def reminders_stop(*, actor: User, deadline: Deadline, reason: str) -> None:
    now = _checked(actor, deadline, Act.SILENCE)
    deadline_silence(actor=actor, deadline=deadline, reason=reason, now=now)


@transaction.atomic
def reminders_resume(*, actor: User, deadline: Deadline) -> None:
    now = _checked(actor, deadline, Act.UNSILENCE)
    deadline_unsilence(actor=actor, deadline=deadline, now=now)


def act_allowed(actor: User, deadline: Deadline, act: Act, *, now: datetime) -> None:
    """Raises Conflict where it is over, NotAllowed where the role does not let the person do this."""
    if deadline.closed_at is not None:
        raise Conflict(_("This deadline is over."))
    if act not in acts_of(actor, deadline, now=now):
        raise NotAllowed(_("Your role does not let you do this: %(act)s. Ask your supervisor.") % {"act": act.label})


def _checked(actor: User, deadline: Deadline, act: Act) -> datetime:
    now = timezone.now()
    act_allowed(actor, deadline, act, now=now)
    return now
