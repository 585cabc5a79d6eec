"""Searching the directory while one types, in a real browser, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from contacts.models import ServiceProvider
from tests.browser import PHONE, WIDE, Open, assert_accessible
from tests.world import World


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def page(request: pytest.FixtureRequest, open_as: Open, world: World) -> Iterator[Page]:
    """The door of the directory. Whatever it writes to its console is a failure."""
    said: list[str] = []
    opened = open_as(world.officer, request.param)
    opened.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    opened.goto("/directory/")
    yield opened
    assert said == []


def reach(page: Page, name: str) -> None:
    """Press Tab until the link with this name has the focus."""
    for _press in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"{name} is not reached")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_found_while_typing_with_the_keyboard_alone(page: Page) -> None:
    expect(page.get_by_role("link", name="Duty Desk")).to_be_visible()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Румыния")
    expect(page.get_by_role("heading", name="Countries and territories")).to_be_visible()
    expect(page.get_by_role("link", name="Duty Desk")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("#found-said")).to_have_text("Found: 1 country, 1 authority.")
    assert_accessible(page)
    assert fits(page)
    reach(page, "Cybercrime Service")
    page.keyboard.press("Enter")
    page.wait_for_url("**/directory/RO-247/")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("Румыния")
    expect(page.get_by_role("link", name="Cybercrime Service")).to_be_visible()


def test_nothing_found_and_all_again(page: Page) -> None:
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Atlantis")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    assert_accessible(page)
    for _letter in "Atlantis":
        page.keyboard.press("Backspace")
    expect(page.get_by_role("link", name="Duty Desk")).to_be_visible()
    expect(page.locator("#found-said")).to_have_text("")


def test_providers_are_found_while_typing(page: Page, world: World) -> None:
    ServiceProvider.objects.create(code="mail", name="Mail Provider", services="MailBox")
    ServiceProvider.objects.create(code="host", name="Hosting Provider")
    page.goto("/directory/providers/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("mailbox")
    expect(page.get_by_role("link", name="Hosting Provider")).to_have_count(0)
    assert_accessible(page)
    assert fits(page)
    reach(page, "Mail Provider")
    page.keyboard.press("Enter")
    page.wait_for_url("**/directory/providers/mail/")
    assert_accessible(page)
    assert fits(page)
