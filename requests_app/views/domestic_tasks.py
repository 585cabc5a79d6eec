"""A task at home: made from a disclosed path that leads back, and ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.days import day_in
from mla_portal.errors import Invalid
from mla_portal.ui.forms import PortalForm
from requests_app.access import get_request
from requests_app.forms.domestic_task import TaskEndForm, TaskForm
from requests_app.models import DomesticTask, Request
from requests_app.selectors.assignments import people_for, works_on
from requests_app.selectors.contract import not_here, own_request
from requests_app.selectors.disclosed_paths import path_of
from requests_app.selectors.disclosures import get_disclosure
from requests_app.selectors.domestic_tasks import clock_of, get_task
from requests_app.services.domestic_tasks import require_own, task_close, task_make
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, title_of

SOON = timedelta(days=2)


@require_http_methods(["GET", "HEAD", "POST"])
def domestic_task_new(http_request: HttpRequest, pk: UUID, disclosure: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = own_request(user, get_request(user, pk))
    found = get_disclosure(user, row, disclosure)
    path = path_of(found)
    if path is None:
        raise not_here()
    require_own(user, row)
    text = _("Have the data of %(provider)s preserved, and the path followed on.") % {"provider": path.provider}
    due_on = day_in(row.requesting_authority.time_zone, timezone.now() + SOON)
    form = TaskForm(
        http_request.POST if http_request.method == "POST" else None,
        people=list(people_for(row, Side.REQUESTING)),
        initial={"text": text, "due_on": due_on, "person": str(user.pk)},
    )
    if form.is_bound and form.is_valid():
        try:
            task_make(actor=user, request=row, disclosure=found, **form.cleaned_data)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The task is on record, and stands on the home page of who does it."))
            return redirect("request_disclosures", row.pk)
    return _page(http_request, row, form, {"here": _("A task at home"), "press": _("Make the task")})


@require_http_methods(["GET", "HEAD", "POST"])
def domestic_task(http_request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = own_request(user, get_request(user, pk))
    found = get_task(user, row, task)
    if http_request.method == "POST":
        require_own(user, row)
    form = TaskEndForm(http_request.POST if http_request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            task_close(actor=user, request=row, task=found, **form.cleaned_data)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("It is on record how the task ended."))
            return redirect("request", row.pk)
    may = found.state == DomesticTask.State.OPEN and works_on(user, row, Side.REQUESTING)
    shown = {"here": _("A task at home"), "task": found, "closed": not may, "clock": clock_of(found)}
    return _page(http_request, row, form, shown)


def _page(http_request: HttpRequest, row: Request, form: PortalForm, more: dict[str, Any]) -> HttpResponse:
    context = {"row": row, "own": True, "matter": title_of(row, Side.REQUESTING), "form": form, **more}
    return render(http_request, "requests/tasks/page.html", context, status=400 if form.errors else 200)
