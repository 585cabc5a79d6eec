"""Handing over what is open: the form, the note as it can be printed, all of them, and that one was read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.access import authorities_of, permissions_at
from contacts.models import Authority
from contacts.selectors.absences import absences_at
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotAllowed, NotFound
from mla_portal.paging import page
from requests_app.forms.hand_over import HandOverForm
from requests_app.models import Request, WorkHandOver
from requests_app.selectors.assignments import WORKING, workers_at
from requests_app.selectors.hand_overs import hand_overs_known, in_my_hands, may_note, note_begun, with_lines
from requests_app.services.hand_overs import hand_over_note, work_hand_over
from requests_app.states import Side
from requests_app.views.leaving import ticked
from requests_app.views.requests_common import pages_of, reader_of

LINES = 25


@require_safe
def hand_over_list(http_request: HttpRequest) -> HttpResponse:
    user = reader_of(http_request)
    rows = page(hand_overs_known(user), cursor=http_request.GET.get("cursor"), size=LINES)
    context = {"lines": rows.items, "pages": pages_of(http_request, rows), "works": bool(_where(user))}
    return render(http_request, "requests/people/hand_overs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_new(http_request: HttpRequest) -> HttpResponse:
    """`?authority=` says where, for those who work at several."""
    user, now = reader_of(http_request), timezone.now()
    places = _where(user)
    if not places:
        raise NotAllowed(_("Those who work on requests hand them over here."))
    authority = next((one for one in places if one.code == http_request.GET.get("authority")), places[0])
    rows = in_my_hands(user, authority)
    known: dict[str, Any] = {
        "people": workers_at(authority, *Side).exclude(pk=user.pk),
        "absent": {person: one for (_there, person), one in absences_at([authority.pk], now=now).items()},
    }
    if http_request.method != "POST":
        form = HandOverForm(**known, initial={"note": note_begun(rows)})
        return _form_page(http_request, authority, places, rows, form, {row.pk for row in rows})
    form, chosen = HandOverForm(http_request.POST, **known), ticked(http_request)
    if form.is_valid():
        try:
            made = work_hand_over(
                actor=user,
                authority=authority,
                to=form.chosen(),
                note=form.cleaned_data["note"],
                requests=chosen,
            )
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("It is handed over. Whoever takes over sees it on their home page."))
            return redirect("work_hand_over", made.pk)
    return _form_page(http_request, authority, places, rows, form, set(chosen))


@require_safe
def hand_over_one(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = _known(user, pk)
    context = {"hand_over": row, "may_note": may_note(user, row)}
    return render(http_request, "requests/people/hand_over.html", context)


@require_POST
def hand_over_noted(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    done = hand_over_note(actor=user, hand_over=_known(user, pk))
    if done.noted_by == user:
        messages.success(http_request, _("You have taken note; it leaves your home page."))
    else:
        messages.info(http_request, _("%(name)s had taken note before you.") % {"name": done.noted_by})
    return redirect("home")


def _known(user: User, pk: UUID) -> WorkHandOver:
    found = with_lines(user, hand_overs_known(user)).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return found


def _where(user: User) -> list[Authority]:
    """The authorities at which this person works on requests."""
    places = list(authorities_of(user).order_by("code"))
    held = permissions_at(user, {one.pk for one in places})
    working = {one for many in WORKING.values() for one in many}
    return [one for one in places if held[one.pk] & working]


def _form_page(
    http_request: HttpRequest,
    authority: Authority,
    places: list[Authority],
    rows: list[Request],
    form: HandOverForm,
    ticked_: set[UUID],
) -> HttpResponse:
    context = {
        "authority": authority,
        "others": [one for one in places if one != authority],
        "rows": rows,
        "ticked": ticked_,
        "form": form,
    }
    return render(http_request, "requests/people/hand_over_new.html", context, status=400 if form.errors else 200)
