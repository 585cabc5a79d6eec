"""Saying who is responsible for a request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.models import Absence
from contacts.selectors.absences import absences_at
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import get_request, sides_of
from requests_app.forms.assignment import DESK, AssignmentForm, absence_words
from requests_app.models import Request
from requests_app.selectors.assignments import authority_of, people_for, responsible_for, works_on
from requests_app.services.assignments import assigning_side, request_assign
from requests_app.states import OPEN, Side
from requests_app.views.requests_common import reader_of, shown_side, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_responsible(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST from the page of the request takes it at once; this page is for giving it away, with a note."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    side = assigning_side(user, row)
    if not works_on(user, row, side):
        raise NotAllowed(_("Your role lets you read this, and not say who is responsible. Ask your supervisor."))
    if row.status not in OPEN[side]:
        raise Conflict(_("This request is over: nobody need be responsible for it any more."))
    known: dict[str, Any] = {"people": people_for(row, side), "absent": _absent(row, side), "reader": user}
    if http_request.method != "POST":
        return _page(http_request, row, side, AssignmentForm(**known, initial=_initial(row, side)))
    form = AssignmentForm(http_request.POST, **known)
    if form.is_valid() and _given(http_request, user, row, form):
        return redirect("request", row.pk)
    return _page(http_request, row, side, form)


def _given(http_request: HttpRequest, user: User, row: Request, form: AssignmentForm) -> bool:
    person, seen = form.chosen(), form.cleaned_data["seen"]
    known = {"seen": _seen(seen, row, user)} if seen else {}
    try:
        request_assign(actor=user, request=row, person=person, note=form.cleaned_data["note"], **known)
    except Invalid as refusal:
        form.add_refusal(refusal)
    except Conflict as refusal:
        form.add_error("person", refusal.message)
        # It is shown now: whoever sends again has seen it.
        form.data = {**form.data.dict(), "seen": _initial(row, assigning_side(user, row))["seen"]}  # type: ignore[attr-defined]
    else:
        messages.success(http_request, _said(user, person))
        absence = _absent(row, assigning_side(user, row)).get(person.pk) if person else None
        if absence:
            messages.warning(http_request, absence_words(absence))
    return not form.errors


def _absent(row: Request, side: Side) -> dict[UUID, Absence]:
    authority = authority_of(row, side).pk
    return {person: one for (_there, person), one in absences_at([authority], now=timezone.now()).items()}


def _said(user: User, person: User | None) -> str:
    if person is None:
        return _("It is back at the desk: whoever is there can take it.")
    if person == user:
        return _("You are responsible for it now.")
    return _("%(name)s is responsible for it now, and is told by e-mail.") % {"name": person}


def _seen(text: str, row: Request, user: User) -> User | str | None:
    """Who was shown as responsible; what is no key of anybody is nobody who ever was."""
    if text == DESK:
        return None
    before = responsible_for(row, assigning_side(user, row))
    return before if before and str(before.pk) == text else text


def _initial(row: Request, side: Side) -> dict[str, str]:
    person = responsible_for(row, side)
    return {"seen": str(person.pk) if person else DESK}


def _page(http_request: HttpRequest, row: Request, side: Side, form: AssignmentForm) -> HttpResponse:
    shown = shown_side(sides_of(reader_of(http_request), row))
    context = {
        "row": row,
        "own": shown is Side.REQUESTING,
        "matter": title_of(row, shown),
        "person": responsible_for(row, side),
        "authority": authority_of(row, side),
        "given": row.assignments.filter(side=side).select_related("person", "by").order_by("-id")[:20],
        "form": form,
    }
    return render(http_request, "requests/people/responsible.html", context, status=400 if form.errors else 200)
