"""What the pages of a desk's duty share."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.access import authorities_of
from contacts.models import ContactPoint
from contacts.selectors.rosters import desk_get
from contacts.services.duty import roster_keeper_required
from mla_portal.accounts.models import User
from mla_portal.errors import NotFound
from mla_portal.ui.parts import Crumb


def reader_of(request: HttpRequest) -> User:
    """The person signed in: no page of the directory opens to anybody else."""
    return cast(User, request.user)


def own_desk(user: User, code: str, desk: str) -> ContactPoint:
    """The desk, for those who belong to its authority. Raises NotFound, to strangers as if there were none."""
    found = desk_get(code, desk)
    if found is None or not authorities_of(user).filter(pk=found.authority_id).exists():
        raise NotFound(_("There is no such desk, or its roster is not open to you."))
    return found


def kept_desk(user: User, code: str, desk: str) -> ContactPoint:
    """The same, for those who keep its roster. Raises NotFound and NotAllowed."""
    found = own_desk(user, code, desk)
    roster_keeper_required(user, found.authority)
    return found


def address(name: str, desk: ContactPoint, *more: object) -> str:
    """Where this page is for this desk."""
    return reverse(name, args=[desk.authority.code, desk.code, *more])


def crumbs(desk: ContactPoint, *last: str) -> list[Crumb]:
    """From the directory to the roster of the desk, and to what lies behind it."""
    authority = Crumb(label=desk.authority.code, href=reverse("authority", args=[desk.authority.code]))
    roster = Crumb(label=_("Roster"), href=address("roster", desk) if last else "")
    directory = Crumb(label=_("Directory"), href=reverse("directory"))
    return [directory, authority, roster, *(Crumb(label=label) for label in last)]
