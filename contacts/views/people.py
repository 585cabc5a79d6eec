"""The people of an authority: who belongs to it, who is absent, who stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.access import authorities_of, manages_people, permissions_at
from contacts.models import Absence, Authority
from contacts.people_forms import AbsenceForm
from contacts.roles import Permission
from contacts.selectors.absences import absences_known
from contacts.selectors.people import members_of
from contacts.selectors.rosters import members_at
from contacts.services.absences import absence_call_off, absence_set
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotAllowed, NotFound
from mla_portal.ui.parts import Crumb


@dataclass(kw_only=True)
class Member:
    """A person with all their roles here, and their absences that run or are to come."""

    user: User
    roles: list[str] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)


@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    authority = own_authority(user, code)
    members: dict[UUID, Member] = {}
    for one in members_of(authority):
        members.setdefault(one.user_id, Member(user=one.user)).roles.append(one.get_role_display())
    for absence in absences_known(authority, now=now):
        if absence.user_id in members:
            members[absence.user_id].absences.append(absence)
    context = {
        "authority": authority,
        "members": list(members.values()),
        "manages": manages_people(user, authority),
        "supervises": Permission.SUPERVISE in permissions_at(user, {authority.pk})[authority.pk],
        "now": now,
        "crumbs": _crumbs(authority),
    }
    return render(request, "contacts/people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: HttpRequest, code: str, person: UUID) -> HttpResponse:
    """Of oneself, or of a colleague for those who supervise."""
    user = cast(User, request.user)
    authority = own_authority(user, code)
    colleagues = {one.pk: one for one in members_at(authority)}
    absent = colleagues.pop(person, None)
    if absent is None:
        raise NotFound(_("This person does not belong to the authority."))
    if absent != user and not manages_people(user, authority):
        raise NotAllowed(_("Your colleagues mark themselves absent, or your supervisor does it for them."))
    approver = Permission.APPROVE in permissions_at(absent, {authority.pk})[authority.pk]
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, colleagues=colleagues.values(), approver=approver
    )
    if form.is_bound and form.is_valid():
        try:
            absence_set(actor=user, user=absent, authority=authority, **form.given())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("%(name)s is marked absent.") % {"name": absent})
            return redirect("people", authority.code)
    context = {
        "authority": authority,
        "absent": absent,
        "is_reader": absent == user,
        "form": form,
        "crumbs": _crumbs(authority, _("Absence")),
    }
    return render(request, "contacts/people/absence.html", context, status=400 if form.errors else 200)


@require_POST
def absence_end(request: HttpRequest, code: str, absence: UUID) -> HttpResponse:
    user = cast(User, request.user)
    authority = own_authority(user, code)
    found = absences_known(authority, now=timezone.now()).filter(pk=absence).first()
    if found is None:
        raise NotFound(_("There is no such absence, or it is over."))
    absence_call_off(actor=user, absence=found)
    messages.success(request, _("%(name)s is not marked absent any more.") % {"name": found.user})
    return redirect("people", authority.code)


def own_authority(user: User, code: str) -> Authority:
    """The authority, for its members and for those who manage its people. Raises NotFound, as if there were none."""
    found = Authority.objects.filter(code=code).first()
    if found is None or not (authorities_of(user).filter(pk=found.pk).exists() or manages_people(user, found)):
        raise NotFound(_("There is no such page, or it is not open to you."))
    return found


def _crumbs(authority: Authority, here: str = "") -> list[Crumb]:
    people_ = Crumb(label=_("People"), href=reverse("people", args=[authority.code]) if here else "")
    last = [Crumb(label=here)] if here else []
    return [Crumb(label=authority.code, href=reverse("authority", args=[authority.code])), people_, *last]
