"""What the scripts add to a page that already works."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui import gallery as pages

OFFER = "What you typed here was not saved"


def texts(page: Page) -> list[str]:
    return page.locator("time[data-countdown]").all_inner_texts()


def test_the_browser_rounds_as_the_server_does(gallery: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(pages.NOW)
    page.goto(gallery + "/times/")
    from_server = texts(page)
    page.evaluate("document.querySelectorAll('time').forEach(element => { element.textContent = '' })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert texts(page) == from_server


def test_time_runs_while_the_page_is_open(gallery: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(gallery + "/")
    first = page.locator("time[data-countdown]").first
    expect(first).to_have_text(re.compile(r"[89] min left"))
    page.clock.fast_forward("11:00")
    expect(first).to_have_text(re.compile(r"[12] min overdue"))
    expect(first).to_have_attribute("data-state", "overdue")


def test_an_identifier_is_copied(gallery: str, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(gallery + "/matter/")
    page.get_by_role("button", name="Copy 198.51.100.23").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "198.51.100.23"


def test_the_tab_says_how_much_waits(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    expect(page).to_have_title("(3) Preservation of subscriber data – MLA portal")


def test_an_instant_also_tells_the_time_where_the_reader_is(gallery: str, page: Page) -> None:
    page.goto(gallery + "/matter/")
    sent = page.locator(".mla-summary__row", has_text="Sent")
    expect(sent).to_contain_text("18 Nov 2026, 06:58 UTC · 07:58 here · 08:58 Bucharest")


def test_the_room_that_is_left_is_counted(gallery: str, page: Page) -> None:
    page.goto(gallery + "/note/")
    page.get_by_label("Text").fill("x" * 499)
    expect(page.get_by_text("Characters left: 1").first).to_be_visible()
    page.get_by_label("Text").fill("x" * 503)
    expect(page.get_by_text("Too long. Characters to take away: 3").first).to_be_visible()


def test_a_row_is_added_to_a_list(gallery: str, page: Page) -> None:
    page.goto(gallery + "/blank/")
    page.get_by_role("button", name="Add another").click()
    expect(page.locator("#id_form-2-value")).to_be_focused()
    expect(page.locator("#id_form-TOTAL_FORMS")).to_have_value("3")


# --- nothing typed is lost -------------------------------------------------------------------------------------------
def typed(page: Page, address: str, text: str) -> None:
    page.goto(address)
    page.get_by_label("Subject").fill(text)


def test_what_was_typed_is_offered_again(gallery: str, page: Page) -> None:
    typed(page, gallery + "/note/", "Half a sentence")
    page.goto(gallery + "/")
    page.goto(gallery + "/note/")
    expect(page.get_by_text(OFFER)).to_be_visible()
    expect(page.get_by_label("Subject")).to_have_value("")
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Subject")).to_have_value("Half a sentence")


def test_what_was_thrown_away_is_not_offered_twice(gallery: str, page: Page) -> None:
    typed(page, gallery + "/note/", "Half a sentence")
    page.reload()
    page.get_by_role("button", name="Throw it away").click()
    page.reload()
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_a_save_that_met_an_ended_session_loses_nothing(gallery: str, page: Page) -> None:
    typed(page, gallery + "/note/?lost=1", "Half a sentence")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title("Sign in – MLA portal")
    page.goto(gallery + "/note/")
    expect(page.get_by_text(OFFER)).to_be_visible()


def test_what_was_saved_is_not_offered(gallery: str, page: Page) -> None:
    typed(page, gallery + "/note/", "A whole sentence")
    page.get_by_label("Text").fill("And its text")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_text(OFFER)).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('portal-typed:'))") == []


def leave_by_signing_out(page: Page) -> None:
    page.locator(".mla-person summary").click()
    page.get_by_role("button", name="Sign out").click()


def leave_to_another_person(page: Page) -> None:
    page.context.add_cookies([{"name": "person", "value": "2", "url": page.url}])


@pytest.mark.parametrize("leave", [leave_by_signing_out, leave_to_another_person])
def test_nobody_else_reads_what_was_typed(gallery: str, page: Page, leave: Callable[[Page], None]) -> None:
    typed(page, gallery + "/note/", "For my eyes only")
    leave(page)
    page.goto(gallery + "/note/")
    expect(page.get_by_label("Subject")).to_be_visible()
    expect(page.get_by_text(OFFER)).to_have_count(0)


# --- autosave --------------------------------------------------------------------------------------------------------
def test_a_change_is_saved_quietly(gallery: str, page: Page) -> None:
    pages.got.clear()
    page.goto(gallery + "/note/?autosave=1")
    page.get_by_label("Subject").fill("Draft")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    page.get_by_label("Confidential").check()
    expect(page.locator("input[name=version]")).to_have_value("3")
    page.get_by_label("Confidential").uncheck()
    expect(page.locator("input[name=version]")).to_have_value("4")
    assert pages.got == [
        {"version": ["1"], "subject": ["Draft"], "changed": ["subject"]},
        {"version": ["2"], "tick": ["on"], "changed": ["tick"]},
        {"version": ["3"], "changed": ["tick"]},
    ]


def test_a_refused_autosave_says_why_and_touches_nothing(gallery: str, page: Page) -> None:
    page.goto(gallery + "/note/?autosave=1")
    page.get_by_label("Subject").fill("conflict")
    expect(page.get_by_role("status")).to_have_text("Not saved: Supervisor B changed this section at 12:01. Reload it.")
    expect(page.get_by_label("Subject")).to_have_value("conflict")


def test_an_autosave_of_a_page_older_than_its_session_goes_on(gallery: str, page: Page) -> None:
    page.goto(gallery + "/note/?autosave=1")
    page.context.add_cookies([{"name": "csrftoken", "value": "n" * 32, "url": page.url}])
    page.get_by_label("Subject").fill("Draft")
    expect(page.get_by_role("status")).to_contain_text("Saved")


def test_an_autosave_without_a_connection_is_tried_again(gallery: str, page: Page) -> None:
    pages.got.clear()
    page.goto(gallery + "/note/?autosave=1")
    page.context.set_offline(True)
    page.get_by_label("Subject").fill("Draft")
    expect(page.get_by_role("status")).to_contain_text("the connection is lost")
    page.context.set_offline(False)
    page.get_by_label("Text").fill("More")
    expect(page.get_by_role("status")).to_contain_text("Saved")
    assert set(pages.got[0]["changed"]) == {"subject", "text"}
