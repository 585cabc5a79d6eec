"""Two colleagues correct the same registration in real browsers, one at a desk, one on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from requests_app.models import Correction
from tests.browser import PHONE, WIDE, Open, follow
from tests.pages.work.test_incoming_in_browser import fits
from tests.world import World, registered


def test_two_colleagues_correct_the_same_letter(open_as: Open, world: World) -> None:
    row = registered(world)
    address = f"/requests/{row.pk}/correction/"
    desk, phone = open_as(world.contact, WIDE), open_as(world.their_supervisor, PHONE)
    for page in (desk, phone):
        page.goto(address)
        expect(page.get_by_role("heading", name="Correct what was registered")).to_be_visible()
        fits(page, "correct")

    follow(desk.get_by_role("button", name="Save the correction"))
    expect(desk.locator(".govuk-error-summary")).to_be_visible()
    fits(desk, "correct-wrong")
    desk.locator("[name=sender_reference]").fill("US-4712")
    desk.locator("[name=reason]").fill("The last digit was mistyped.")
    follow(desk.get_by_role("button", name="Save the correction"))
    expect(desk.get_by_text("Corrected. What it said before stays readable below.")).to_be_visible()
    desk.get_by_text("Correction 1: what it said before").click()
    expect(desk.get_by_text("US-4711").first).to_be_visible()
    fits(desk, "corrected")

    phone.locator("[name=note]").fill("By courier.")
    phone.locator("[name=reason]").fill("The note was forgotten.")
    follow(phone.get_by_role("button", name="Save the correction"))
    expect(phone.get_by_text("A colleague corrected it while you were typing")).to_be_visible()
    expect(phone.get_by_text("before: US-4711", exact=True)).to_be_visible()
    expect(phone.locator("[name=note]")).to_have_value("By courier.")
    fits(phone, "correct-late")
    phone.locator("[name=sender_reference]").fill("US-4712")
    follow(phone.get_by_role("button", name="Save the correction"))
    expect(phone.get_by_text("Corrected. What it said before stays readable below.")).to_be_visible()
    fits(phone, "corrected-twice")
    assert [one.changed for one in Correction.objects.order_by("number")] == [["sender_reference"], ["note"]]
