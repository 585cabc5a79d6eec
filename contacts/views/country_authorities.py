"""The authorities on the sheet of a country, each with the desk that is called first and who is on duty there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from contacts.models import Authority, ContactPoint
from contacts.selectors.duty import OnDuty, on_duty_at


@dataclass(frozen=True, kw_only=True)
class Listed:
    entry: Authority
    desk: ContactPoint | None
    duty: OnDuty | None

    @property
    def telephones(self) -> list[str]:
        """Those of the desk; those of the authority itself where no desk is entered."""
        if self.desk:
            return self.desk.telephones
        return [self.entry.telephone] if self.entry.telephone else []

    @property
    def email(self) -> str:
        return self.desk.email if self.desk else self.entry.email

    @property
    def hours(self) -> str:
        return self.desk.hours if self.desk else self.entry.office_hours


def listed(authorities: Sequence[Authority], now: datetime | None) -> list[Listed]:
    """Have the desks loaded with the authorities. Without `now`, a page about another day, nobody is on duty."""
    found = [(entry, next(iter(entry.contact_points.all()), None)) for entry in authorities]
    duties = on_duty_at([desk for _entry, desk in found if desk], now) if now else {}
    return [Listed(entry=entry, desk=desk, duty=duties.get(desk.pk) if desk else None) for entry, desk in found]


def by_kind(lines: Sequence[Listed]) -> list[list[Listed]]:
    """One list for each kind, in the order in which they come."""
    return [list(group) for _kind, group in groupby(lines, key=lambda line: line.entry.kind)]
