"""Directory and administration in a real browser, under the portal's own content security policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from contacts.models import Membership
from mla_portal.accounts.models import User
from requests_app.models import EscalationPolicy
from tests.browser import PHONE, WIDE, assert_accessible, follow
from tests.world import PASSWORD, World


@pytest.fixture
def page(window: Callable[..., BrowserContext], world: World) -> Iterator[Page]:
    """A window on a phone. Whatever it writes to its console, such as a thing that the policy refused, is a failure."""
    said: list[str] = []
    opened = window(PHONE).new_page()
    opened.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    yield opened
    assert said == []


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))
    page.wait_for_url(lambda url: "sign-in" not in url)


def inspect(page: Page) -> None:
    """Nothing wrong for axe, and nothing that sticks out at the side."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_duty_officer_finds_whom_to_call(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/directory/")
    inspect(page)
    page.get_by_role("searchbox").fill("romania")
    follow(page.get_by_role("button", name="Search"))
    follow(page.get_by_role("link", name="Cybercrime Service"))
    inspect(page)
    call = page.get_by_role("link", name="Call +40 21 555 0100").first
    assert call.get_attribute("href") == "tel:+40215550100"
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 40
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    inspect(page)


def test_the_administration_works_under_the_policy(page: Page) -> None:
    root = User.objects.create_superuser("root", PASSWORD, name="Root")
    policy = EscalationPolicy.objects.all()[0]
    sign_in(page, root.username)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    for path in (
        "accounts/user/",
        "accounts/user/add/",
        f"accounts/user/{root.pk}/password/",
        "contacts/authority/add/",
        "audit/event/",
        "outbox/message/",
        f"requests_app/escalationpolicy/{policy.pk}/change/",
    ):
        page.goto(f"/admin/{path}", wait_until="networkidle")
    page.goto("/admin/contacts/membership/add/", wait_until="networkidle")
    for field, typed, found in (("user", "strang", "Stranger"), ("authority", "RO-2", "Cybercrime Service")):
        page.locator(f".field-{field} .select2-selection").click()
        page.locator(".select2-search__field").fill(typed)
        page.locator(".select2-results__option", has_text=found).click()
    page.get_by_label("Role").select_option("contact")
    follow(page.get_by_role("button", name="Save", exact=True))
    page.get_by_text("was added successfully").wait_for()
    assert Membership.objects.filter(user__username="stranger", authority__code="RO-247", role="contact").exists()
