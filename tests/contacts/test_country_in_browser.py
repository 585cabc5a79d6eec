"""From the directory to the sheet of a country, who is on duty there, and a request from it: wide, and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from contacts.models import DutyShift
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import World, reserve


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "390"])
def page(request: pytest.FixtureRequest, open_as: Open, world: World) -> Page:
    now, desk = timezone.now(), world.asked.contact_points.get(order=1)
    DutyShift.objects.create(
        desk=desk,
        name="Ana Ionescu",
        telephone="+40 21 555 0177",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    reserve("RO")
    world.case()
    return open_as(world.officer, request.param)


def inspect(page: Page) -> None:
    """Nothing wrong for axe, and nothing that sticks out at the side."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_directory_to_a_request(page: Page) -> None:
    page.goto("/directory/")
    page.get_by_role("searchbox").fill("რუმინეთი")
    follow(page.get_by_role("button", name="Search"))
    follow(page.get_by_role("link", name="Romania", exact=True).first)

    expect(page.get_by_role("heading", level=1)).to_have_text("Romania")
    expect(page.get_by_role("list", name="Key figures")).to_contain_text("Ana Ionescu")
    expect(page.get_by_text("has reserved the right to refuse preservation")).to_be_visible()
    call = page.get_by_role("link", name="Call +40 21 555 0177")
    assert call.get_attribute("href") == "tel:+40215550177"
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 40, "room for a thumb"
    inspect(page)

    follow(page.get_by_role("link", name="Start a request"))
    expect(page.get_by_text("Choose the case in which Cybercrime Service shall be asked")).to_be_visible()
    follow(page.get_by_role("link", name="GE-74/2026").first)
    expect(page.get_by_label("Requested authority")).to_have_value("RO-247")


def test_from_the_sheet_to_the_treaty_and_back_to_another_day(page: Page) -> None:
    page.goto("/directory/countries/RO/")
    follow(page.get_by_role("link", name="CETS 185"))
    expect(page.get_by_role("heading", level=1)).to_have_text("CETS 185")
    inspect(page)
    page.get_by_label("Day").fill("2012-09-30")
    follow(page.get_by_role("button", name="Show"))
    expect(page.get_by_role("heading", name="Not yet in force")).to_be_visible()
    follow(page.get_by_role("link", name="Romania").first)
    expect(page.get_by_text("Romania becomes a Party to the Convention on 1 October 2012.")).to_be_visible()
    inspect(page)
    follow(page.get_by_role("link", name="Show today"))
    expect(page.get_by_text("Romania becomes a Party")).to_have_count(0)


def test_a_day_that_does_not_exist(page: Page) -> None:
    page.goto("/directory/treaties/")
    inspect(page)
    page.get_by_label("Day").fill("30/11/2025")
    follow(page.get_by_role("button", name="Show"))
    page.get_by_role("link", name="Enter the day as year-month-day").click()
    expect(page.get_by_label("Day")).to_be_focused()
    inspect(page)


def test_on_paper_the_numbers_stand_and_nothing_is_folded(page: Page) -> None:
    page.goto("/directory/countries/RO/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Call +40 21 555 0177")).to_be_visible()
    expect(page.get_by_role("link", name="Start a request")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Directory")).to_be_hidden()
