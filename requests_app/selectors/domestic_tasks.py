"""Tasks at home, for those who may see the request from the side that asked."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from mla_portal.accounts.models import User
from requests_app.access import own_rule
from requests_app.models import Case, DisclosedPath, DomesticTask, Request
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


def get_task(user: User, request: Request, pk: UUID) -> DomesticTask:
    found = domestic_tasks(user).filter(request=request, pk=pk).first()
    if found is None:
        raise not_here()
    return found
