"""Two people at one desk, the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from contacts.models import DutyShift, HandOver
from contacts.services.duty import roster_publish
from contacts.services.duty_checks import NewShift
from contacts.services.duty_hand_over import hand_over_take
from mla_portal.audit.models import Event
from tests.contacts.duty import HALF_DAY, first_desk
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> None:
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def test_two_who_take_over_are_one(world: World) -> None:
    for _round in range(5):
        now = timezone.now()
        row = DutyShift.objects.create(desk=first_desk(world), name="Ion", starts_at=now, ends_at=now + HALF_DAY)
        people = (world.contact, world.their_supervisor)
        together(*[partial(hand_over_take, actor=person, shift=row) for person in people])
        [event] = Event.objects.filter(verb="duty.taken_up", data__contains=str(row.pk))
        assert HandOver.objects.get(shift=row).taken_by_id == event.actor_id
        DutyShift.objects.filter(pk=row.pk).update(ends_at=timezone.now())


def test_two_rosters_at_once_do_not_mix(world: World) -> None:
    begin = timezone.now() + HALF_DAY
    for parts in (4, 2, 8):
        together(*[partial(_publish, world, name, begin, parts) for name in ("Ion", "Ana")])
        rows = DutyShift.objects.order_by("starts_at")
        assert len({row.name for row in rows}) == 1
        assert len(rows) == parts


def _publish(world: World, name: str, begin: datetime, parts: int) -> None:
    """Two days in so many parts, all of them of one person."""
    moments = [begin + 4 * HALF_DAY * number / parts for number in range(parts + 1)]
    shifts = [NewShift(starts_at=one, ends_at=other, name=name) for one, other in pairwise(moments)]
    actor, desk = world.their_supervisor, first_desk(world)
    roster_publish(actor=actor, desk=desk, shifts=shifts, from_=moments[0], until=moments[-1])
