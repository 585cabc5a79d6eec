"""The three-minute path: one IP address in an existing case, from "New request" to "submitted", counted."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from requests_app.models import Request
from requests_app.services.drafts import request_edit
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import IP, World, make_world

LOADS, INPUTS = 6, 25


@pytest.fixture
def world(site: str) -> World:
    return make_world()


class Person:
    """Fills in, ticks and presses, and counts that, and the pages that load."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.loads = self.inputs = 0
        page.on("domcontentloaded", self._load)

    def types(self, label: str, text: str) -> None:
        self.inputs += 1
        self.page.get_by_label(label, exact=False).first.fill(text)

    def ticks(self, label: str) -> None:
        self.inputs += 1
        self.page.get_by_label(label).check()

    def presses(self, role: Literal["link", "button"], name: str) -> None:
        self.inputs += 1
        self.page.get_by_role(role, name=name).first.click()

    def presses_enter(self) -> None:
        self.inputs += 1
        self.page.keyboard.press("Enter")

    def _load(self, _page: Page) -> None:
        self.loads += 1


def test_at_most_six_page_loads_and_twenty_five_inputs(world: World, open_as: Open) -> None:
    page = open_as(world.officer)
    page.goto(f"/cases/{world.case().pk}/")
    person = Person(page)

    person.presses("link", "One identifier, short form")
    person.types("Search by country or name", "roman")
    person.presses_enter()
    person.types("Value", "185.220.101.7")
    person.types("Source port", "51234")
    person.types("Date", "2026-11-14T08:21:07+04:00")
    person.ticks("Subscriber information")
    person.types("Relationship of the data to the offence", "It opened the account.")
    person.types("Name of the service provider or other holder", "Hosting SRL")
    person.types("Necessity of the preservation", "The logs are kept for 30 days.")
    person.ticks("We intend to submit a request for mutual assistance")
    person.presses("button", "Check and submit")
    expect(page.get_by_text("Every legal duty is met")).to_be_visible()
    person.presses("button", "Submit for approval")
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()

    row = Request.objects.get()
    assert (row.status, row.requested_authority) == ("in_review", world.asked)
    assert person.loads == 3 <= LOADS
    assert person.inputs == 13 <= INPUTS


def test_nobody_is_shut_out(world: World, open_as: Open) -> None:
    bare = world.case(reference="GE-75/2026", offences=[], facts="")
    row = world.draft(case=world.case(), identifiers=[IP])
    request_edit(actor=world.officer, request=row, content={"response_means": "By e-mail"})
    page = open_as(world.officer)
    for case in (row.own_case, bare):
        page.goto(f"/cases/{case.pk}/requests/express/?to=RO-247")
        page.get_by_label("Urgent:").check()
        for pressed in (False, True):
            if pressed:
                follow(page.get_by_role("button", name="Check and submit"))
                expect(page.get_by_role("heading", name="There are")).to_be_visible()
            for width, height in (WIDE, PHONE):
                page.set_viewport_size({"width": width, "height": height})
                assert_accessible(page)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
