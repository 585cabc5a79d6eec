"""Rosters for tests: at the first desk of Romania, whose clocks are two hours ahead of UTC in November."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from contacts.models import ContactPoint, DutyShift
from contacts.services.duty import roster_publish
from contacts.services.duty_checks import NewShift
from mla_portal.accounts.models import User
from tests.world import World

# Saturday, 14:00 in Bucharest
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TELEPHONE = "+40 21 555 0199"
HALF_DAY = timedelta(hours=12)


def at(hours: float) -> datetime:
    """So many hours after NOW."""
    return NOW + timedelta(hours=hours)


def first_desk(world: World) -> ContactPoint:
    return world.asked.contact_points.select_related("authority").get(order=1)


def shift(begin: float, end: float, person: User | None = None, name: str = "", telephone: str = "") -> NewShift:
    return NewShift(starts_at=at(begin), ends_at=at(end), person=person, name=name, telephone=telephone)


def publish(world: World, *shifts: NewShift, desk: ContactPoint | None = None) -> list[DutyShift]:
    """Published by the supervisor there, for exactly the time of these shifts."""
    return roster_publish(
        actor=world.their_supervisor,
        desk=desk or first_desk(world),
        shifts=shifts,
        from_=shifts[0].starts_at,
        until=shifts[-1].ends_at,
    )


def two_shifts(world: World) -> list[DutyShift]:
    """Two hours of the contact that have begun, as if published before, and then half a day of Ion Pop."""
    desk = first_desk(world)
    begun = DutyShift.objects.create(
        desk=desk, person=world.contact, name=world.contact.name, starts_at=at(-10), ends_at=at(2), telephone=TELEPHONE
    )
    [coming] = publish(world, shift(2, 14, name="Ion Pop"))
    return [begun, coming]
