"""What passes between this portal and an authority outside, in a real browser: a notice on its link, a doubt, a call,
a letter. At a desk and on a phone.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from mla_portal.counters import count_forget
from requests_app.models import Purpose
from requests_app.services.actions import action_perform
from requests_app.services.incoming import sender_verify
from requests_app.services.owed_notices import notices_owed_make
from tests.browser import Open, follow
from tests.outside.links import address_of, code_of, link_to, sent_outside
from tests.pages.work.test_in_browser import SIZES
from tests.pages.work.test_incoming_in_browser import fits
from tests.world import World, make_world, registered

pytestmark = pytest.mark.usefixtures("blank_paper")


@pytest.fixture
def world(transactional_db: None) -> World:
    count_forget("outside:127.0.0.1")
    return make_world()


@SIZES
def test_a_withdrawal_is_read_on_its_link(
    world: World, window: Callable[..., BrowserContext], size: tuple[int, int]
) -> None:
    request = sent_outside(world)
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "He confessed."})
    notices_owed_make(now=timezone.now())
    link = link_to(request)
    assert link.transmission.purpose == Purpose.NOTICE
    page = window(size).new_page()
    page.goto(address_of(link))
    fits(page, "notice-code")
    page.get_by_label("Code").fill(code_of(link))
    page.get_by_label("Your name").fill("Jane Roe")
    page.get_by_label("Your function").fill("Duty officer")
    follow(page.get_by_role("button"))
    expect(page.get_by_role("link", name="Read the notice (PDF)")).to_be_visible()
    fits(page, "notice")


@SIZES
def test_a_doubt_said_on_the_link_is_answered_by_a_call(
    world: World, window: Callable[..., BrowserContext], open_as: Open, size: tuple[int, int]
) -> None:
    request = sent_outside(world)
    link = link_to(request)
    page = window(size).new_page()
    page.goto(address_of(link))
    page.get_by_label("Code").fill(code_of(link))
    page.get_by_label("Your name").fill("Jane Roe")
    page.get_by_label("Your function").fill("Duty officer")
    follow(page.get_by_role("button", name="Open the request"))
    page.get_by_label("What makes you doubt it").fill("The name of the sender is misspelt.")
    fits(page, "link")
    follow(page.get_by_role("button", name="Say that we doubt it"))
    expect(page.get_by_text("Do nothing for this request until it has called you").last).to_be_visible()
    fits(page, "link-doubted")

    ours = open_as(world.officer, size)
    ours.goto("/")
    expect(ours.get_by_text("call back").first).to_be_visible()
    fits(ours, "home-doubted")
    ours.goto(f"/requests/{request.pk}/")
    expect(ours.get_by_text("The other side doubts that this request is genuine")).to_be_visible()
    fits(ours, "request-doubted")
    follow(ours.get_by_role("link", name="Record the call back"))
    expect(ours.get_by_label("This was the call about their doubt")).to_be_visible()
    fits(ours, "call-back")


@SIZES
def test_after_a_call_the_answer_goes_by_post(world: World, open_as: Open, size: tuple[int, int]) -> None:
    page = open_as(world.contact, size)
    page.goto("/inbox/register/")
    follow(page.get_by_role("button", name="Go on"))
    page.locator("[name=requesting_authority]").select_option("US-247")
    page.locator("[name=channel]").select_option("telephone")
    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("Write who telephoned, from which number, and what was said").first).to_be_visible()
    fits(page, "call-wrong")
    page.locator("[name=note]").fill("The duty officer called from +1 202 555 0100 and asked to keep the log.")
    follow(page.get_by_role("button", name="Register"))
    expect(page.get_by_text("Registered as")).to_be_visible()
    expect(page.get_by_text("Formal confirmation").first).to_be_visible()
    fits(page, "call-registered")

    letter = sender_verify(actor=world.contact, request=registered(world, channel="post"), how="signature")
    action_perform(actor=world.contact, request=letter, action="acknowledge", answers={})
    notices_owed_make(now=timezone.now())
    page.goto(f"/requests/{letter.pk}/")
    expect(page.get_by_text("The other side does not have this notice yet")).to_be_visible()
    fits(page, "notice-unsent")
    follow(page.get_by_role("link", name="Send the notice, or record it"))
    fits(page, "transmissions-theirs")
