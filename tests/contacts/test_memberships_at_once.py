"""Two administrators, one person, the same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from contacts.access import may
from contacts.models import Membership
from contacts.roles import Permission, Role
from contacts.services.memberships import membership_end, membership_grant
from tests.world import World


def _together(*acts: Callable[[], object]) -> None:
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_an_end_beside_a_grant_leaves_what_the_grant_gave(world: World) -> None:
    for _round in range(10):
        held = Membership.objects.get(user=world.officer, role=Role.OFFICER, until=None)
        _together(
            lambda held=held: membership_end(actor=None, membership=held),  # type: ignore[misc]
            lambda: membership_grant(actor=None, user=world.officer, authority=world.asking, role=Role.DRAFTER),
        )
        assert may(world.officer, Permission.DRAFT, world.asking)
        membership_end(actor=None, membership=Membership.objects.get(user=world.officer, role=Role.DRAFTER, until=None))
        membership_grant(actor=None, user=world.officer, authority=world.asking, role=Role.OFFICER)
