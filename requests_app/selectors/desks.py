"""The desks of many authorities, who is on duty at them, and the central authorities of countries: to be written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from contacts.days import day_in
from contacts.models import Authority, AuthorityKind, ContactPoint
from contacts.selectors.duty import DutyState, on_duty_at
from mla_portal.accounts.models import User
from requests_app.selectors.recipients import Recipient, desk, person

Desks = dict[int, list[tuple[ContactPoint, Recipient]]]


def desks_by_authority(authorities: Collection[int], *, now: datetime) -> Desks:
    """Those of today that have an e-mail address, first desk first."""
    found: Desks = defaultdict(list)
    points = ContactPoint.objects.filter(authority__in=authorities).exclude(email="")
    for point in points.select_related("authority").order_by("authority", "order"):
        if point.valid_on(day_in(point.authority.time_zone, now)):
            found[point.authority_id].append((point, desk(point, point.authority)))
    return found


def people_on_duty(points: Iterable[ContactPoint], now: datetime) -> dict[int, list[Recipient]]:
    """{authority: who is on duty at its desks now, and can be written to}."""
    running = {
        answer.desk.authority_id: answer.turn.person_id
        for answer in reversed(on_duty_at(list(points), now).values())
        if answer.state is DutyState.NAMED and answer.turn and answer.turn.person_id
    }
    people = User.objects.filter(pk__in=running.values(), is_active=True).exclude(email="").in_bulk()
    return {authority: [person(people[key])] for authority, key in running.items() if key in people}


def central_authorities(countries: Collection[str], *, now: datetime) -> dict[str, list[Recipient]]:
    """{country: its central authorities of today, at their first desk or else at their own address}."""
    rows = Authority.objects.filter(jurisdiction__in=countries, kind=AuthorityKind.CENTRAL_AUTHORITY).order_by("code")
    valid = [row for row in rows if row.valid_on(day_in(row.time_zone, now))]
    desks = desks_by_authority([row.pk for row in valid], now=now)
    found: dict[str, list[Recipient]] = defaultdict(list)
    for row in valid:
        if desks[row.pk]:
            found[row.jurisdiction_id].append(desks[row.pk][0][1])
        elif row.email:
            found[row.jurisdiction_id].append(
                Recipient(address=row.email, name=row.name, language="en", time_zone=row.time_zone)
            )
    return found
