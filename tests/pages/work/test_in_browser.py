"""The pages of the work in a real browser, at a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from requests_app.models import Request
from requests_app.services.actions import action_perform
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.pages.work.rows import acknowledged_rows, sent_rows
from tests.world import World

SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
LIVE = 12_000  # a few turns of the polling


def fits(page: Page, address: str) -> None:
    """Nothing for axe to find, nothing wider than the screen, nothing refused by the content security policy."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(address)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert refused == []


@SIZES
def test_the_requesting_side(open_as: Open, world: World, size: tuple[int, int]) -> None:
    review, sent = world.in_review(), world.sent()
    sent_rows(world, 2, due_in=-timedelta(hours=2), urgency="emergency")
    page = open_as(world.supervisor, size)
    for address in (
        "/",
        "/requests/",
        "/requests/?status=withdrawn",
        "/deadlines/",
        "/dashboard/",
        f"/requests/{review.pk}/",
        f"/requests/{review.pk}/actions/approve/",
        f"/requests/{review.pk}/actions/return/",
        f"/requests/{sent.pk}/",
        f"/requests/{sent.pk}/document/",
        f"/requests/{sent.pk}/actions/withdraw/",
        f"/requests/{sent.pk}/actions/send/",
    ):
        fits(page, address)


@SIZES
def test_sending(open_as: Open, world: World, size: tuple[int, int]) -> None:
    page = open_as(world.officer, size)
    for request in (world.approved(), world.approved(to=world.outsider)):
        fits(page, f"/requests/{request.pk}/actions/send/")


@SIZES
def test_the_requested_side(open_as: Open, world: World, size: tuple[int, int]) -> None:
    sent = world.sent()
    sent_rows(world, 2, due_in=-timedelta(hours=2))
    acknowledged_rows(world, [timedelta(hours=1)], sent_at=timezone.now() - timedelta(days=1))
    page = open_as(world.their_supervisor, size)
    for address in (
        "/",
        "/inbox/",
        "/inbox/?state=done",
        "/dashboard/?by=month",
        f"/requests/{sent.pk}/",
        f"/requests/{sent.pk}/document/",
        f"/requests/{sent.pk}/actions/acknowledge/",
    ):
        fits(page, address)


def test_empty_pages_say_what_to_do(open_as: Open, world: World) -> None:
    page = open_as(world.contact, PHONE)
    for address in ("/", "/inbox/", "/requests/", "/deadlines/"):
        fits(page, address)


def test_the_sender_sees_the_acknowledgement_without_touching_anything(open_as: Open, world: World) -> None:
    request = world.sent()
    sender, receiver = open_as(world.officer), open_as(world.contact, PHONE)
    sender.goto(f"/requests/{request.pk}/")
    sender.get_by_role("link", name="Withdraw", exact=True).focus()
    expect(sender.get_by_text("Opened by the requested authority")).to_have_count(0)

    receiver.goto("/inbox/")
    receiver.get_by_placeholder("Your reference").fill("RO-9")
    follow(receiver.get_by_role("button", name="Acknowledge"))
    expect(receiver.get_by_text("sees it at once")).to_be_visible()

    expect(sender.locator("#live-head").get_by_text("Acknowledged")).to_be_visible(timeout=LIVE)
    expect(sender.locator("#live-history").get_by_text("RO-9")).to_be_visible()
    expect(sender.locator("#live-news")).to_contain_text("Receipt acknowledged by Contact, Cybercrime Service.")
    assert sender.evaluate("document.activeElement.textContent") == "Withdraw"
    assert_accessible(sender)


def test_a_double_click_acknowledges_once(open_as: Open, world: World) -> None:
    request = world.sent()
    page = open_as(world.contact)
    page.goto(f"/requests/{request.pk}/")
    page.get_by_role("button", name="Acknowledge").dblclick()
    expect(page.get_by_text("sees it at once")).to_be_visible()
    assert request.acknowledgements.count() == 1


def test_a_reason_typed_in_vain_is_not_lost(open_as: Open, world: World) -> None:
    request = world.in_review()
    page = open_as(world.supervisor)
    page.goto(f"/requests/{request.pk}/actions/return/")
    page.get_by_label("What has to be changed").fill("The period is a year; a week will do.")
    other = Request.objects.get(pk=request.pk)
    action_perform(actor=world.supervisor, request=other, action="approve", answers={})
    action_perform(actor=world.officer, request=other, action="send", answers={})
    follow(page.get_by_role("button", name="Return to the author"))
    expect(page.get_by_text("the request is now “Sent”")).to_be_visible()
    expect(page.get_by_text("The period is a year; a week will do.")).to_be_visible()
    assert_accessible(page)


def test_everything_works_without_scripts(open_as: Open, world: World) -> None:
    request = world.in_review()
    page = open_as(world.supervisor, java_script_enabled=False)
    page.goto("/")
    follow(page.get_by_role("link", name="Phishing of bank customers"))
    follow(page.get_by_role("link", name="Approve"))
    follow(page.get_by_role("button", name="Approve and freeze"))
    follow(page.get_by_role("link", name="Send"))
    follow(page.get_by_role("button", name="Send to Cybercrime Service"))
    receiver = open_as(world.contact, java_script_enabled=False)
    receiver.goto("/inbox/")
    follow(receiver.get_by_role("button", name="Acknowledge"))
    page.reload()
    expect(page.get_by_text("Receipt acknowledged")).to_be_visible()
    assert request.acknowledgements.count() == 1
