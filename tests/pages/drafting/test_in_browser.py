"""Drafting in a real browser: by keyboard alone, with what is saved while one types, and open to everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.drafts import request_edit
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow, settled
from tests.world import IP, World, make_world


@pytest.fixture
def world(site: str) -> World:
    return make_world()


def pages_of(row: Request) -> list[str]:
    request, case, one = f"/requests/{row.pk}/", f"/cases/{row.case_id}/", row.identifiers.all()[0]
    sections = ["parties", "urgency", "offence", "data", "custodian", "necessity", "intention"]
    return [
        "/cases/",
        "/cases/?q=nothing+there",
        "/cases/new/",
        case,
        f"{case}edit/",
        f"{case}requests/new/",
        request,
        f"{request}check/",
        f"{request}identifiers/",
        f"{request}identifiers/{one.pk}/",
        f"{request}identifiers/{one.pk}/remove/",
        *(f"{request}sections/{section}/" for section in sections),
    ]


def test_nobody_is_shut_out_from_any_page(world: World, open_as: Open) -> None:
    world.case(reference="GE-75/2026", sealed=True)
    rows = [{**IP, "port": None}, {"type": "url", "value": f"https://bank.example/{'x' * 200}"}]
    row = world.draft(case=world.case(), urgency="emergency", content={}, identifiers=rows)
    page = open_as(world.officer)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type != "debug" else None)
    for address in pages_of(row):
        page.goto(address)
        for width, height in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert said == []


def test_nor_from_the_pages_of_what_went_wrong(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    section = f"/requests/{row.pk}/sections/necessity/"

    page.goto(f"/requests/{row.pk}/sections/data/")
    page.get_by_label("Relationship of the data to the offence").fill("x" * 9000)
    page.locator("[name=period_from_0]").fill("14/11/2026")
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", name="There are")).to_be_visible()
    assert_accessible(page)

    open_without_autosave(page, section)
    page.get_by_label("Necessity of the preservation").fill("My words")
    request_edit(actor=world.colleague, request=row, content={"necessity": "Other words"})
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_text("Two people wrote in the same place")).to_be_visible()
    assert_accessible(page)

    page.get_by_label("Necessity of the preservation").fill("My words again")
    action_perform(actor=world.officer, request=Request.objects.get(), action="submit", answers={})
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_text("My words again")).to_be_visible()
    assert_accessible(page)


def test_a_request_for_one_address_by_keyboard_alone(world: World, open_as: Open) -> None:
    case = world.case()
    page = open_as(world.officer)
    page.goto(f"/cases/{case.pk}/")
    reach(page, "New request")
    enter(page, "New request")

    expect(page.get_by_label("Search by country or name")).to_be_focused()
    page.keyboard.type("roman")  # the cursor stands in the search
    page.keyboard.press("Enter")
    reach(page, "Begin the draft")
    enter(page, "Preservation: Phishing of bank customers")

    reach(page, "Data to be preserved")
    enter(page, "Data to be preserved")
    page.keyboard.press("Space")  # subscriber information
    fill(page, "Relationship of the data to the offence", "It opened the account.")
    reach(page, "Save and continue")
    enter(page, "Identifiers")

    page.keyboard.type("185.220.101.7")  # that it is an IP address is chosen already
    fill(page, "Source port", "51234")
    fill(page, "Date", "2026-11-14T08:21:07+04:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("185.220.101.7 is added.")).to_be_visible()
    settled(page)
    reach(page, "Continue")
    enter(page, "Custodian or location")

    page.keyboard.type("Hosting SRL")
    enter(page, "Necessity and duration")
    page.keyboard.type("The logs are kept for 30 days.")
    reach(page, "Save and continue")
    enter(page, "What follows")
    page.keyboard.press("Space")  # a request for mutual assistance will follow
    enter(page, "Preservation: Phishing of bank customers")

    expect(page.get_by_text("Every legal duty is met")).to_be_visible()
    reach(page, "Submit for approval")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    assert Request.objects.get().status == "in_review"


def test_what_is_typed_is_saved_by_itself(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/necessity/")
    for text in ("Saved by itself", "Saved by itself, and again"):
        with page.expect_response("**/autosave/"):
            page.get_by_label("Necessity of the preservation").fill(text)
        expect(page.locator(".mla-saved")).to_contain_text("Saved")
        assert Request.objects.get().content["necessity"] == text
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What follows")


def test_a_colleagues_words_stop_it_and_the_button_shows_both(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/necessity/")
    request_edit(actor=world.colleague, request=row, content={"necessity": "Theirs"})
    page.get_by_label("Necessity of the preservation").fill("Mine")
    expect(page.locator(".mla-saved")).to_contain_text("Not saved: What you typed is kept")
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_text("Saved now, by Colleague")).to_be_visible()
    expect(page.get_by_label("Necessity of the preservation")).to_have_value("Mine")
    follow(page.get_by_role("button", name="Save and continue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What follows")
    assert Request.objects.get().content["necessity"] == "Mine"


def test_rows_of_offences_come_and_go_without_leaving_the_page(world: World, open_as: Open) -> None:
    row = world.draft()
    page = open_as(world.officer)
    page.goto(f"/requests/{row.pk}/sections/offence/")
    page.get_by_label("Brief summary of the facts").fill("Typed before")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("button", name="Add an offence").click()
    expect(page.locator("[name=offences-1-article]")).to_be_focused()
    page.locator("[name=offences-1-title]").fill("Extortion")
    page.get_by_role("button", name="Remove offence 1").click()
    expect(page.locator("[name=offences-0-title]")).to_have_value("Extortion")
    # Only then is the page at rest, and the Enter key goes where it is meant to.
    expect(page.locator("[name=offences-0-article]")).to_be_focused()
    assert page.evaluate("window.sameDocument")
    expect(page.get_by_label("Brief summary of the facts")).to_have_value("Typed before")
    page.locator("[name=offences-0-title]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data to be preserved")
    assert [one.title for one in row.own_case.offences.all()] == ["Extortion"]


def test_a_double_click_begins_one_draft(world: World, open_as: Open) -> None:
    case = world.case()
    page = open_as(world.officer, java_script_enabled=False)
    page.goto(f"/cases/{case.pk}/requests/new/")
    page.get_by_label("Requested authority").select_option("RO-247")
    page.get_by_role("button", name="Begin the draft").dblclick()
    expect(page.get_by_text("legal duties are not met yet")).to_be_visible()
    assert Request.objects.count() == 1


def test_an_authority_is_found_by_typing(world: World, open_as: Open) -> None:
    case = world.case()
    page = open_as(world.officer)
    page.goto(f"/cases/{case.pk}/requests/new/")
    search = page.get_by_label("Search by country or name")
    select = page.get_by_label("Requested authority", exact=True)
    expect(search).to_be_focused()
    search.fill("cyber")
    expect(page.get_by_text("2 found")).to_be_visible()
    search.fill("duty united")
    expect(page.get_by_text("1 found")).to_be_visible()
    search.press("Enter")
    expect(select).to_have_value("US-247")
    search.fill("nowhere")
    expect(page.get_by_text("0 found")).to_be_visible()
    expect(select).to_have_value("US-247")
    search.press("Escape")
    assert select.locator("option").count() == 4


def open_without_autosave(page: Page, address: str) -> None:
    page.route("**/autosave/", lambda route: route.abort())
    page.goto(address)


def reach(page: Page, name: str) -> None:
    """Press Tab until the control or link whose name begins so has the focus."""
    focused = "() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()"
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(focused).startswith(name):
            return
    pytest.fail(f"{name} cannot be reached by keyboard on {page.url}")


def fill(page: Page, name: str, text: str) -> None:
    reach(page, name)
    page.keyboard.type(text)


def enter(page: Page, heading: str) -> None:
    """Press Enter, and arrive at the page with this heading, ready for the next key."""
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    settled(page)
