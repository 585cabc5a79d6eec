"""What only a real browser shows: its history, its own cookies, what the content security policy lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from mla_portal.accounts.models import ApiToken
from tests.browser import PHONE, assert_accessible, follow
from tests.people import PASSWORD, someone

pytestmark = pytest.mark.urls("tests.accounts.pages")


@pytest.fixture
def context(window: Callable[..., BrowserContext]) -> BrowserContext:
    return window(PHONE)


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    someone("nino", function="Prosecutor", email="nino@ge.example")
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    opened.goto(f"{site}/account/")
    yield opened
    assert [text for text in said if "status of 403" not in text] == []


def sign_in(page: Page) -> None:
    page.get_by_label("User name").fill("nino")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))


def sign_out(page: Page) -> None:
    page.locator("details.mla-person summary").click()
    follow(page.get_by_role("button", name="Sign out"))


def heading(page: Page) -> str:
    """The h1 of a page in which axe finds nothing wrong and nothing sticks out at the side."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    return page.locator("h1").inner_text()


def test_words_typed_before_the_session_ended_are_sent_after_it(page: Page, context: BrowserContext) -> None:
    assert heading(page) == "Sign in"
    sign_in(page)
    assert heading(page) == "Nino"

    page.get_by_label("What the key is for").fill("Case system <b>")
    context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Make a key"))
    assert heading(page) == "Sign in"

    sign_in(page)
    assert heading(page) == "You are signed in again. What you typed is kept."
    assert ApiToken.objects.count() == 0

    follow(page.get_by_role("button", name="Send it now"))
    assert heading(page) == "Your new key"
    assert ApiToken.objects.get().label == "Case system <b>"


def test_words_typed_before_another_tab_signed_in_again_are_sent(page: Page, context: BrowserContext) -> None:
    sign_in(page)
    page.get_by_label("What the key is for").fill("Case system")
    other = context.new_page()
    other.goto(page.url)
    sign_out(other)
    sign_in(other)

    follow(page.get_by_role("button", name="Make a key"))
    follow(page.get_by_role("button", name="Send it now"))

    assert ApiToken.objects.get().label == "Case system"


def test_after_sign_out_the_way_back_shows_nothing(page: Page) -> None:
    sign_in(page)
    follow(page.get_by_role("link", name="Change Password"))
    assert heading(page) == "Change password"
    sign_out(page)

    for _ in range(2):
        page.go_back()
        assert heading(page) == "Sign in"


def test_the_docs_of_the_contract_are_drawn(page: Page, site: str) -> None:
    page.goto(f"{site}/api/docs/")

    page.locator(".swagger-ui .info .title").wait_for()
    assert "MLA portal" in page.locator(".swagger-ui .info .title").inner_text()
