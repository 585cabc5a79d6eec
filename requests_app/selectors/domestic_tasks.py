"""Tasks at home, for those who may see the request from the side that asked."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from mla_portal.accounts.models import User
from mla_portal.many import among
from requests_app.access import own_rule
from requests_app.models import Case, Deadline, DeadlineKind, DisclosedPath, DomesticTask, Request
from requests_app.selectors.contract import not_here

LINES = 8


def domestic_tasks(user: User) -> QuerySet[DomesticTask]:
    found = DomesticTask.objects.filter(own_rule(user, "request__"))
    return found.select_related("person", "request__case", "path__country").defer("request__content")


def tasks_to_do(user: User) -> list[DomesticTask]:
    """The reader's own, the earliest first."""
    return list(domestic_tasks(user).filter(person=user, state=DomesticTask.State.OPEN)[:LINES])


def tasks_of_case(user: User, case: Case) -> list[DomesticTask]:
    return list(domestic_tasks(user).filter(request__case=case))


def task_of(path: DisclosedPath) -> DomesticTask | None:
    return DomesticTask.objects.filter(path=path).select_related("person").first()


def people_in_charge(deadlines: Iterable[UUID | str]) -> dict[str, UUID]:
    """{key of a deadline: who has the task that it is of}."""
    tasks = DomesticTask.objects.filter(pk=OuterRef("subject")).values("person")
    rows = Deadline.objects.filter(pk__in=among(deadlines), kind=DeadlineKind.DOMESTIC_TASK, subject__isnull=False)
    found = rows.annotate(person=Subquery(tasks)).exclude(person=None).values_list("pk", "person")
    return {str(key): person for key, person in found}


def task_behind(user: User, deadline: Deadline) -> DomesticTask | None:
    """The open task that the deadline is of."""
    if deadline.kind != DeadlineKind.DOMESTIC_TASK or deadline.subject is None or deadline.closed_at is not None:
        return None
    return domestic_tasks(user).filter(pk=deadline.subject).first()


def clock_of(task: DomesticTask) -> Deadline | None:
    """The deadline that runs for the task."""
    running = Deadline.objects.filter(request=task.request_id, kind=DeadlineKind.DOMESTIC_TASK, subject=task.pk)
    return running.filter(closed_at__isnull=True).first()


def get_task(user: User, request: Request, pk: UUID) -> DomesticTask:
    found = domestic_tasks(user).filter(request=request, pk=pk).first()
    if found is None:
        raise not_here()
    return found
