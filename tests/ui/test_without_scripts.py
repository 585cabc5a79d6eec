"""The same pages where JavaScript is off or did not arrive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_times_are_written_by_the_server(gallery: str, plain: Page) -> None:
    plain.goto(gallery + "/matter/")
    expect(plain.locator(".mla-figure", has_text="Acknowledgement")).to_contain_text("left")
    expect(plain.get_by_role("button", name="Copy 198.51.100.23")).to_have_count(0)


def test_the_person_can_leave(gallery: str, plain: Page) -> None:
    plain.goto(gallery + "/matter/")
    plain.locator(".mla-person summary").click()
    expect(plain.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_form_is_sent_and_its_errors_lead_to_the_fields(gallery: str, plain: Page) -> None:
    plain.goto(gallery + "/note/")
    plain.get_by_role("button", name="Save").click()
    expect(plain).to_have_title("Error: Note – MLA portal")
    plain.get_by_role("link", name="Enter the subject.").click()
    assert plain.url.endswith("#id_subject")
