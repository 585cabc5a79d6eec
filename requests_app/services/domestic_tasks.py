"""Where a disclosed path leads back home (Art. 30), the own State acts: a task with a person and a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import sides_of
from requests_app.models import Deadline, DeadlineKind, Disclosure, DomesticTask, Request
from requests_app.selectors.assignments import people_for, works_on
from requests_app.selectors.contract import not_here
from requests_app.selectors.disclosed_paths import Leads, leads_to, path_of
from requests_app.selectors.disclosures import get_disclosure
from requests_app.selectors.domestic_tasks import get_task, task_of
from requests_app.selectors.doubts import not_now
from requests_app.services.clocks import domestic_task_start
from requests_app.services.deadlines import deadline_close, deadlines_lock
from requests_app.services.inputs import optional_day, optional_text, required_choice, required_text
from requests_app.states import Side

State = DomesticTask.State
ENDS = (State.DONE, State.DROPPED)
LONGEST = 2000


@transaction.atomic
def task_make(
    *, actor: User, request: Request, disclosure: Disclosure, text: object, due_on: object, person: object
) -> DomesticTask:
    """Give the work at home to somebody, until a day. A path gives one task: the second press finds the first.

    Raises Invalid, NotAllowed, NotFound on the side that was asked, Conflict where the path leads elsewhere.
    """
    require_own(actor, request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    disclosure = get_disclosure(actor, request, disclosure.pk)
    path = path_of(disclosure)
    if path is None:
        raise not_here()
    if (made := task_of(path)) is not None:
        return made
    now = timezone.now()
    if disclosure.withheld or not disclosure.is_open:
        raise Conflict(not_now() if disclosure.is_open else _("The path opens when the conditions are accepted."))
    if leads_to(path, request, now=now) is not Leads.HOME:
        raise Conflict(_("This path does not lead back home: ask the State that it leads to."))
    said = required_text(text, "text", _("Say what is to be done under your own law."), LONGEST)
    zone = request.requesting_authority.time_zone
    day = optional_day(due_on, "due_on", zone)
    if day is None or day < day_in(zone, now):
        raise Invalid({"due_on": [_("Give the day until which it is to be done: today or later.")]})
    whom = people_for(request, Side.REQUESTING).filter(pk__in=_keys(person)).first()
    if whom is None:
        raise Invalid({"person": [_("Choose somebody of your authority who may see the request.")]})
    task = DomesticTask.objects.create(request=request, path=path, text=said, due_on=day, person=whom, by=actor, at=now)
    _record(task, Verb.DOMESTIC_TASK_MADE, actor, now, due_on=day.isoformat(), person=str(whom.pk))
    domestic_task_start(request=request, task=task.pk, until=day, now=now)
    return task


@transaction.atomic
def task_close(
    *, actor: User, request: Request, task: DomesticTask, state: object, result: object = ""
) -> DomesticTask:
    """Done, or dropped with a reason. Once; Conflict for the second."""
    require_own(actor, request)
    get_task(actor, request, task.pk)
    deadlines_lock(request)
    locked = DomesticTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if locked.state != State.OPEN:
        raise Conflict(_("This task is over: %(state)s.") % {"state": locked.get_state_display()})
    chosen = State(required_choice(state, "state", [one.value for one in ENDS]))
    said = optional_text(result, "result", LONGEST)
    if chosen is State.DROPPED and not said:
        raise Invalid({"result": [_("Say why it is dropped.")]})
    now = timezone.now()
    locked.state, locked.result, locked.closed_by, locked.closed_at = chosen, said, actor, now
    locked.save(update_fields=["state", "result", "closed_by", "closed_at"])
    deadline_close(
        request=request, kind=DeadlineKind.DOMESTIC_TASK, subject=locked.pk, reason=f"task_{chosen.value}", now=now
    )
    _record(locked, Verb.DOMESTIC_TASK_CLOSED, actor, now, state=chosen.value)
    return locked


def task_moved(*, deadline: Deadline, day: date) -> None:
    """Its deadline was moved to another day: the task says so too."""
    if deadline.subject is not None:
        DomesticTask.objects.filter(pk=deadline.subject, state=State.OPEN).update(due_on=day)


def require_own(actor: User, request: Request) -> None:
    if Side.REQUESTING not in sides_of(actor, request):
        raise not_here()
    if not works_on(actor, request, Side.REQUESTING):
        raise NotAllowed(_("Your role lets you read this, and not write here. Ask your supervisor."))


def _keys(raw: object) -> list[UUID]:
    try:
        return [UUID(str(raw))]
    except ValueError:
        return []


def _record(task: DomesticTask, verb: Verb, actor: User, at: datetime, **data: str) -> None:
    event_record(chain=f"request:{task.request_id}", verb=verb, actor=actor, data={"task": str(task.pk), **data}, at=at)
