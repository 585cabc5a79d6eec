"""A list in a real browser: pasted, loaded and mended, by keyboard, on a phone, open to everybody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from requests_app.models import Request
from tests.browser import PHONE, WIDE, Open, assert_accessible
from tests.world import World, make_world

AT = "2026-11-14 08:21:07"
LINES = [
    f"185.220.101.7, 51234, {AT}",
    f"185.220.101.300, 51235, {AT}",
    "hxxps://bank-login[.]example/pay",
    "help@bank.example",
    "ذوالفقار",
    "help@bank.example",
]


@pytest.fixture
def world(site: str) -> World:
    return make_world()


def url(row: Request) -> str:
    return f"/requests/{row.pk}/identifiers/load/"


def assert_open_to_everybody(page: Page, name: str = "") -> None:
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if os.environ.get("SHOTS"):
            page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}-{width}.png", full_page=True)


def test_a_list_is_pasted_and_mended_by_keyboard(world: World, open_as: Open) -> None:
    row = world.draft(identifiers=[])
    page = open_as(world.officer)
    page.goto(url(row))
    expect(page.get_by_label("One identifier on each line")).to_be_focused()
    page.get_by_text("What such a list looks like").click()
    assert_open_to_everybody(page, "load")
    page.get_by_label("One identifier on each line").focus()
    page.keyboard.insert_text("\n".join(LINES))
    page.get_by_role("button", name="Add all lines").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("4 of 6 lines are to be mended. None was taken yet.")
    expect(page.get_by_label("Line 1", exact=True)).to_be_focused()
    assert_open_to_everybody(page, "mend")
    page.get_by_label("Line 2", exact=True).fill(f"185.220.101.30, 51235, {AT}")
    page.get_by_label("Line 5", exact=True).fill("account, ذوالفقار")
    page.get_by_label("Line 6", exact=True).fill("")
    page.get_by_label("UTC offset, or time zone, of instants that have none").select_option("Asia/Tbilisi")
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 identifiers are added.")).to_be_visible()
    expect(page.get_by_text("is written https://bank-login.example/pay.")).to_be_visible()
    assert_open_to_everybody(page, "taken")
    assert row.identifiers.count() == 5


def test_a_file_is_loaded_on_a_phone(world: World, open_as: Open, tmp_path: Path) -> None:
    row = world.draft(identifiers=[])
    log = tmp_path / "log.csv"
    rows = [f"185.220.101.{number};{number + 1024};14.11.2026 08:21:07 +04:00" for number in range(1, 251)]
    log.write_text("value;port;at\r\n" + "\r\n".join(rows), encoding="utf-16")
    page = open_as(world.officer, PHONE)
    page.goto(f"/requests/{row.pk}/identifiers/")
    page.get_by_label("Or a file").set_input_files(log)
    page.get_by_role("button", name="Add all lines").click()
    expect(page.get_by_text("250 identifiers are added.")).to_be_visible()
    assert_open_to_everybody(page, "many")
    assert row.identifiers.count() == 250


def test_what_is_twice_is_left_out_by_one_button(world: World, open_as: Open) -> None:
    row = world.draft(identifiers=[])
    page = open_as(world.officer)
    page.goto(url(row))
    page.get_by_label("One identifier on each line").fill("a@bank.example\nb@bank.example\na@bank.example")
    page.get_by_role("button", name="Add all lines").click()
    expect(page.get_by_text("Line 1 says the same")).to_be_visible()
    assert_open_to_everybody(page, "twins")
    page.get_by_role("button", name="Add the others, leave these out").click()
    expect(page.get_by_text("2 identifiers are added.")).to_be_visible()
