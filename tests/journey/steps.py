"""What a person does on the pages, step by step, as the journeys need it; axe-core looks at every page on the way.

The case is that of tests/cases/phishing.json, and what is asked is its first request.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.utils.dateparse import parse_datetime
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import assert_accessible, follow
from tests.world import PASSWORD

CASE = json.loads((Path(__file__).parents[1] / "cases" / "phishing.json").read_text())
ASKED: dict[str, Any] = CASE["requests"][0]


def enter(context: BrowserContext, username: str) -> Page:
    page = context.new_page()
    page.goto("/")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your work")
    return page


def open_case(page: Page) -> None:
    follow(page.get_by_role("link", name="Open a case").first)
    assert_accessible(page)
    page.get_by_label("Case number").fill(CASE["case"]["reference"])
    page.get_by_label("Title").fill(CASE["case"]["title"])
    page.get_by_label("Brief summary of the facts").fill(CASE["case"]["facts"])
    offence = CASE["case"]["offences"][0]
    page.get_by_label("Article").first.select_option(offence["article"])
    page.get_by_label("Offence").first.fill(offence["title"])
    page.get_by_label("Provision").first.fill(offence["provision"])
    page.get_by_label("Maximum penalty").first.fill(offence["max_penalty"])
    follow(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(CASE["case"]["title"])
    assert_accessible(page)


def begin(page: Page) -> None:
    follow(page.get_by_role("link", name="New request").first)
    assert_accessible(page)
    asked = page.locator("select[name=requested_authority]")
    asked.select_option(asked.locator("option", has_text="24/7 desk of Romania").get_attribute("value"))
    page.get_by_label("Urgent").check()
    follow(page.get_by_role("button", name="Begin the draft"))
    expect(page.get_by_text("legal duties are not met yet")).to_be_visible()
    assert_accessible(page)


def fill_sections(page: Page) -> None:
    content = ASKED["content"]
    go_on = page.get_by_role("button", name="Save and continue")
    follow(page.get_by_role("link", name="Urgency and confidentiality").first)
    assert_accessible(page)
    page.get_by_label("Crime in progress").check()
    page.get_by_label("Volatility of the data").check()
    page.get_by_label("What makes it urgent").fill(content["urgency_details"])
    follow(go_on)
    assert_accessible(page)
    follow(go_on)  # offences and facts come from the case
    for label in ("Subscriber information", "Traffic data", "Content data"):
        page.get_by_label(label).check()
    fill_instant(page, "period_from", content["period_from"])
    fill_instant(page, "period_to", content["period_to"])
    page.get_by_label("Relationship of the data to the offence").fill(content["relationship"])
    assert_accessible(page)
    follow(go_on)
    fill_identifiers(page)
    page.get_by_label("Name of the service provider or other holder").fill(content["custodian"]["name"])
    page.get_by_label("Country").fill(content["custodian"]["country"])
    assert_accessible(page)
    follow(go_on)
    page.get_by_label("Necessity of the preservation").fill(content["necessity"])
    page.get_by_label("Duration asked, in days").fill(str(content["duration_days"]))
    assert_accessible(page)
    follow(go_on)
    page.get_by_label("We intend to submit a request for mutual assistance").check()
    page.get_by_label("Disclose expeditiously the traffic data").check()
    assert_accessible(page)
    follow(go_on)


def fill_instant(page: Page, name: str, text: str) -> None:
    """Date, time and offset apart, as the log shows them."""
    day, _t, rest = text.partition("T")
    page.locator(f"[name={name}_0]").fill(day)
    page.locator(f"[name={name}_1]").fill(rest[:8])
    offset = parse_datetime(text.replace("Z", "+00:00"))
    assert offset is not None
    minutes = int((offset.utcoffset() or offset - offset).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    label = f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    page.locator(f"[name={name}_2]").select_option(label)


def fill_identifiers(page: Page) -> None:
    first, *others = ASKED["identifiers"]
    page.get_by_label("Value").fill("198.51.100.300")
    follow(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("There are 2 things to mend")
    assert_accessible(page)
    page.get_by_label("Value").fill(first["value"])
    page.get_by_label("Source port").fill(str(first["port"]))
    fill_instant(page, "at", first["at"])
    follow(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_text("1 identifier")).to_be_visible()
    lines = [", ".join(str(one[key]) for key in ("value", "port", "at") if one[key] is not None) for one in others]
    page.get_by_label("One identifier on each line").fill("\n".join(lines))
    follow(page.get_by_role("button", name="Add all lines"))
    expect(page.get_by_text(f"{len(ASKED['identifiers'])} identifiers")).to_be_visible()
    assert_accessible(page)
    follow(page.get_by_role("link", name="Continue").first)


def submit(page: Page) -> None:
    expect(page).to_have_title(re.compile("Check and submit"))
    expect(page.get_by_text("Every legal duty is met")).to_be_visible()
    assert_accessible(page)
    follow(page.get_by_role("button", name="Submit for approval").last)
    expect(page.get_by_text("Waiting for approval").first).to_be_visible()
    assert_accessible(page)


def approve(page: Page, reference: str) -> None:
    page.goto("/")
    assert_accessible(page)
    follow(page.get_by_role("main").get_by_role("link").filter(has_text="Phishing").first)
    expect(page.get_by_text(reference).first).to_be_visible()
    follow(page.get_by_role("link", name="Approve").first)
    assert_accessible(page)
    follow(page.get_by_role("button", name="Approve"))
    expect(page.get_by_text("Approved").first).to_be_visible()
    assert_accessible(page)


def send(page: Page) -> None:
    page.reload()
    follow(page.get_by_role("link", name="Open the document").first)
    assert_accessible(page)
    page.go_back()
    follow(page.get_by_role("link", name="Send").first)
    assert_accessible(page)
    follow(page.locator("form#send button[type=submit]"))
    expect(page.get_by_text("Sent").first).to_be_visible()
    assert_accessible(page)


def acknowledge(page: Page, reference: str) -> None:
    follow(page.get_by_role("link", name="Inbox").first)
    assert_accessible(page)
    follow(page.get_by_role("link").filter(has_text=reference).first)
    expect(page.get_by_text("h").first).to_be_visible()
    assert page.get_by_text(CASE["case"]["title"]).count() == 0, "the other side must not see the title of the case"
    assert_accessible(page)
    follow(page.get_by_role("link", name="Acknowledge with your reference"))
    assert_accessible(page)
    page.get_by_label("reference").fill("RO-118/26")
    follow(page.get_by_role("button", name="Acknowledge"))
    expect(page.get_by_text("Acknowledged").first).to_be_visible()
    assert_accessible(page)
