"""Shifts as they are told: with whether the person named still belongs to the authority."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contacts.models import ContactPoint, DutyShift, Membership
from contacts.roster import Span, holes


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A shift as it is told. `telephone` is empty where the desk's own number is to be called."""

    pk: UUID
    name: str
    telephone: str
    starts_at: datetime
    ends_at: datetime
    person_id: UUID | None
    has_left: bool

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


def turns_between(desk: ContactPoint, starts_at: datetime, ends_at: datetime) -> list[Turn]:
    """The shifts that reach into this time, in their order."""
    rows = DutyShift.objects.filter(desk=desk, starts_at__lt=ends_at, ends_at__gt=starts_at).order_by("starts_at")
    return list(turns_of(rows).values())


def uncovered(turns: Iterable[Turn], from_: datetime, until: datetime) -> list[Span]:
    return holes([turn.span for turn in turns if not turn.has_left], from_, until)


def turns_of(rows: Iterable[DutyShift]) -> dict[UUID, Turn]:
    """{shift id: turn}, in the order given. One query beside that of the rows."""
    rows = list(rows)
    there = _still_there(rows)
    return {
        row.pk: Turn(
            pk=row.pk,
            name=row.name,
            telephone=row.telephone,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            person_id=row.person_id,
            has_left=row.person_id is not None and (row.person_id, row.desk_id) not in there,
        )
        for row in rows
    }


def _still_there(rows: Collection[DutyShift]) -> set[tuple[UUID, UUID]]:
    """(person, desk) of those who still belong to the authority of the desk."""
    people = {row.person_id for row in rows if row.person_id}
    running = Membership.objects.filter(
        user__in=people,
        until__isnull=True,
        user__is_active=True,
        authority__contact_points__in={row.desk_id for row in rows},
    )
    return set(running.values_list("user_id", "authority__contact_points"))
