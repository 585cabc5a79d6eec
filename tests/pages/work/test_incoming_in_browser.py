"""The pages of what came from outside in a real browser, at a desk and on a phone."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from requests_app.services.agreements import agreement_make
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import IP, World, registered

DETAILS = "/inbox/register/details/?kind=preservation&to=RO-247"
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])


def fits(page: Page, name: str) -> None:
    """Nothing for axe to find, and nothing wider than the screen. With PICTURES, a folder, it is also painted there."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.evaluate('innerWidth')}.png", full_page=True)


@SIZES
def test_a_letter_is_registered_though_the_same_is_here(open_as: Open, world: World, size: tuple[int, int]) -> None:
    first = registered(world)
    page = open_as(world.contact, size)
    page.goto("/inbox/register/")
    fits(page, "register")
    follow(page.get_by_role("button", name="Go on"))
    fits(page, "details")

    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("Choose the authority that sent it").first).to_be_visible()
    fits(page, "wrong")

    page.locator("[name=requesting_authority]").select_option("US-247")
    page.locator("[name=channel]").select_option("post")
    page.locator("[name=sender_reference]").fill(str(first.sender_reference))
    page.locator("[name=lines]").fill(f"{IP['value']}, {IP['port']}, {IP['at']}")
    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("The same is asked about already")).to_be_visible()
    fits(page, "shared")

    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("Registered before")).to_be_visible()
    fits(page, "before")

    page.locator("[name=repeated]").check()
    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("Registered as")).to_be_visible()
    fits(page, "registered")


@SIZES
def test_an_overlap(open_as: Open, world: World, size: tuple[int, int]) -> None:
    mine, _other = world.draft(), registered(world)
    people: list[tuple[Any, Any]] = [(world.supervisor, world.asking), (world.their_supervisor, world.asked)]
    page = open_as(world.supervisor, size)
    page.goto("/deconfliction/")
    expect(page.get_by_text("Takes no part")).not_to_have_count(0)
    fits(page, "apart")
    for person, authority in people:
        agreement_make(actor=person, authority=authority)
    page.reload()
    expect(page.get_by_text("Requests that overlap")).to_be_visible()
    fits(page, "overlap")
    follow(page.get_by_role("link", name=mine.reference))
    expect(page.get_by_text("Another authority looks for the same")).to_be_visible()
    fits(page, "overlapping")
