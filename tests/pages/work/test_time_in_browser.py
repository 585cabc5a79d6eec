"""Where time is seen: the list, the month, one deadline, the bell, the ladders, the address for a calendar; and what is
kept without a request. At a desk and on a phone.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from requests_app.services.reminders import reminders_sweep
from tests.browser import PHONE, WIDE, Open, follow
from tests.pages.work.rows import sent_rows
from tests.pages.work.test_in_browser import fits
from tests.pages.work.test_incoming_in_browser import fits as painted
from tests.world import World

pytestmark = pytest.mark.usefixtures("blank_paper")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_deadlines_month_bell_ladders_and_what_is_kept(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request = world.completed()
    sent_rows(world, 2, due_in=-timedelta(hours=2), urgency="emergency")
    end = request.deadlines.get(kind="preservation_expiry", closed_at__isnull=True)
    reminders_sweep(now=end.due_at - timedelta(days=29))
    end.reminders.update(created_at=timezone.now())
    page = open_as(world.supervisor, size)
    for address in (
        "/deadlines/",
        "/deadlines/month/",
        f"/deadlines/{end.pk}/",
        "/reminders/",
        "/ladders/",
        "/ladders/GE-CA/preservation_expiry/normal/",
        "/account/",
    ):
        fits(page, address)
    theirs = open_as(world.contact, size)
    for address in ("/kept/", f"/requests/{request.pk}/kept/{request.preservations.get().pk}/"):
        fits(theirs, address)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_ladder_is_stopped(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request = world.sent()
    page = open_as(world.supervisor, size)
    page.goto("/ladders/GE-CA/acknowledgement/normal/")
    follow(page.get_by_role("button", name="Stop this ladder"))
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    painted(page, "ladder-stop-wrong")
    page.locator("[name=reason]").fill("The desk of Romania moves house this week.")
    page.locator("[name=until]").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    follow(page.get_by_role("button", name="Stop this ladder"))
    expect(page.get_by_text("The ladder is stopped.").first).to_be_visible()
    painted(page, "ladder-stopped")
    fits(page, "/ladders/")
    fits(page, f"/deadlines/{request.deadlines.get().pk}/")


def test_how_a_date_came_about_and_the_dashboard_are_whole_on_paper(open_as: Open, world: World) -> None:
    end = world.completed().deadlines.get(kind="preservation_expiry", closed_at__isnull=True)
    page = open_as(world.supervisor)
    page.emulate_media(media="print")
    page.goto(f"/deadlines/{end.pk}/")
    expect(page.get_by_text("may be deleted after midnight")).to_be_visible()
    page.goto("/dashboard/")
    for name in ("What each desk has to do", "Time to acknowledge", "Who acknowledged"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("link", name="Reminders")).to_be_hidden()
