"""The page of a document, at a desk and on a phone: what is taken along can be reached and read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, WIDE, Open, assert_accessible
from tests.world import World


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_the_text_for_an_e_mail_opens_and_can_be_copied(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request = world.approved()
    page = open_as(world.officer, size)
    page.goto(f"/requests/{request.pk}/document/")
    page.get_by_text("The same as text, for an e-mail").click()

    expect(page.get_by_label("Every word of the document")).to_have_value(re.compile(request.reference))
    expect(page.get_by_role("link", name="The same as a Word file")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
