"""Every component in a real browser: nothing for axe to find, nothing the content security policy refused."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import PHONE, WIDE

PAGES = ["/", "/matter/", "/list/", "/form/", "/blank/", "/note/", "/conflict/", "/nowhere/", "/sign-in/"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_nobody_is_shut_out(
    gallery: str, page: Page, address: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type != "debug" else None)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    page.goto(gallery + address)

    found = Axe().run(page).response["violations"]

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert [text for text in said if "status of 4" not in text] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_fonts_hold_every_script_of_the_members(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    for sample in ("ABC", "ßČ", "Україна", "Ελλάδα", "საქართველო", "Հայաստան"):
        page.evaluate("text => { document.querySelector('h1').textContent = text }", sample)
        page.evaluate("document.fonts.ready.then(() => null)")
        loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
        assert loaded, sample


def test_printing_leaves_out_what_is_only_for_the_screen(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    page.emulate_media(media="print")
    assert not page.locator(".mla-nav").is_visible()
    assert not page.locator(".mla-page-header .govuk-button").first.is_visible()
    assert page.locator(".mla-timeline").is_visible()
