"""From the question to the form of the way that fits: wide, on a phone, by keyboard, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from contacts.models import AuthorityKind
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import World, _authority, reserve


@pytest.fixture(params=[(WIDE, True), (PHONE, True), (PHONE, False)], ids=["1280", "390", "390-without-scripts"])
def page(request: pytest.FixtureRequest, open_as: Open, world: World) -> Page:
    size, scripts = request.param
    _authority("RO-CA", "RO", "Europe/Bucharest", "A Ministry", AuthorityKind.CENTRAL_AUTHORITY)
    reserve("RO")
    world.case()
    return open_as(world.officer, size, java_script_enabled=scripts)


def test_from_the_question_to_the_form(page: Page) -> None:
    page.goto("/directory/countries/RO/")
    follow(page.get_by_role("link", name="Which way?"))
    expect(page.get_by_role("heading", name="Ways to Romania")).to_be_visible()

    page.get_by_label("Content: messages, files, pictures").check()
    page.get_by_label("Service provider, if you know it").focus()
    page.get_by_label("It is an emergency").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show the ways").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/advice/?country=RO&**emergency=on**")
    expect(page.get_by_label("It is an emergency")).to_be_checked()

    follow(page.get_by_role("link", name="Start: Data preservation request").first)
    expect(page.get_by_text("Choose the case in which Cybercrime Service shall be asked")).to_be_visible()
    follow(page.get_by_role("link", name="GE-74/2026").first)
    expect(page.get_by_label("Requested authority")).to_have_value("RO-247")
    expect(page.get_by_label("Emergency: ")).to_be_checked()


def test_nothing_is_wrong_with_the_page(page: Page, request: pytest.FixtureRequest) -> None:
    for address in ("/advice/", "/advice/?country=RO&data=content&purpose=evidence", "/advice/?country=XX"):
        page.goto(address)
        assert page.locator("body").evaluate("body => document.documentElement.scrollWidth <= innerWidth")
        if "without" not in request.node.name:
            assert_accessible(page)
