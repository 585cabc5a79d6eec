"""Shifts as they are told: with whether the person named, or who stands in, still belongs to the authority."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contacts.models import ContactPoint, DutyShift, HandOver, Membership
from contacts.roster import Span, holes


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A shift as it is told. `telephone` is empty where the desk's own number is to be called.

    `has_left`: the person belongs to the authority no more. `taken_up`: somebody who belongs to it has taken it up.
    """

    pk: UUID
    name: str
    telephone: str
    starts_at: datetime
    ends_at: datetime
    person_id: UUID | None
    has_left: bool
    taken_up: bool

    @property
    def is_kept(self) -> bool:
        """Whether somebody is there: the person named, or a colleague in the place of one who left."""
        return self.taken_up or not self.has_left

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


def turns_between(desk: ContactPoint, starts_at: datetime, ends_at: datetime) -> list[Turn]:
    """The shifts that reach into this time, in their order."""
    rows = DutyShift.objects.filter(desk=desk, starts_at__lt=ends_at, ends_at__gt=starts_at).order_by("starts_at")
    return list(turns_of(rows).values())


def uncovered(turns: Iterable[Turn], from_: datetime, until: datetime) -> list[Span]:
    return holes([turn.span for turn in turns if turn.is_kept], from_, until)


def turns_of(rows: Iterable[DutyShift]) -> dict[UUID, Turn]:
    """{shift id: turn}, in the order given. Two queries beside that of the rows."""
    rows = list(rows)
    taken = dict(_taken(rows))
    there = _still_there(rows, taken.values())
    return {
        row.pk: Turn(
            pk=row.pk,
            name=row.name,
            telephone=row.telephone,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            person_id=row.person_id,
            has_left=row.person_id is not None and (row.person_id, row.desk_id) not in there,
            taken_up=(taken.get(row.pk), row.desk_id) in there,
        )
        for row in rows
    }


def _taken(rows: Collection[DutyShift]) -> Iterable[tuple[UUID, UUID]]:
    """(shift id, who took it up)."""
    taken = HandOver.objects.filter(shift__in=[row.pk for row in rows], taken_at__isnull=False)
    return taken.values_list("shift_id", "taken_by_id")


def _still_there(rows: Collection[DutyShift], takers: Iterable[UUID]) -> set[tuple[UUID | None, UUID]]:
    """(person, desk) of those who still belong to the authority of the desk."""
    people = {row.person_id for row in rows if row.person_id}.union(takers)
    running = Membership.objects.filter(
        user__in=people,
        until__isnull=True,
        user__is_active=True,
        authority__contact_points__in={row.desk_id for row in rows},
    )
    return set(running.values_list("user_id", "authority__contact_points"))
