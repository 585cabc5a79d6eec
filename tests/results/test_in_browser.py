"""Results in a real browser: handed over, accepted on a phone, opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, Open, assert_accessible
from tests.results.making import laid
from tests.world import World, make_world


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.mark.usefixtures("blank_paper")
def test_handed_over_under_a_condition_and_accepted_on_a_phone(world: World, open_as: Open) -> None:
    request = world.in_execution()
    laid(world.contact, request)
    page = open_as(world.contact)
    page.goto(f"/requests/{request.pk}/results/new/")
    page.get_by_label("What this delivery contains").fill("Connection logs of 1 to 14 November.")
    page.get_by_label("logs.txt").check()
    page.get_by_label("For no other investigation").check()
    page.get_by_label("Provider in another State").fill("Transit SRL")
    page.get_by_label("State of that provider").select_option("MD")
    page.get_by_label("Path of the communication").fill("185.220.101.7:51234 at 2026-11-14T06:21:07+02:00")
    assert_accessible(page)
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("Waits for an answer to the conditions")).to_be_visible()
    assert_accessible(page)
    phone = open_as(world.officer, PHONE)
    phone.goto(f"/requests/{request.pk}/results/")
    expect(phone.get_by_text("The files open when the conditions are accepted.")).to_be_visible()
    phone.get_by_role("button", name="Accept the conditions").click()
    expect(phone.get_by_role("link", name="logs.txt")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="Use and questions").click()
    expect(phone.get_by_label("What it was used for")).to_be_visible()
    assert_accessible(phone)
