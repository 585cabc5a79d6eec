"""What makes drafting quick, in a real browser: open to everybody, wide and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.catalogue import OFFENCES
from requests_app.services.drafts import request_edit
from requests_app.services.shelves import entry_add
from requests_app.services.texts import TEXTS
from tests.access.shelves import TEXT
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import OUTSIDE, World, make_world


@pytest.fixture
def world(site: str) -> World:
    return make_world()


def inspect(page: Page) -> None:
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_a_text_is_put_in_at_once_and_saved_by_itself(world: World, open_as: Open) -> None:
    entry_add(actor=world.officer, shelf=TEXTS, authority=world.asking, answers=TEXT)
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/necessity/")
    page.evaluate("window.sameDocument = true")
    area = page.get_by_label("Necessity of the preservation", exact=True)
    area.fill("Typed before.")
    page.get_by_label("Text of your authority for: Necessity").select_option(label="Logs are lost")
    with page.expect_response("**/autosave/"):
        page.get_by_role("button", name="Insert into: Necessity").click()
    expect(area).to_be_focused()
    expect(area).to_have_value(f"Typed before.\n\n{TEXT['text']}")
    expect(page.locator(".mla-saved")).to_contain_text("Saved")
    assert page.evaluate("window.sameDocument")
    assert Request.objects.get().content["necessity"] == f"Typed before.\n\n{TEXT['text']}"
    inspect(page)


def test_the_pages_of_the_texts(world: World, open_as: Open) -> None:
    page = open_as(world.officer)
    page.goto("/cases/")
    follow(page.get_by_role("link", name="Texts"))
    expect(page.get_by_text("No text yet")).to_be_visible()
    inspect(page)
    follow(page.get_by_role("link", name="New text").first)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="There are 3 things to mend")).to_be_visible()
    inspect(page)
    page.get_by_label("Title").fill("Logs are lost")
    page.get_by_label("Text", exact=True).fill(TEXT["text"])
    page.get_by_label("Necessity of the preservation").check()
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("“Logs are lost” is kept.")).to_be_visible()
    inspect(page)
    follow(page.get_by_role("link", name="Logs are lost"))
    inspect(page)


def test_the_page_of_copying(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/")
    follow(page.get_by_role("link", name="Copy to another country"))
    inspect(page)
    page.get_by_label("Requested authority", exact=True).select_option("US-247")
    follow(page.get_by_role("button", name="Begin the draft"))
    expect(page.get_by_text("It did not come along")).to_be_visible()
    inspect(page)


def test_an_offence_of_the_catalogue_fills_a_row_without_leaving_the_page(world: World, open_as: Open) -> None:
    entry_add(actor=world.officer, shelf=OFFENCES, authority=world.asking, answers=OUTSIDE[0])
    row = world.draft(case=world.case(offences=[]))
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/offence/")
    page.evaluate("window.sameDocument = true")
    page.get_by_label("Offence from the catalogue").select_option(label="Extortion – Criminal Code 181 – 8 years")
    page.get_by_role("button", name="Fill in").click()
    expect(page.locator("[name=offences-0-title]")).to_have_value("Extortion")
    assert page.evaluate("window.sameDocument")
    inspect(page)
    page.goto("/offences/")
    inspect(page)
    follow(page.get_by_role("link", name="Extortion"))
    inspect(page)


def test_comments_beside_a_section_and_all_of_them(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/necessity/")
    page.get_by_text("Write a comment").click()
    page.get_by_label("Comment", exact=True).fill("Is thirty days right?")
    follow(page.get_by_role("button", name="Add the comment"))
    expect(page.get_by_text("Is thirty days right?")).to_be_visible()
    inspect(page)
    page.goto(f"/requests/{row.pk}/check/")
    inspect(page)
    follow(page.get_by_role("link", name="All comments"))
    inspect(page)
    follow(page.get_by_role("button", name="Resolve"))
    expect(page.get_by_text("Resolved by Officer")).to_be_visible()


def test_two_versions_beside_each_other(world: World, open_as: Open) -> None:
    row = world.approved()
    action_perform(actor=world.supervisor, request=row, action="return", answers={"reason": "Say why."})
    request_edit(actor=world.officer, request=row, content={"necessity": "The provider keeps logs for 20 days only."})
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/document/")
    follow(page.get_by_role("link", name="Compare"))
    expect(page.locator("ins").last).to_have_text("20 days only.")
    inspect(page)


def test_who_is_editing_is_said_to_the_others(world: World, open_as: Open) -> None:
    row = world.draft()
    for person in (world.officer, world.colleague):
        page = open_as(person)
        page.goto(f"/requests/{row.pk}/sections/necessity/")
    expect(page.get_by_text("Officer is editing this section.")).to_be_visible()
    inspect(page)
