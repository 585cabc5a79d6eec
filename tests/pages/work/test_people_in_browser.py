"""Whose work it is, in a real browser: who is absent, who leaves and what they leave, going home. At a desk and on a
phone.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from contacts.roles import Role
from requests_app.models import WorkHandOver
from requests_app.services.assignments import request_assign
from requests_app.services.leaving import authority_leave
from tests.browser import Open, assert_accessible, follow
from tests.pages.work.test_in_browser import SIZES, fits
from tests.world import World, person

pytestmark = pytest.mark.usefixtures("blank_paper")


@SIZES
def test_going_home(open_as: Open, world: World, size: tuple[int, int]) -> None:
    night = person("night", world.asked, Role.CONTACT)
    request = request_assign(actor=world.contact, request=world.sent(), person=world.contact)
    page = open_as(world.contact, size)
    for address in ("/", f"/requests/{request.pk}/", f"/requests/{request.pk}/responsible/", "/hand-overs/new/"):
        fits(page, address)
    follow(page.get_by_role("button", name="Hand over"))
    assert_accessible(page)
    note = WorkHandOver.objects.get()
    theirs = open_as(night, size)
    for address in ("/", "/hand-overs/", f"/hand-overs/{note.pk}/"):
        fits(theirs, address)
    follow(theirs.get_by_role("button", name="I have taken note"))
    assert_accessible(theirs)
    note.refresh_from_db()
    assert note.noted_by == night


@SIZES
def test_absent_and_leaving(open_as: Open, world: World, size: tuple[int, int]) -> None:
    world.draft()
    page = open_as(world.supervisor, size)
    people = "/people/GE-CA/"
    for address in (people, f"{people}{world.officer.pk}/absence/", f"{people}{world.officer.pk}/leave/"):
        fits(page, address)
    authority_leave(actor=world.supervisor, user=world.officer, authority=world.asking)
    fits(page, "/orphans/")
    expect(page.get_by_text("Officer").first).to_be_visible()
    fits(page, "/")
