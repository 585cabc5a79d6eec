"""A worker dies at any line, or several do the same at once: each change takes effect once, or is overtaken once."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from contacts.entries import ENTRY_TYPES
from contacts.models import Authority, ChangeState, DirectoryChange, Origin
from contacts.services.changes_decided import change_accept, change_withdraw
from contacts.services.changes_effect import changes_apply
from contacts.services.entries import entry_write
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict
from mla_portal.outbox.models import Message
from tests.contacts.at_once import together
from tests.contacts.keepers import administrator, manager, proposal
from tests.killing import kill_at_every_line
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

EFFECT = (
    "contacts.services.changes_effect",
    "contacts.services.changes_told",
    "contacts.services.entries",
    "mla_portal.outbox.services.queueing",
)


def accepted(by: User, *, before: str, after: str, code: str = "RO-247") -> DirectoryChange:
    now = timezone.now()
    return DirectoryChange.objects.create(
        entry_type="authority",
        code=code,
        authority=Authority.objects.get(code=code),
        jurisdiction_id=code[:2],
        before={"city": before},
        after={"city": after},
        origin=Origin.PROPOSAL,
        state=ChangeState.ACCEPTED,
        effective_on=date(2026, 1, 1),
        made_by=by,
        made_at=now,
        decided_at=now,
    )


@pytest.mark.parametrize(
    ("before", "state", "city", "letters"), [("", "applied", "Cluj", 1), ("Iasi", "overtaken", "", 2)]
)
def test_a_worker_killed_at_any_line(world: World, before: str, state: str, city: str, letters: int) -> None:
    keeper, _root = manager(world.asked), administrator()
    waiting: list[DirectoryChange] = []

    def one_is_due() -> None:
        Message.objects.all().delete()
        Authority.objects.filter(code="RO-247").update(city="")
        waiting[:] = [accepted(keeper, before=before, after="Cluj")]

    def done_once(place: str) -> None:
        change = DirectoryChange.objects.get(pk=waiting[0].pk)
        done = change.state != ChangeState.ACCEPTED
        assert Message.objects.count() == (letters if done else 0), f"half of it was committed at {place}"
        assert Authority.objects.get(code="RO-247").city == (city if done else ""), place
        assert changes_apply(now=timezone.now()) == (0 if done else 1), place
        assert changes_apply(now=timezone.now()) == 0, place
        change.refresh_from_db()
        assert change.state == state, place
        assert Authority.objects.get(code="RO-247").city == city, place
        assert Message.objects.count() == letters, place

    kills = kill_at_every_line(
        lambda: changes_apply(now=timezone.now()), modules=EFFECT, before=one_is_due, after=done_once
    )
    assert kills > 40
    verb = {"applied": "directory.changed", "overtaken": "directory.change_overtaken"}[state]
    assert Event.objects.filter(verb=verb).count() == kills + 1


def test_several_workers_apply_each_change_once(world: World) -> None:
    keeper = manager(world.asked)
    for number in range(20):
        accepted(keeper, before=str(number) if number else "", after=str(number + 1))
    codes = [world.asking.code, world.outsider.code]
    for code in codes:
        accepted(keeper, before="", after="Town", code=code)
    now = timezone.now()
    while DirectoryChange.objects.filter(state=ChangeState.ACCEPTED).exists():
        assert together(*[lambda: changes_apply(now=now)] * 4) == []
    states = set(DirectoryChange.objects.filter(code__in=codes).values_list("state", flat=True))
    assert states == {ChangeState.APPLIED}
    applied = DirectoryChange.objects.filter(state=ChangeState.APPLIED).count()
    assert Event.objects.filter(verb="directory.changed").count() == applied


def test_an_acceptance_beside_a_withdrawal(world: World) -> None:
    keeper, root = manager(world.asked), administrator()
    for number in range(10):
        change = proposal(keeper, city=f"City {number}")
        refused = together(
            lambda change=change: change_accept(actor=root, change=change),  # type: ignore[misc]
            lambda change=change: change_withdraw(actor=keeper, change=change),  # type: ignore[misc]
        )
        assert [type(error) for error in refused] == [Conflict]
        change.refresh_from_db()
        city = Authority.objects.get(code="RO-247").city
        assert (city == f"City {number}") == (change.state == ChangeState.APPLIED)


def test_an_acceptance_beside_a_correction(world: World) -> None:
    keeper, root = manager(world.asked), administrator()

    def correct(city: str) -> None:
        entry_write(
            actor=root,
            entry_type=ENTRY_TYPES["authority"],
            code="RO-247",
            values={"city": city},
            origin=Origin.ADMINISTRATION,
        )

    for number in range(10):
        change = proposal(keeper, city=f"Proposed {number}")
        assert (
            together(
                lambda change=change: change_accept(actor=root, change=change),  # type: ignore[misc]
                lambda number=number: correct(f"Corrected {number}"),  # type: ignore[misc]
            )
            == []
        )
        change.refresh_from_db()
        assert change.state in (ChangeState.APPLIED, ChangeState.OVERTAKEN)
        assert Authority.objects.get(code="RO-247").city == f"Corrected {number}"


def test_two_presses_make_one_proposal(world: World) -> None:
    keeper, _root = manager(world.asked), administrator()
    assert together(*[lambda: proposal(keeper, city="Cluj")] * 3) == []
    assert DirectoryChange.objects.count() == Message.objects.count() == 1
