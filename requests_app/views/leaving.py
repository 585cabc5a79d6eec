"""Somebody leaves the authority; and the list of what nobody has any more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from contacts.access import manages_people
from contacts.models import Authority
from contacts.selectors.rosters import members_at
from contacts.services.memberships import is_last_supervisor
from contacts.views.people import own_authority
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotAllowed, NotFound
from mla_portal.paging import page
from requests_app.forms.leaving import LeaveForm, OrphansForm, PassOnForm
from requests_app.models import Request
from requests_app.selectors.assignments import workers_at
from requests_app.selectors.hand_overs import hand_overs_known, hand_overs_orphaned, with_lines
from requests_app.selectors.lists import supervised, supervises
from requests_app.selectors.open_work import in_hands, side_in
from requests_app.selectors.orphans import count_sealed_orphans, orphans, unapprovable
from requests_app.services.hand_overs import hand_over_pass_on
from requests_app.services.leaving import authority_leave, orphans_give
from requests_app.states import Side
from requests_app.views.requests_common import pages_of, reader_of

LINES = 50


@require_http_methods(["GET", "HEAD", "POST"])
def people_leave(http_request: HttpRequest, code: str, person: UUID) -> HttpResponse:
    user = reader_of(http_request)
    authority = own_authority(user, code)
    if not manages_people(user, authority):
        raise NotAllowed(_("A supervisor of the authority, or an administrator, ends what somebody is there."))
    leaving = members_at(authority).filter(pk=person).first()
    if leaving is None:
        raise NotFound(_("This person does not belong to the authority."))
    is_last = is_last_supervisor(leaving, authority)
    form = LeaveForm(http_request.POST if http_request.method == "POST" else None, is_last=is_last)
    if form.is_bound and form.is_valid():
        known = bool(form.cleaned_data.get("last_known"))
        try:
            authority_leave(actor=user, user=leaving, authority=authority, last_known=known)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("%(name)s has left; access ended at once.") % {"name": leaving})
            return _after(user, authority)
    context = {
        "authority": authority,
        "leaving": leaving,
        "is_reader": leaving == user,
        "open": Request.objects.filter(in_hands({authority.pk: [leaving.pk]})).count(),
        "form": form,
    }
    return render(http_request, "requests/people/leave.html", context, status=400 if form.errors else 200)


def _after(user: User, authority: Authority) -> HttpResponse:
    if supervised(user).filter(pk=authority.pk).exists():
        return redirect("orphans")
    return redirect("people", authority.code) if manages_people(user, authority) else redirect("home")


@require_http_methods(["GET", "HEAD", "POST"])
def orphan_list(http_request: HttpRequest) -> HttpResponse:
    """What nobody has any more; POST gives the ticked ones to somebody."""
    user = reader_of(http_request)
    if not supervises(user):
        raise NotAllowed(_("This list is for those who supervise an authority."))
    authorities = list(supervised(user))
    people = list(workers_among(authorities))
    if http_request.method != "POST":
        return _orphans_page(http_request, authorities, OrphansForm(people=people))
    form = OrphansForm(http_request.POST, people=people)
    if form.is_valid():
        try:
            number = orphans_give(
                actor=user,
                requests=ticked(http_request),
                person=form.chosen(),
                note=form.cleaned_data["note"],
            )
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            said = ngettext("%(number)d request was given on.", "%(number)d requests were given on.", number)
            messages.success(http_request, said % {"number": number})
            return redirect("orphans")
    return _orphans_page(http_request, authorities, form)


@require_POST
def hand_over_pass_on_to(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was handed over to somebody who has left: to the reader, to a colleague, or to the desk."""
    user = reader_of(http_request)
    row = hand_overs_known(user).filter(pk=pk).first()
    if row is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    if not supervised(user).filter(pk=row.authority_id).exists():
        raise NotAllowed(_("A supervisor of the authority gives it on."))
    form = PassOnForm(http_request.POST, people=[*workers_at(row.authority, *Side), user])
    if not form.is_valid():
        own = list(supervised(user))
        return _orphans_page(http_request, own, OrphansForm(people=workers_among(own)), wrong={row.pk: form})
    number = hand_over_pass_on(actor=user, hand_over=row, person=form.chosen())
    said = ngettext("It is given on, with %(number)d request.", "It is given on, with %(number)d requests.", number)
    messages.success(http_request, said % {"number": number})
    return redirect("orphans")


def workers_among(authorities: list[Authority]) -> list[User]:
    """Those who do any work at one of these, each once."""
    found = {one.pk: one for authority in authorities for one in workers_at(authority, *Side)}
    return sorted(found.values(), key=str)


def ticked(http_request: HttpRequest) -> list[UUID]:
    """What is no key of anything was ticked by nobody."""
    found = []
    for text in http_request.POST.getlist("requests"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _orphans_page(
    http_request: HttpRequest,
    authorities: list[Authority],
    form: OrphansForm,
    wrong: dict[UUID, PassOnForm] | None = None,
) -> HttpResponse:
    user, own = reader_of(http_request), [one.pk for one in authorities]
    wrong = wrong or {}
    rows = page(orphans(user), cursor=http_request.GET.get("cursor"), size=LINES)
    handed = list(with_lines(user, hand_overs_orphaned(user))[:LINES])
    workers = {one.pk: list(workers_at(one, *Side)) for one in authorities} if handed else {}
    context = {
        "lines": [(row, side_in(row, own)) for row in rows.items],
        "pages": pages_of(http_request, rows),
        "sealed": count_sealed_orphans(user),
        "unapprovable": list(unapprovable(user)[:LINES]),
        "handed": [
            (one, wrong.get(one.pk) or PassOnForm(people=workers[one.authority_id], auto_id=f"id_{one.pk}_%s"))
            for one in handed
        ],
        "authorities": authorities,
        "ticked": set(http_request.POST.getlist("requests")),
        "form": form,
    }
    refused = bool(form.errors or wrong)
    return render(http_request, "requests/people/orphans.html", context, status=400 if refused else 200)
