"""One investigation through three countries, whole, in a real browser: Georgia has data preserved in Romania (Art. 29),
Romania tells that the traffic came through a provider in the United States (Art. 30), Georgia asks there, outside the
portal, by link; and then has Romania hand the data over (Art. 31), which ends the clock of 29(7).
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from contacts.models import Authority
from mla_portal.counters import count_forget
from requests_app.models import Request
from tests.browser import PHONE, assert_accessible, follow
from tests.journey.steps import acknowledge, approve, begin, enter, fill_sections, open_case, send, submit
from tests.outside.links import address_of, code_of, link_to
from tests.world import World, make_world

LOGS = b"2026-11-02T18:14:07Z 198.51.100.23:51234 from 203.0.113.9:40022"
PATH = "198.51.100.23:51234 from 203.0.113.9:40022 at 2026-11-02T20:14:07+02:00"


@pytest.fixture
def world(site: str) -> World:
    return make_world()


def test_preserved_traced_and_handed_over(world: World, window: Any, tmp_path: Path) -> None:
    count_forget("outside:127.0.0.1")
    Authority.objects.filter(pk=world.asked.pk).update(name="24/7 desk of Romania")
    (tmp_path / "logs.txt").write_bytes(LOGS)
    officer, supervisor, contact = (enter(window(), name) for name in ("officer", "supervisor", "contact"))

    open_case(officer)
    begin(officer)
    fill_sections(officer)
    first = leave(officer, supervisor)
    acknowledge(contact, first.reference)
    tell_the_path(contact, first, tmp_path / "logs.txt")
    report_preserved(contact, first)

    second = follow_the_path(officer, supervisor, first)
    answer_by_link(window(PHONE), second, tmp_path / "logs.txt")
    close_what_was_answered(officer, second)

    third = ask_for_the_data(officer, supervisor, first)
    acknowledge(contact, third.reference)
    at(officer, first)
    expect(officer.get_by_text("Held until the request for the data is decided").first).to_be_visible()
    assert_accessible(officer)
    hand_over_the_rest(contact, third, tmp_path / "logs.txt")
    accept_and_open(enter(window(PHONE), "officer"), third)


def at(page: Page, request: Request, rest: str = "") -> Page:
    page.goto(f"/requests/{request.pk}/{rest}")
    return page


def leave(officer: Page, supervisor: Page) -> Request:
    """The draft at hand is submitted, approved and sent."""
    submit(officer)
    row = Request.objects.latest("created_at")
    approve(supervisor, row.reference)
    send(officer)
    return row


def lay(page: Page, request: Request, file: Path) -> None:
    """A file for the own authority alone, from which a delivery is made."""
    at(page, request, "attachments/")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("Own authority alone").check()
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("link", name=file.name)).to_be_visible(timeout=20_000)


def tell_the_path(page: Page, request: Request, file: Path) -> None:
    at(page, request)
    follow(page.get_by_role("button", name="Start the execution"))
    lay(page, request, file)
    at(page, request, "results/new/")
    page.get_by_label("What this delivery contains").fill("Traffic data that identify another provider (Art. 30).")
    page.get_by_label(file.name).check()
    page.get_by_label("Provider in another State").fill("Transit Inc.")
    page.get_by_label("State of that provider").select_option("US")
    page.get_by_label("Path of the communication").fill(PATH)
    assert_accessible(page)
    follow(page.get_by_role("button", name="Hand over"))
    expect(page.get_by_role("heading", name="Delivery 1")).to_be_visible()
    assert_accessible(page)


def report_preserved(page: Page, request: Request) -> None:
    at(page, request, "actions/complete/")
    today = date.today()  # noqa: DTZ011
    page.get_by_label("Executed", exact=True).check()
    page.locator("[name=preserved_from]").fill(today.isoformat())
    page.locator("[name=preserved_until]").fill((today + timedelta(days=90)).isoformat())
    assert_accessible(page)
    follow(page.get_by_role("button", name="Report the result"))
    assert_accessible(page)


def follow_the_path(officer: Page, supervisor: Page, first: Request) -> Request:
    at(officer, first, "results/")
    expect(officer.get_by_text("203.0.113.9")).to_be_visible()
    assert_accessible(officer)
    follow(officer.get_by_role("button", name="Draft a preservation request to United States"))
    follow(officer.get_by_role("link", name="Check and submit").first)
    second = leave(officer, supervisor)
    assert (second.follows, second.requested_authority.code) == (first, "US-247")
    return second


def answer_by_link(context: BrowserContext, request: Request, file: Path) -> None:
    link = link_to(request)
    page = context.new_page()
    page.goto(address_of(link))
    page.get_by_label("Code").fill(code_of(link))
    page.get_by_label("Your name").fill("Jane Roe")
    page.get_by_label("Your function").fill("Duty officer")
    follow(page.get_by_role("button", name="Open the request"))
    page.get_by_label("Your reference").fill("US-7")
    follow(page.get_by_role("button", name="Acknowledge receipt"))
    expect(page.get_by_text("Your reference: US-7")).to_be_visible()
    page.locator("input[type=file]").set_input_files(file)
    follow(page.get_by_role("button", name="Hand in the file"))
    expect(page.get_by_role("listitem").filter(has_text=file.name)).to_be_visible()
    assert_accessible(page)


def close_what_was_answered(officer: Page, request: Request) -> None:
    """The authority outside cannot press the buttons: its answer is recorded by who asked."""
    at(officer, request)
    expect(officer.get_by_text("US-7").first).to_be_visible()
    assert_accessible(officer)
    follow(officer.get_by_role("button", name="Start the execution"))
    report_preserved(officer, request)
    expect(officer.get_by_text("Executed").first).to_be_visible()


def ask_for_the_data(officer: Page, supervisor: Page, first: Request) -> Request:
    at(officer, first)
    follow(officer.get_by_role("link", name="Request for mutual assistance: stored computer data"))
    assert_accessible(officer)
    follow(officer.get_by_role("button", name="Begin the draft"))
    follow(officer.get_by_role("link", name="Purpose").first)
    officer.get_by_label("Object of the request and reason for it").fill("To find out who administers the false pages.")
    follow(officer.get_by_role("button", name="Save and continue"))
    follow(officer.get_by_role("link", name="Check and submit").first)
    third = leave(officer, supervisor)
    assert (third.follows, third.kind) == (first, "mla_stored_data")
    return third


def hand_over_the_rest(page: Page, request: Request, file: Path) -> None:
    at(page, request)
    follow(page.get_by_role("button", name="Start the execution"))
    lay(page, request, file)
    at(page, request, "results/new/")
    page.get_by_label("What this delivery contains").fill("All connection logs of the account.")
    page.get_by_label(file.name).check()
    page.get_by_label("For no other investigation").check()
    page.get_by_label("This is the last delivery").check()
    follow(page.get_by_role("button", name="Hand over"))
    at(page, request, "actions/complete/")
    page.get_by_label("Executed", exact=True).check()
    follow(page.get_by_role("button", name="Report the result"))


def accept_and_open(phone: Page, request: Request) -> None:
    at(phone, request, "results/")
    expect(phone.get_by_text("The files open when the conditions are accepted.")).to_be_visible()
    follow(phone.get_by_role("button", name="Accept the conditions"))
    assert_accessible(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="logs.txt").click()
    assert Path(download.value.path()).read_bytes() == LOGS
    at(phone, request)
    follow(phone.get_by_role("link", name="Close").first)
    follow(phone.get_by_role("button", name="Close the request"))
    expect(phone.get_by_text("Closed").first).to_be_visible()
    assert_accessible(phone)
