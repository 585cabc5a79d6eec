"""A change proposed and accepted, and a test answered, in a real browser; and nothing that keeps anybody out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from contacts.models import Authority, ReachabilityTest
from contacts.services.reachability import reachability_test_send
from mla_portal.outbox.link_keys import link_key
from tests.browser import PHONE, Open, assert_accessible, follow
from tests.contacts.keepers import administrator, manager
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_from_the_proposal_to_the_entry(world: World, open_as: Open) -> None:
    keeper, root = manager(world.asked), administrator()
    page = open_as(keeper, PHONE)
    page.goto("/directory/RO-247/")
    follow(page.get_by_role("link", name="Propose a change of the entry"))
    assert_accessible(page)
    page.get_by_role("textbox", name="City").fill("Cluj")
    follow(page.get_by_role("button", name="See what would change"))
    assert_accessible(page)
    follow(page.get_by_role("button", name="Propose this change"))
    assert_accessible(page)
    address = page.url

    page.goto("/directory/RO-247/edit/")
    assert page.locator(".mla-kept").count() == 0, "what arrived is not offered again"

    theirs = open_as(root)
    theirs.goto("/directory/changes/")
    assert_accessible(theirs)
    theirs.goto(address)
    theirs.get_by_text("Reject it").click()
    assert_accessible(theirs)
    follow(theirs.get_by_role("button", name="Accept the change"))
    theirs.get_by_text("The change is in effect.").wait_for()
    assert Authority.objects.get(code="RO-247").city == "Cluj"
    for path in ("/directory/RO-247/", "/directory/RO-247/history/", "/directory/verification/"):
        theirs.goto(path)
        assert_accessible(theirs)


def test_a_test_is_answered_without_a_sign_in(world: World, window: Callable[..., BrowserContext]) -> None:
    test = reachability_test_send(actor=world.supervisor, desk=world.asked.contact_points.get(order=1))
    page = window(PHONE).new_page()
    page.goto(f"/reach/{link_key(f'reach:{test.pk}')}/")
    assert_accessible(page)
    follow(page.get_by_role("button", name="We read it"))
    page.get_by_text("Thank you.").wait_for()
    assert ReachabilityTest.objects.get().answered_at is not None
