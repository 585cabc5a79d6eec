"""Results in a real browser: handed over, accepted on a phone, opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from requests_app.services.material import material_mark, material_reader_name
from requests_app.services.media import medium_check, medium_receive, medium_send
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.pages.work.test_in_browser import fits
from tests.pages.work.test_incoming_in_browser import fits as painted
from tests.results.making import CONDITIONS, handed_over, laid, reported
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


@pytest.mark.usefixtures("blank_paper")
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_path_is_withheld_on_one_of_two_grounds(world: World, open_as: Open, size: tuple[int, int]) -> None:
    request = world.in_execution()
    page = open_as(world.contact, size)
    page.goto(f"/requests/{request.pk}/results/new/")
    page.get_by_label("Or the path is withheld").select_option("essential_interests")
    follow(page.get_by_role("button", name="Hand over"))
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    painted(page, "withheld-wrong")
    page.get_by_label("Why it is withheld").fill("It would tell of our own network.")
    follow(page.get_by_role("button", name="Hand over"))
    expect(page.get_by_text("It would tell of our own network.")).to_be_visible()
    painted(page, "withheld")


@pytest.mark.usefixtures("blank_paper")
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_media_restricted_material_incidents_and_what_waits(world: World, open_as: Open, size: tuple[int, int]) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    handed_over(world.contact, request, **CONDITIONS)
    about: dict[str, Any] = {"request": request, "disclosure": made}
    sent_at = timezone.now() - timedelta(hours=1)
    medium = medium_send(
        actor=world.contact, **about, description="Disk image, 200 GB", carrier="Courier", sent_at=sent_at,
        sha256="ab" * 32, seal="S-99",
    )  # fmt: skip
    medium_receive(actor=world.officer, **about, medium=medium.pk, received_at=timezone.now(), seal_intact=True)
    medium_check(actor=world.officer, **about, medium=medium.pk, computed_sha256="cd" * 32)
    mark = material_mark(actor=world.officer, **about, ground="privileged", reason="A letter to counsel.")
    material_reader_name(actor=world.supervisor, **about, mark=mark, user=world.supervisor.pk)
    incident = reported(world.officer, request, disclosures=[made.pk])
    page, results = open_as(world.supervisor, size), f"/requests/{request.pk}/results/"
    for address in (
        "/",
        "/requests/?results=on",
        results,
        f"{results}{made.pk}/media/",
        f"{results}{made.pk}/material/",
        f"{results}{made.pk}/use/",
        f"/requests/{request.pk}/incidents/new/",
        f"/requests/{request.pk}/incidents/{incident.pk}/",
        "/incidents/",
    ):
        fits(page, address)
    theirs = open_as(world.contact, size)
    fits(theirs, f"{results}{made.pk}/media/")
