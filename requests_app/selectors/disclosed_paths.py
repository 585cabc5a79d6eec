"""Where a disclosed path leads: to a Party, to a State that is none, or back home (Art. 30)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.days import day_in
from contacts.facts import BUDAPEST
from contacts.models import Authority
from contacts.selectors.countries import asked_first, authorities_in
from contacts.selectors.facts import treaties_of
from requests_app.models import DisclosedPath, Disclosure, Request, WithheldPath

NEXT_KIND = "preservation"


class Leads(models.TextChoices):
    PARTY = "party", _("to another Party")
    NO_PARTY = "no_party", _("to a State that is no Party")
    NOBODY = "nobody", _("to a Party of which the directory has no authority")
    HOME = "home", _("back to the requesting State")
    ASKED = "asked", _("within the State that was asked")


def path_of(disclosure: Disclosure) -> DisclosedPath | None:
    """It comes with the delivery where that was read with it."""
    return getattr(disclosure, "path", None)


def withholding_of(disclosure: Disclosure) -> WithheldPath | None:
    """As `path_of`."""
    return getattr(disclosure, "withheld_path", None)


def leads_to(path: DisclosedPath, request: Request, *, now: datetime) -> Leads:
    if path.country_id == request.requesting_authority.jurisdiction_id:
        return Leads.HOME
    if path.country_id == request.requested_authority.jurisdiction_id:
        return Leads.ASKED
    today = day_in(path.country.time_zone, now)
    if not treaties_of([path.country], on=today)[path.country_id].party_to(BUDAPEST):
        return Leads.NO_PARTY
    return Leads.PARTY if authority_there(path, now=now) else Leads.NOBODY


def authority_there(path: DisclosedPath, *, now: datetime) -> Authority | None:
    """Whom the next request goes to: its point of contact where it has one."""
    return asked_first(authorities_in(path.country, on=day_in(path.country.time_zone, now)))


def request_after(path: DisclosedPath, request: Request) -> Request | None:
    """The request that was begun because of it, the last one."""
    found = request.followed_by.filter(requested_authority__jurisdiction=path.country_id)
    return found.order_by("-id").first()
