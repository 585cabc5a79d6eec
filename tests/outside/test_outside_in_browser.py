"""A person of an authority outside, on a telephone: from the link to the acknowledgement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from mla_portal.counters import count_forget
from tests.browser import PHONE, assert_accessible
from tests.outside.links import address_of, code_of, link_to, sent_outside
from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_link_to_the_acknowledgement(window: Callable[..., BrowserContext]) -> None:
    count_forget("outside:127.0.0.1")
    link = link_to(sent_outside(make_world()))
    page = window(PHONE).new_page()
    page.goto(address_of(link))
    expect(page.get_by_role("heading", name="A request for your authority")).to_be_visible()
    assert_accessible(page)

    page.get_by_label("Code").fill(code_of(link))
    page.get_by_label("Your name").fill("Jane Roe")
    page.get_by_label("Your function").fill("Duty officer")
    page.get_by_role("button", name="Open the request").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    page.get_by_label("Your reference").fill("US-7")
    page.get_by_role("button", name="Acknowledge receipt").click()
    expect(page.get_by_text("Your reference: US-7")).to_be_visible()
    page.get_by_label("Your question or message").fill("Which port?")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("listitem").filter(has_text="Which port?")).to_be_visible()
    assert_accessible(page)
