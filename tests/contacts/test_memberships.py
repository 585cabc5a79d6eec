"""A role given or ended, the permissions that follow, and the trace of both."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from contacts.access import permissions_at
from contacts.models import AuthorityUserObjectPermission, Membership
from contacts.roles import Role
from contacts.services.memberships import membership_end, membership_grant
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db

OFFICER = {"draft", "send", "acknowledge", "execute"}


@pytest.fixture
def newcomer() -> User:
    return User.objects.create_user("newcomer", name="New Comer")


def _may(world: World, user: User) -> set[str]:
    return permissions_at(user, {world.asking.pk})[world.asking.pk]


def _events(user: User) -> list[tuple[str, dict[str, Any]]]:
    rows = Event.objects.filter(chain="directory", data__contains=f'"{user.username}"').order_by("seq")
    return [(row.verb, json.loads(row.data)) for row in rows]


def test_a_role_gives_its_permissions_there_and_nowhere_else(world: World, newcomer: User) -> None:
    membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.OFFICER)
    assert _may(world, newcomer) == OFFICER
    assert permissions_at(newcomer, {world.asked.pk}) == {world.asked.pk: set()}


def test_granted_twice_it_is_one_membership_and_one_event(world: World, newcomer: User) -> None:
    first = membership_grant(actor=world.supervisor, user=newcomer, authority=world.asking, role=Role.OFFICER)
    again = membership_grant(actor=world.supervisor, user=newcomer, authority=world.asking, role=Role.OFFICER)
    assert first == again
    assert _events(newcomer) == [
        ("membership.granted", {"user": "newcomer", "authority": "GE-CA", "role": "officer"}),
    ]


def test_an_ended_role_takes_its_permissions_with_it(world: World, newcomer: User) -> None:
    membership = membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.OFFICER)
    membership_end(actor=world.supervisor, membership=membership)
    assert _may(world, newcomer) == set()
    assert Membership.objects.get(pk=membership.pk).until is not None
    assert [verb for verb, _data in _events(newcomer)] == ["membership.granted", "membership.ended"]


def test_what_another_role_still_gives_stays(world: World, newcomer: User) -> None:
    officer = membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.OFFICER)
    membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.SUPERVISOR)
    membership_end(actor=None, membership=officer)
    assert _may(world, newcomer) == {"draft", "approve", "send", "acknowledge", "execute", "supervise"}


def test_ended_twice_is_ended_once(world: World, newcomer: User) -> None:
    membership = membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.CONTACT)
    membership_end(actor=None, membership=membership)
    ended = Membership.objects.get(pk=membership.pk).until
    membership_end(actor=None, membership=membership)
    assert Membership.objects.get(pk=membership.pk).until == ended
    assert len(_events(newcomer)) == 2


def test_given_again_after_its_end_it_is_a_new_membership(world: World, newcomer: User) -> None:
    first = membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.CONTACT)
    membership_end(actor=None, membership=first)
    second = membership_grant(actor=None, user=newcomer, authority=world.asking, role=Role.CONTACT)
    assert second != first
    assert _may(world, newcomer) == {"acknowledge", "execute"}


def test_who_was_supervisor_before_may_execute_after_the_upgrade(world: World) -> None:
    held = AuthorityUserObjectPermission.objects.filter(user=world.supervisor, permission__codename="execute")
    held.delete()
    for _time in range(2):
        import_module("contacts.migrations.0005_supervisors_execute").grant(apps, None)
    assert held.count() == 1
    assert "execute" not in _may(world, world.auditor)
