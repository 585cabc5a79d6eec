"""Permissions come from memberships alone."""

from __future__ import annotations

import pytest
from django.utils import timezone

from contacts.access import authorities_of, authorities_where, may, may_draft_to, may_keep
from contacts.models import Authority, Membership
from contacts.roles import Permission, Role
from contacts.services.memberships import membership_end
from mla_portal.accounts.models import User
from requests_app.access import cases_visible_to, documents_visible_to, requests_visible_to
from tests.world import World, person

pytestmark = pytest.mark.django_db


def test_a_superuser_without_a_membership_has_nothing(world: World) -> None:
    root = User.objects.create_superuser("root", name="Root")
    world.acknowledged()
    assert not authorities_of(root).exists()
    assert not any(authorities_where(root, permission).exists() for permission in Permission)
    assert not may(root, Permission.DRAFT, world.asking)
    assert not cases_visible_to(root).exists()
    assert not requests_visible_to(root).exists()
    assert not documents_visible_to(root).exists()


def test_the_authorities_of_a_person(world: World) -> None:
    assert [one.code for one in authorities_of(world.officer)] == ["GE-CA"]
    assert [one.code for one in authorities_where(world.officer, Permission.DRAFT)] == ["GE-CA"]
    assert not authorities_where(world.officer, Permission.APPROVE).exists()


def test_an_ended_membership_gives_nothing(world: World) -> None:
    membership_end(actor=None, membership=Membership.objects.get(user=world.officer))
    assert not authorities_of(world.officer).exists()
    assert not may(world.officer, Permission.DRAFT, world.asking)


def test_who_may_draft_to_whom(world: World) -> None:
    assert may_draft_to(world.officer, world.asked)
    assert not may_draft_to(world.officer, world.asking), "its own country is not asked"
    assert not may_draft_to(world.contact, world.asking), "a contact drafts nothing"


def test_an_authority_that_was_superseded_speaks_for_its_country_no_more(world: World) -> None:
    keeper = person("keeper", world.asked, Role.DIRECTORY_MANAGER)
    assert may_keep(keeper, world.asked.jurisdiction)
    Authority.objects.filter(pk=world.asked.pk).update(valid_until=timezone.localdate())
    assert not may_keep(keeper, world.asked.jurisdiction)
    assert may_keep(keeper, world.asked), "its own entry stays its own"
