"""Who is absent, who stands in, and who approves meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from contacts.access import permissions_at
from contacts.models import Absence
from contacts.roles import Role
from contacts.selectors.absences import absences_at, stood_in_for
from contacts.services.absences import absence_call_off, absence_set
from contacts.services.memberships import membership_end, membership_grant
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Invalid, NotAllowed
from tests.world import World

pytestmark = pytest.mark.django_db


def today(world: World) -> date:
    return timezone.now().astimezone(ZoneInfo(world.asking.time_zone)).date()


def away(world: World, user: User, *, deputy: User | None = None, approves: bool = False, days: int = 3) -> Absence:
    first = today(world)
    return absence_set(
        actor=user,
        user=user,
        authority=world.asking,
        first=first,
        last=first + timedelta(days=days - 1),
        deputy=deputy,
        approves=approves,
    )


def may(user: User, world: World) -> set[str]:
    return permissions_at(user, {world.asking.pk})[world.asking.pk]


@pytest.fixture
def as_() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def test_it_runs_by_the_days_of_the_authority(world: World) -> None:
    absence = away(world, world.officer, deputy=world.colleague)
    zone = ZoneInfo(world.asking.time_zone)
    assert absence.starts_at.astimezone(zone).date() == today(world)
    assert absence.ends_at - absence.starts_at == timedelta(days=3)
    known = absences_at([world.asking.pk], now=timezone.now())
    assert known == {(world.asking.pk, world.officer.pk): absence}
    assert stood_in_for(world.colleague, now=timezone.now()) == [absence]
    assert stood_in_for(world.colleague, now=absence.ends_at) == []


def test_oneself_or_a_supervisor_and_nobody_else(world: World) -> None:
    given: dict[str, Any] = {
        "user": world.officer,
        "authority": world.asking,
        "first": today(world),
        "last": today(world),
    }
    for actor in (world.colleague, world.their_supervisor, world.auditor):
        with pytest.raises(NotAllowed):
            absence_set(actor=actor, **given)
    absence = absence_set(actor=world.supervisor, **given)
    assert absence.set_by == world.supervisor
    with pytest.raises(NotAllowed):
        absence_call_off(actor=world.colleague, absence=absence)
    for _time in range(2):
        absence_call_off(actor=world.officer, absence=absence)
    verbs = Event.objects.filter(verb__startswith="absence").values_list("verb", flat=True)
    assert list(verbs) == ["absence.set", "absence.called_off"]


@pytest.mark.parametrize(("first", "last", "field"), [(1, 0, "last"), (-5, -3, "last"), (0, 400, "last")])
def test_wrong_days(world: World, first: int, last: int, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        absence_set(
            actor=world.officer,
            user=world.officer,
            authority=world.asking,
            first=today(world) + timedelta(days=first),
            last=today(world) + timedelta(days=last),
        )
    assert set(refusal.value.errors) == {field}


def test_wrong_deputies(world: World) -> None:
    for deputy in (world.officer, world.contact):
        with pytest.raises(Invalid) as refusal:
            away(world, world.officer, deputy=deputy)
        assert set(refusal.value.errors) == {"deputy"}
    with pytest.raises(Invalid) as refusal:
        away(world, world.officer, deputy=world.colleague, approves=True)
    assert set(refusal.value.errors) == {"approves"}


def test_two_that_overlap_are_refused_until_one_is_called_off(world: World) -> None:
    first = away(world, world.officer)
    with pytest.raises(Invalid):
        away(world, world.officer)
    absence_call_off(actor=world.officer, absence=first)
    assert away(world, world.officer).pk != first.pk


def test_a_deputy_approves_meanwhile_and_not_after(world: World) -> None:
    assert "approve" not in may(world.colleague, world)
    absence = away(world, world.supervisor, deputy=world.colleague, approves=True)
    assert "approve" in may(world.colleague, world)
    assert "approve" in may(world.supervisor, world)
    absence_call_off(actor=world.supervisor, absence=absence)
    assert "approve" not in may(world.colleague, world)


def test_without_that_word_a_deputy_approves_nothing(world: World) -> None:
    away(world, world.supervisor, deputy=world.colleague)
    assert "approve" not in may(world.colleague, world)


def test_who_leaves_stands_in_for_nobody_and_is_not_absent(world: World) -> None:
    membership_grant(actor=None, user=world.auditor, authority=world.asking, role=Role.SUPERVISOR)
    away(world, world.supervisor, deputy=world.colleague, approves=True)
    away(world, world.officer, deputy=world.auditor)
    for one in world.colleague.memberships.all():
        membership_end(actor=None, membership=one)
    for one in world.officer.memberships.all():
        membership_end(actor=None, membership=one)
    assert "approve" not in may(world.colleague, world)
    assert stood_in_for(world.colleague, now=timezone.now()) == []
    known = absences_at([world.asking.pk], now=timezone.now())
    assert set(known) == {(world.asking.pk, world.supervisor.pk)}


def test_the_page_of_people_says_who_is_there(world: World, as_: Callable[[User], Client]) -> None:
    away(world, world.supervisor, deputy=world.colleague, approves=True)
    page = as_(world.officer).get("/people/GE-CA/").content.decode()
    assert "Colleague stands in" in page
    assert "and approves" in page
    assert "Leaves the authority" not in page
    assert "Leaves the authority" in as_(world.supervisor).get("/people/GE-CA/").content.decode()
    assert as_(world.stranger).get("/people/GE-CA/").status_code == 404


def test_marked_on_the_page_and_called_off_again(world: World, as_: Callable[[User], Client]) -> None:
    client, address = as_(world.officer), f"/people/GE-CA/{world.officer.pk}/absence/"
    given = {"first": today(world).isoformat(), "last": today(world).isoformat(), "deputy": str(world.colleague.pk)}
    assert client.post(address, {**given, "last": "2026-13-01"}).status_code == 400
    assert client.post(address, given).status_code == 302
    absence = Absence.objects.get()
    assert absence.deputy == world.colleague
    assert client.post(f"/people/GE-CA/absences/{absence.pk}/end/").status_code == 302
    absence.refresh_from_db()
    assert absence.called_off_at is not None
