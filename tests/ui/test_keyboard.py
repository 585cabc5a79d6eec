"""The portal without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id")
    return text


def test_the_first_stop_skips_to_the_content(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_persons_menu_opens_and_closes(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    page.locator(".mla-person summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(page.locator(".mla-person summary")).to_be_focused()


def test_errors_take_the_focus_and_lead_to_what_is_wrong(gallery: str, page: Page) -> None:
    page.goto(gallery + "/form/")
    expect(page).to_have_title("Error: New preservation request – MLA portal")
    expect(page.locator(".govuk-error-summary")).to_be_focused()

    page.get_by_role("link", name="Choose the UTC offset: without it").press("Enter")
    expect(page.get_by_label("UTC offset")).to_be_focused()

    page.get_by_role("link", name="Row 2: The port may be at most 65535").press("Enter")
    expect(page.locator("#id_form-1-port")).to_be_focused()


def test_every_stop_can_be_seen(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    for _stop in range(12):
        page.keyboard.press("Tab")
        rings = page.evaluate(
            "['', '::after'].map(part => getComputedStyle(document.activeElement, part).outlineStyle)"
        )
        assert set(rings) != {"none"}, focused(page)
