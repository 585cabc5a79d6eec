"""Incidents: the list of those who supervise, a new one, and the steps of one until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mla_portal.accounts.models import User
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Invalid, NotAllowed, NotFound
from mla_portal.paging import page
from mla_portal.ui.forms import PortalForm
from requests_app.access import get_request, sides_of
from requests_app.forms.incidents import CloseForm, DeletionForm, IncidentForm, ReviewForm, TellForm, ToldOutsideForm
from requests_app.models import Incident, IncidentKind, Request
from requests_app.selectors.incidents import (
    access_log_of,
    get_incident,
    incidents_supervised,
    may_conclude,
    side_recording,
)
from requests_app.selectors.lists import supervises
from requests_app.selectors.messages import is_heard
from requests_app.services.incidents import (
    incident_close,
    incident_deletion,
    incident_open,
    incident_review,
    incident_tell,
    open_steps,
)
from requests_app.states import Side
from requests_app.views.requests_common import pages_of, reader_of, shown_side, title_of

LINES = 50
_STEPS: dict[str, Callable[..., Incident]] = {
    "tell": incident_tell,
    "review": incident_review,
    "deletion": incident_deletion,
    "close": incident_close,
}


@require_safe
def incidents(http_request: HttpRequest) -> HttpResponse:
    """Open ones; with `?closed=on` the others."""
    user = reader_of(http_request)
    if not supervises(user):
        raise NotAllowed(_("This list is for those who supervise an authority."))
    closed = http_request.GET.get("closed") == "on"
    found = incidents_supervised(user, closed=closed)
    lines = page(found, cursor=http_request.GET.get("cursor"), size=LINES, order="-id")
    context = {"lines": lines, "pages": pages_of(http_request, lines), "closed": closed}
    return render(http_request, "requests/incidents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def incident_new(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    if side_recording(user, row) is None:
        raise NotAllowed(_("Your role lets you read this. Tell your supervisor what you noticed."))
    data = http_request.POST if http_request.method == "POST" else None
    form = IncidentForm(data, deliveries=list(row.disclosures.order_by("number")), initial={"noticed_by": user.name})
    if form.is_bound and form.is_valid():
        try:
            made = incident_open(actor=user, request=row, **form.answers())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                http_request, _("It is on record, and your supervisors are told. Now tell the other side.")
            )
            return redirect("incident", row.pk, made.pk)
    context = _about(user, row) | {"form": form, "here": _("Report an incident")}
    return render(http_request, "requests/incidents/new.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def incident(http_request: HttpRequest, pk: UUID, incident: UUID) -> HttpResponse:
    """POST says with `act` which step is made."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_incident(user, row, incident)
    if http_request.method != "POST":
        return _page(http_request, user, row, found)
    act = http_request.POST.get("act", "")
    if act not in _STEPS:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    form = _form(act, row, found, http_request.POST)
    try:
        # Who may not is told so, whatever was typed.
        given = form.cleaned_data if form.is_valid() else dict.fromkeys(form.fields, "")
        _STEPS[act](actor=user, request=row, incident=found, **given)
    except Invalid as refusal:
        if form.is_valid():
            form.add_refusal(refusal)
        return _page(http_request, user, row, found, wrong=(act, form))
    messages.success(http_request, _("It is on record."))
    return redirect("incident", row.pk, found.pk)


def _form(act: str, row: Request, found: Incident, data: Any = None) -> PortalForm:
    heard = is_heard(row, Side(found.side))
    kinds: dict[str, type[PortalForm]] = {
        "tell": TellForm if heard else ToldOutsideForm,
        "review": ReviewForm,
        "deletion": DeletionForm,
        "close": CloseForm,
    }
    return kinds[act](data, auto_id=f"id_{act}_%s")


def _page(
    http_request: HttpRequest, user: User, row: Request, found: Incident, *, wrong: tuple[str, PortalForm] | None = None
) -> HttpResponse:
    forms = {act: _form(act, row, found) for act in _offered(user, row, found)}
    if wrong:
        forms[wrong[0]] = wrong[1]
    log = found.access_log if found.closed_at else access_log_of(found)
    context = _about(user, row) | {
        "one": found,
        "here": _("Incident"),
        "deliveries": list(found.disclosures.order_by("number")),
        "steps": open_steps(found),
        "forms": forms,
        "log": [{**line, "at": datetime.fromisoformat(line["at"]), "what": Verb(line["what"]).label} for line in log],
        "wrong": wrong[1] if wrong else None,
    }
    return render(http_request, "requests/incidents/one.html", context, status=400 if wrong else 200)


def _offered(user: User, row: Request, found: Incident) -> list[str]:
    """The steps that this person may make now."""
    if found.closed_at or side_recording(user, row) != found.side:
        return []
    concludes = may_conclude(user, found)
    offered = {
        "tell": found.told_at is None,
        "deletion": found.kind == IncidentKind.WRONG_RECIPIENT and found.deletion_confirmed_on is None,
        "review": concludes,
        "close": concludes and not open_steps(found),
    }
    return [act for act, offer in offered.items() if offer]


def _about(user: User, row: Request) -> dict[str, Any]:
    side = shown_side(sides_of(user, row))
    return {"row": row, "own": side is Side.REQUESTING, "matter": title_of(row, side)}
