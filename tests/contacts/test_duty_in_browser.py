"""Duty on a phone: a week is planned, and at three in the morning somebody takes over."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from contacts.models import DutyShift, HandOver
from contacts.services.duty_hand_over import hand_over_write
from tests.browser import PHONE, Open, assert_accessible, follow
from tests.contacts.duty import first_desk
from tests.world import World


def looked_at(page: Page) -> None:
    """Nothing wrong for axe, and nothing that sticks out at the side."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_week_is_planned(open_as: Open, world: World) -> None:
    page = open_as(world.their_supervisor, PHONE)
    page.goto("/directory/RO-247/")
    looked_at(page)
    follow(page.get_by_role("link", name="Roster Duty desk"))
    looked_at(page)
    follow(page.get_by_role("link", name="Plan shifts"))
    looked_at(page)
    follow(page.get_by_role("button", name="Continue"))
    for row in page.locator("fieldset").all():
        row.get_by_label("Member").select_option("Contact")
    first = page.locator("fieldset").first
    first.get_by_label("Telephone").fill("021 555")
    follow(page.get_by_role("button", name="Publish the roster"))
    expect(page.get_by_role("alert")).to_contain_text("Row 1: Write the number with its country")
    looked_at(page)
    expect(page.locator("fieldset").last.get_by_label("Member")).to_have_value(str(world.contact.pk))
    first.get_by_label("Telephone").fill("+40 21 555 0199")
    follow(page.get_by_role("button", name="Publish the roster"))
    expect(page.get_by_role("alert")).to_contain_text("The roster is published")
    looked_at(page)
    follow(page.get_by_role("link", name="Replace Contact").nth(1))
    looked_at(page)
    page.get_by_label("Or a name without account").fill("Ion Pop")
    follow(page.get_by_role("button", name="Replace"))
    expect(page.get_by_text("Ion Pop has the shift")).to_be_visible()


def test_the_shift_is_taken_over_at_night(open_as: Open, world: World) -> None:
    now, desk = timezone.now(), first_desk(world)
    shift = DutyShift.objects.create(
        desk=desk,
        person=world.contact,
        name="Contact",
        telephone="+40 21 555 0199",
        starts_at=now,
        ends_at=now + timedelta(hours=8),
    )
    hand_over_write(actor=world.their_supervisor, shift=shift, note="Tbilisi calls at nine.")
    page = open_as(world.contact, PHONE)
    page.goto("/directory/RO-247/")
    follow(page.get_by_role("link", name="Hand-over Duty desk"))
    expect(page.get_by_text("Tbilisi calls at nine.").first).to_be_visible()
    looked_at(page)
    button = page.get_by_role("button", name="I have taken over")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 40
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("You have taken over")
    looked_at(page)
    assert HandOver.objects.get(shift=shift).taken_by == world.contact


def test_an_officer_abroad_presses_the_number_of_whoever_is_on_duty(open_as: Open, world: World) -> None:
    now = timezone.now()
    DutyShift.objects.create(
        desk=first_desk(world),
        name="Ion Pop",
        telephone="+40 21 555 0199",
        starts_at=now,
        ends_at=now + timedelta(hours=1),
    )
    page = open_as(world.officer, PHONE)
    page.goto("/directory/RO-247/")
    looked_at(page)
    call = page.get_by_role("link", name="Call +40 21 555 0199")
    assert call.get_attribute("href") == "tel:+40215550199"
    expect(page.get_by_role("strong").filter(has_text="Ion Pop")).to_be_visible()


def test_the_pages_of_duty_fill_a_wide_window(open_as: Open, world: World) -> None:
    page = open_as(world.their_supervisor)
    root = f"/directory/RO-247/desks/{first_desk(world).code}/"
    for path in (
        "roster/",
        "roster/plan/",
        f"roster/plan/?first_day={timezone.localdate()}&days=2&hours=8",
        "hand-over/",
    ):
        page.goto(root + path)
        looked_at(page)
