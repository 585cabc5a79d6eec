"""What is known of a country, in a real browser: it comes with the choice, and follows the request to its sending."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from requests_app.models import Request
from requests_app.services.actions import action_perform
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import World, end_party, make_world

NO_PARTY = "Moldova has not been a Party to the Convention since"


@pytest.fixture
def world(site: str) -> World:
    return make_world()


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_country_that_is_no_party_is_chosen(world: World, open_as: Open, size: tuple[int, int]) -> None:
    end_party("MD")
    case = world.case()
    page = open_as(world.officer, size)
    page.goto(f"/cases/{case.pk}/requests/new/")
    beside = page.locator("#beside")
    expect(beside).to_contain_text("Choose an authority")
    search = page.get_by_label("Search by country or name")
    search.fill("moldova")
    search.press("Enter")
    expect(beside).to_contain_text("What to know about Moldova")
    expect(beside).to_contain_text(NO_PARTY)
    assert_accessible(page)
    search.fill("")
    page.get_by_label("Requested authority", exact=True).select_option("RO-247")
    expect(beside).to_contain_text("What to know about Romania")
    expect(beside).not_to_contain_text("wary")
    page.get_by_label("Requested authority", exact=True).select_option("MD-247")
    expect(beside).to_contain_text(NO_PARTY)
    follow(page.get_by_role("button", name="Begin the draft"))
    expect(page.locator("#completeness")).to_contain_text(NO_PARTY)
    page.goto(f"/requests/{Request.objects.get().pk}/check/")
    expect(page.locator("#completeness")).to_contain_text(NO_PARTY)
    expect(page.locator("#country")).to_contain_text("What to know about Moldova")
    assert_accessible(page)


def test_without_scripts_it_comes_with_the_saving(world: World, open_as: Open) -> None:
    row = world.draft()
    end_party("MD")
    page = open_as(world.officer, java_script_enabled=False)
    page.goto(f"/requests/{row.pk}/sections/parties/")
    expect(page.locator("#beside")).to_contain_text("What to know about Romania")
    page.get_by_label("Requested authority").select_option("MD-247")
    follow(page.get_by_role("button", name="Save and continue"))
    page.goto(f"/requests/{row.pk}/sections/parties/")
    expect(page.locator("#beside")).to_contain_text(NO_PARTY)


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_it_is_read_before_it_is_sent(world: World, open_as: Open, size: tuple[int, int]) -> None:
    row = world.approved()
    end_party("RO")
    page = open_as(world.officer, size)
    page.goto(f"/requests/{row.pk}/actions/send/")
    expect(page.get_by_text("The directory says something new")).to_be_visible()
    follow(page.get_by_role("button", name="Send to Cybercrime Service"))
    expect(page.get_by_role("alert")).to_contain_text("Then tick the box, or return the request.")
    assert_accessible(page)
    page.get_by_label("I have read this and send it all the same").check()
    follow(page.get_by_role("button", name="Send to Cybercrime Service"))
    expect(page.get_by_text("is sent to Cybercrime Service")).to_be_visible()


def test_another_authority_is_chosen_while_the_section_saves_itself(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/parties/")
    with page.expect_response("**/autosave/"):
        page.get_by_label("Requested authority", exact=True).select_option("US-247")
    expect(page.locator("#beside")).to_contain_text("What to know about United States")
    row.refresh_from_db()
    assert row.requested_authority == world.outsider
    action_perform(actor=world.officer, request=row, action="submit", answers={})
