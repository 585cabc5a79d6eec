"""The authorities on the sheet of a country, each with its desks, the one called first on top, and who is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from contacts.models import Authority, ContactPoint
from contacts.selectors.duty import OnDuty, on_duty_at


@dataclass(frozen=True, kw_only=True)
class DeskListed:
    """`duty` is None on a page about another day."""

    desk: ContactPoint
    duty: OnDuty | None

    @property
    def telephones(self) -> list[str]:
        """What to call now, and then what else rings there."""
        return [*self._first, *self.own_telephones]

    @property
    def own_telephones(self) -> list[str]:
        """Those of the desk that are not called first: who is on duty may not hear theirs."""
        return [number for number in self.desk.telephones if number not in self._first]

    @property
    def _first(self) -> list[str]:
        return self.duty.telephones if self.duty else []


@dataclass(frozen=True, kw_only=True)
class Listed:
    entry: Authority
    desks: list[DeskListed]

    @property
    def telephones(self) -> list[str]:
        """Those of the authority itself."""
        return [self.entry.telephone] if self.entry.telephone else []

    @property
    def duty(self) -> OnDuty | None:
        """At the desk that is called first."""
        return self.desks[0].duty if self.desks else None

    @property
    def is_answered(self) -> bool:
        """Whether the desk that is called first answers now; of another day nobody is told to call the next."""
        return self.duty is None or self.duty.answers


def listed(authorities: Sequence[Authority], now: datetime | None) -> list[Listed]:
    """Have the desks loaded with the authorities. Without `now`, a page about another day, nobody is on duty."""
    desks = [desk for entry in authorities for desk in entry.contact_points.all()]
    duties = on_duty_at(desks, now) if now else {}
    return [
        Listed(
            entry=entry,
            desks=[DeskListed(desk=desk, duty=duties.get(desk.pk)) for desk in entry.contact_points.all()],
        )
        for entry in authorities
    ]


def by_kind(lines: Sequence[Listed]) -> list[list[Listed]]:
    """One list for each kind, in the order in which they come."""
    return [list(group) for _kind, group in groupby(lines, key=lambda line: line.entry.kind)]
