"""A new request in a real browser: the kind decides what is asked under it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, Open, assert_accessible, follow
from tests.pages.work.rows import sent_rows
from tests.world import in_force, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_another_kind_draws_anew_whom_it_may_go_to(open_as: Open) -> None:
    world = make_world()
    in_force("UNCC", "GE", "MD")
    sent_rows(world, 1)
    case = world.case(reference="GE-75/2026", title="Threats against a school")
    page = open_as(world.officer)
    page.goto(f"/cases/{case.pk}/requests/new/")
    expect(page.locator("#id_requested_authority")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_role("radio", name="Extension of a preservation")).to_be_disabled()
    page.get_by_role("radio", name="Urgent: ").check()
    page.get_by_role("radio", name="Data preservation request (United Nations)").check()
    authorities = page.locator("#id_requested_authority")
    expect(authorities.locator("option[value=RO-247]")).to_be_disabled()
    expect(authorities.locator("option[value=MD-247]")).to_be_enabled()
    expect(page.get_by_role("radio", name="Urgent: ")).to_be_checked()
    assert_accessible(page)
    authorities.select_option("MD-247")
    follow(page.get_by_role("button", name="Begin the draft"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Preservation (UN)")


def test_on_a_phone(open_as: Open) -> None:
    world = make_world()
    [sent] = sent_rows(world, 1)
    page = open_as(world.officer, PHONE)
    page.goto(f"/cases/{sent.case_id}/requests/new/?kind=extension&follows={sent.pk}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    follow(page.get_by_role("button", name="Begin the draft"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Extension")
