"""Who is on duty in the demonstration: four weeks ahead, and further at each load; what is planned already stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from contacts.models import Authority, ContactPoint, Membership
from contacts.roles import Role
from contacts.roster import Span, shifts_planned
from contacts.selectors.rosters import roster_end
from contacts.services.duty import roster_publish
from contacts.services.duty_checks import NewShift
from contacts.telephones import telephone_international
from mla_portal.accounts.models import User
from requests_app.demo.countries import COUNTRIES, Country

_DAYS = 28
_CHANGES = (time(8), time(20))


def demo_rosters(authorities: Mapping[str, Authority]) -> None:
    """Let the roster of the first desk of each 24/7 point end four weeks from today: half the shifts have the contact,
    the others a colleague without an account.
    """
    now = timezone.now()
    for country in COUNTRIES:
        authority = authorities[f"{country.code}-247"]
        desks = (desk for desk in authority.contact_points.filter(round_the_clock=True) if desk.valid_on(now.date()))
        desk, supervisor = next(desks, None), _somebody(authority, Role.SUPERVISOR)
        if country.member and desk and supervisor:
            _extend(country, desk, supervisor, now)


def _extend(country: Country, desk: ContactPoint, supervisor: User, now: datetime) -> None:
    zone = ZoneInfo(desk.zone)
    reached = max(roster_end(desk) or now, now)
    # From yesterday: before eight in the morning, the night that began then still runs.
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    spans = shifts_planned(yesterday, _DAYS + 1, _CHANGES, zone)
    contact = _somebody(desk.authority, Role.CONTACT)
    shifts = [
        _shift(country, Span(max(span.starts_at, reached), span.ends_at), contact if number % 4 in (0, 3) else None)
        for number, span in enumerate(spans)
        if span.ends_at > reached
    ]
    if shifts:
        roster_publish(actor=supervisor, desk=desk, shifts=shifts, from_=shifts[0].starts_at, until=shifts[-1].ends_at)


def _shift(country: Country, span: Span, contact: User | None) -> NewShift:
    """Of one number for the contact, and of another for the colleague; the days and nights alternate."""
    number = 202 if contact else 204
    return NewShift(
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        person=contact,
        name="" if contact else f"Demonstration Deputy ({country.name})",
        telephone=telephone_international(f"{country.telephone} {number}"),
    )


def _somebody(authority: Authority, role: Role) -> User | None:
    running = Membership.objects.filter(authority=authority, role=role, until__isnull=True, user__is_active=True)
    found = running.select_related("user").order_by("user__username").first()
    return found.user if found else None
