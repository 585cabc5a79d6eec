"""Who stands behind each audience of a ladder, for many requests with a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from contacts.roles import Permission
from requests_app.clocks.kinds import INTERNAL
from requests_app.models import Audience
from requests_app.selectors.desks import central_authorities, desks_by_authority, people_on_duty
from requests_app.selectors.in_hand import people_in_hand
from requests_app.selectors.own_side import OwnSide
from requests_app.selectors.parties import Parties
from requests_app.selectors.recipients import Recipient, person, reachable
from requests_app.selectors.stand_ins import StandIns

Told = tuple[Audience, Recipient]
_OWN = (Audience.OFFICER, Audience.OWN_SUPERVISOR)
# Who stands in for them where the request was registered by hand, and who asked has nobody here.
_THERE = {Audience.OFFICER: Audience.CONTACT, Audience.OWN_SUPERVISOR: Audience.SUPERVISOR}


def heard(kind: str, audiences: Sequence[str], *, member: bool, registered: bool) -> list[Audience]:
    """Those of a rung who may hear of it, and can.

    Of what an authority owes itself the other side is told nothing, whatever a ladder says. Of an authority outside
    the portal (no `member`) nobody can press anything here: its rungs go to the officer who sent it. What the requester
    of a `registered` request owes is chased by the authority that it reached.
    """
    found = [Audience(name) for name in audiences]
    if kind in INTERNAL:
        found = [name for name in found if name in _OWN] or [Audience.OFFICER]
    if not member:
        found = [name for name in found if name in (*_OWN, Audience.CENTRAL)]
        found = found if any(name in _OWN for name in found) else [Audience.OFFICER, *found]
    if registered:
        found = list(dict.fromkeys(_THERE.get(name, name) for name in found))
    return found


class Audiences:
    """The desks of today, the officers and the supervisors of the authorities of these requests, read once."""

    def __init__(self, requests: Iterable[Parties], *, now: datetime) -> None:
        rows = list(requests)
        asked = {row.requested for row in rows}
        self._now = now
        stand_ins = StandIns(asked | {row.requesting for row in rows}, now=now)
        self._desks = desks_by_authority(asked, now=now)
        self._people: dict[tuple[int, str], list[Recipient]] = defaultdict(list)
        for held in reachable(asked, Permission.ACKNOWLEDGE, Permission.SUPERVISE):
            there = stand_ins.of(held.content_object_id, held.user)
            self._people[held.content_object_id, held.permission.codename].append(person(there))
        self._own = OwnSide(rows, stand_ins)
        self._in_hand = people_in_hand(rows, stand_ins)
        self._countries = {row.country for row in rows}
        self._known: dict[object, tuple[Told, ...]] = {}
        self._central: dict[str, list[Recipient]] | None = None
        self._duty: dict[int, list[Recipient]] | None = None

    def told(self, request: Parties, kind: str, audiences: Sequence[str]) -> tuple[Told, ...]:
        """Each person once, under the first audience that names them.

        An authority in the portal without any desk is reached through those who may acknowledge. In the place of an
        officer who may not be told any more, and wherever else nobody is left, the supervisors of their side are told.
        """
        registered = request.case is None
        wanted = tuple(heard(kind, audiences, member=request.member, registered=registered))
        # Many requests are between the same two, by the same officer: they are told the same people.
        same = (
            request.requesting,
            request.requested,
            request.case if request.sealed else None,
            request.asked_person,
            self._own.sender(request),
            registered,
            wanted,
        )
        if same not in self._known:
            self._known[same] = tuple(self._each_once(request, wanted, registered))
        return self._known[same]

    def _each_once(self, request: Parties, wanted: tuple[Audience, ...], registered: bool) -> Iterator[Told]:
        last = Audience.SUPERVISOR if registered else Audience.OWN_SUPERVISOR
        if Audience.OFFICER in wanted and not self._own.officer(request):
            wanted = (*wanted, last)
        seen: set[str] = set()
        for audience in (*wanted, last):
            if audience not in wanted and seen:
                return
            for recipient in self._behind(audience, request):
                if recipient.address.lower() not in seen:
                    seen.add(recipient.address.lower())
                    yield audience, recipient

    def _behind(self, audience: Audience, request: Parties) -> list[Recipient]:
        asked = request.requested
        desks = [one for _point, one in self._desks[asked]]
        match audience:
            case Audience.CONTACT:
                return [*self._in_hand_of(request), *(desks[:1] or self._people[asked, Permission.ACKNOWLEDGE])]
            case Audience.DUTY:
                return self._on_duty(asked) or desks[:1] or self._people[asked, Permission.ACKNOWLEDGE]
            case Audience.BACKUP:
                return desks[1:]
            case Audience.SUPERVISOR:
                return self._people[asked, Permission.SUPERVISE]
            case Audience.CENTRAL:
                return self._central_of(request.country)
            case Audience.OWN_SUPERVISOR:
                return self._own.supervisors(request)
            case Audience.OFFICER:
                return self._own.officer(request)

    def _in_hand_of(self, request: Parties) -> list[Recipient]:
        """Who is responsible there: told beside the desk, for at night the desk is awake and the person may not be."""
        found = self._in_hand.get((request.requested, request.asked_person)) if request.asked_person else None
        return [found] if found else []

    def _on_duty(self, authority: int) -> list[Recipient]:
        """Read only where a ladder asks for it."""
        if self._duty is None:
            self._duty = people_on_duty([point for rows in self._desks.values() for point, _one in rows], self._now)
        return self._duty.get(authority, [])

    def _central_of(self, country: str) -> list[Recipient]:
        if self._central is None:
            self._central = central_authorities(self._countries, now=self._now)
        return self._central.get(country, [])
