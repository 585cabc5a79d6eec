"""Who stands behind each audience of a ladder, for many requests with a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from contacts.days import day_in
from contacts.models import ContactPoint
from contacts.roles import Permission
from requests_app.models import Audience, Request
from requests_app.selectors.own_side import OwnSide
from requests_app.selectors.recipients import Recipient, desk, person, reachable


class Audiences:
    """The desks of today, the officers and the supervisors of the authorities of these requests, read once."""

    def __init__(self, requests: Iterable[Request], *, now: datetime) -> None:
        rows = list(requests)
        asked = {row.requested_authority_id for row in rows}
        self._desks: dict[int, list[Recipient]] = defaultdict(list)
        points = ContactPoint.objects.filter(authority__in=asked).exclude(email="")
        for point in points.select_related("authority").order_by("authority", "order"):
            if point.valid_on(day_in(point.authority.time_zone, now)):
                self._desks[point.authority_id].append(desk(point, point.authority))
        self._people: dict[tuple[int, str], list[Recipient]] = defaultdict(list)
        for held in reachable(asked, Permission.ACKNOWLEDGE, Permission.SUPERVISE):
            self._people[held.content_object_id, held.permission.codename].append(person(held.user))
        self._own = OwnSide(rows)

    def told(self, request: Request, audiences: list[str]) -> Iterator[tuple[Audience, Recipient]]:
        """Each person once, under the first audience that names them.

        Of an authority outside the portal nobody can press anything here: its rungs go to the officer who sent it. An
        authority in the portal without any desk is reached through those who may acknowledge. In the place of an
        officer who may not be told any more, and wherever else nobody is left, the own supervisors are told.
        """
        wanted = [Audience(name) for name in audiences]
        if not request.requested_authority.member:
            wanted = [name for name in wanted if name in (Audience.OFFICER, Audience.OWN_SUPERVISOR)]
            wanted = wanted or [Audience.OFFICER]
        if Audience.OFFICER in wanted and not self._own.officer(request):
            wanted.append(Audience.OWN_SUPERVISOR)
        seen: set[str] = set()
        for audience in [*wanted, Audience.OWN_SUPERVISOR]:
            if audience not in wanted and seen:
                return
            for recipient in self._behind(audience, request):
                if recipient.address.lower() not in seen:
                    seen.add(recipient.address.lower())
                    yield audience, recipient

    def _behind(self, audience: Audience, request: Request) -> list[Recipient]:
        asked = request.requested_authority_id
        desks = self._desks[asked]
        match audience:
            case Audience.CONTACT:
                return desks[:1] or self._people[asked, Permission.ACKNOWLEDGE]
            case Audience.BACKUP:
                return desks[1:]
            case Audience.SUPERVISOR:
                return self._people[asked, Permission.SUPERVISE]
            case Audience.OWN_SUPERVISOR:
                return self._own.supervisors(request)
            case Audience.OFFICER:
                return self._own.officer(request)
