"""Who is responsible for a request on the reader's side, and to whom it can be given."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from contacts.access import Held, permissions_at
from contacts.models import Authority, AuthorityUserObjectPermission
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.verbs import Verb
from requests_app.models import CaseUserObjectPermission, Request
from requests_app.states import Side

ASSIGNED = {Side.REQUESTING: Verb.ASSIGNED_REQUESTING, Side.REQUESTED: Verb.ASSIGNED_REQUESTED}
# Those who do the work of a side: one of these is enough to be given a request, and to give one.
WORKING = {
    Side.REQUESTING: (Permission.DRAFT, Permission.SEND),
    Side.REQUESTED: (Permission.ACKNOWLEDGE, Permission.EXECUTE),
}


def authority_of(request: Request, side: Side) -> Authority:
    return request.requesting_authority if side is Side.REQUESTING else request.requested_authority


def responsible_for(request: Request, side: Side) -> User | None:
    return request.requesting_person if side is Side.REQUESTING else request.requested_person


def works_on(user: User, request: Request, side: Side) -> bool:
    """Whether the person, who sees the request from that side, may say who is responsible for it."""
    return works_with(permissions_at(user, {authority_of(request, side).pk}), request, side)


def works_with(held: Held, request: Request, side: Side) -> bool:
    """The same, of what is `held` at the authority of that side."""
    return any(one in held[authority_of(request, side).pk] for one in WORKING[side])


def people_for(request: Request, side: Side) -> QuerySet[User]:
    """To whom it can be given there: of a sealed case only to those named on it, as far as its own side goes."""
    people = workers_at(authority_of(request, side), side)
    if side is Side.REQUESTING and request.case and request.case.sealed:
        named = CaseUserObjectPermission.objects.filter(content_object=request.case, permission__codename="open_sealed")
        people = people.filter(pk__in=named.values("user_id"))
    return people


def workers_at(authority: Authority, *sides: Side) -> QuerySet[User]:
    """Those who do the work of one of these sides at the authority."""
    wanted = [permission for side in sides for permission in WORKING[side]]
    held = AuthorityUserObjectPermission.objects.filter(content_object=authority, permission__codename__in=wanted)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("name", "username")


def assignment_title(data: dict[str, Any]) -> str:
    if data["to"] is None:
        return _("Given back to the desk")
    return _("Responsible: %(name)s") % {"name": data["name"]}


def assignment_text(data: dict[str, Any], request: Request) -> str:
    """The note that went with it: it is in the record, not in the trail, which can take no words back."""
    prefetch_related_objects([request], "assignments")
    notes = {str(one.pk): one.note for one in request.assignments.all()}
    return notes.get(data.get("assignment", ""), "")
