"""The family of a request: who sees how much of it, and what it costs."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.selectors.family import MEMBERS, family_of, members
from requests_app.services.actions import action_perform
from requests_app.services.chain import request_follow
from requests_app.services.drafts import request_edit
from tests.world import World

pytestmark = pytest.mark.django_db


def sent_after(world: World, earlier: Request, kind: str = "preservation", *, abroad: bool = False) -> Request:
    """What follows from it, sent."""
    to = world.outsider if abroad else world.asked
    draft = request_follow(
        actor=world.officer, request=earlier, kind=kind, requested_authority=to, client_token=f"{earlier.pk}-{abroad}"
    )
    draft = request_edit(actor=world.officer, request=draft, content={"custodian_unknown": True})
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        draft = action_perform(actor=actor, request=draft, action=action, answers={})
    return draft


def seen(user: User, request: Request) -> list[str]:
    return [one.request.reference for one in members(family_of(user, request))]


def test_three_hops_are_one_tree(world: World) -> None:
    first = world.acknowledged()
    abroad = sent_after(world, first, abroad=True)
    back = sent_after(world, abroad)
    extension = request_follow(actor=world.officer, request=first, kind="extension", client_token="x")
    tree = family_of(world.officer, back)
    assert tree.request == first
    assert [one.request for one in tree.branches] == [abroad, extension]
    assert [one.request for one in tree.branches[0].branches] == [back]
    assert tree.count == 4
    assert seen(world.officer, first) == [one.reference for one in (first, abroad, back, extension)]


def test_the_requested_side_sees_nothing_of_what_others_were_asked(world: World, client: Client) -> None:
    first = world.acknowledged()
    abroad = sent_after(world, first, abroad=True)
    back = sent_after(world, abroad)
    draft = request_follow(actor=world.officer, request=first, kind="extension", client_token="x")
    # that the last continues the first over another country is not told either
    assert seen(world.contact, first) == [first.reference]
    assert seen(world.contact, back) == [back.reference]
    client.force_login(world.contact)
    for row in (first, back):
        for path in ("", "family/"):
            page = client.get(f"/requests/{row.pk}/{path}").content.decode()
            assert not any(text in page for text in (abroad.reference, str(abroad.pk), draft.reference, "Duty Desk"))


def test_of_a_direct_continuation_both_sides_know(world: World) -> None:
    first = world.acknowledged()
    second = sent_after(world, first)
    assert seen(world.contact, second) == [first.reference, second.reference]


def test_only_who_is_no_kin_is_named_for_asking_the_same(world: World, client: Client) -> None:
    first = world.acknowledged()
    sent_after(world, first)
    other = world.draft()
    client.force_login(world.officer)
    shared = client.get(f"/requests/{first.pk}/").context["shared"]
    assert [one.request for one in shared] == [other]


def test_a_family_is_read_in_a_fixed_number_of_queries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = world.acknowledged()
    for number in range(12):
        request_follow(actor=world.officer, request=first, kind="mla_subscriber", client_token=str(number))
    with django_assert_num_queries(1):
        assert len(members(family_of(world.officer, first))) == 13


def test_a_large_family_is_shown_in_part_with_the_request_at_hand(world: World) -> None:
    first = world.acknowledged()
    draft = request_follow(actor=world.officer, request=first, kind="mla_subscriber", client_token="one")
    rows = []
    for number in range(MEMBERS + 20):
        row = Request.objects.get(pk=draft.pk)
        row.pk, row.reference, row.client_token = None, f"GE-X-{number}", f"x{number}"
        row.id = Request._meta.pk.get_default()
        rows.append(row)
    Request.objects.bulk_create(rows)
    last = Request.objects.get(reference=f"GE-X-{MEMBERS + 19}")
    found = seen(world.officer, last)
    assert last.reference in found
    assert MEMBERS <= len(found) <= MEMBERS + 2
