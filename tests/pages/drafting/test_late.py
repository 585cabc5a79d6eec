"""Typed into a draft that is none any more: refused, and every word is there to be copied."""

from __future__ import annotations

import pytest
from django.test import Client

from requests_app.models import Request
from requests_app.services.actions import action_perform
from tests.pages.browserless import fields_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft()


def submit(world: World, row: Request) -> None:
    action_perform(actor=world.officer, request=row, action="submit", answers={})


@pytest.mark.parametrize(
    ("section", "typed", "words"),
    [
        ("necessity", {"necessity": "Kept for 30 days."}, ["Kept for 30 days."]),
        (
            "data",
            {"data_categories": ["subscriber", "content"], "period_from_0": "14/11/2026"},
            ["Subscriber information Content data", "14/11/2026"],
        ),
        ("custodian", {"custodian__name": "Hosting OÜ", "custodian_unknown": "on"}, ["Hosting OÜ", "Yes"]),
        ("urgency", {"urgency": "emergency"}, ["Emergency: receipt acknowledged within 1 hour"]),
        ("offence", {"facts": "Facts", "offences-0-provision": "Criminal Code 187"}, ["Facts", "Criminal Code 187"]),
    ],
)
def test_a_section(
    world: World, draft: Request, client: Client, section: str, typed: dict[str, object], words: list[str]
) -> None:
    url = f"/requests/{draft.pk}/sections/{section}/"
    fields = fields_of(client.get(url), "section")
    submit(world, draft)
    response = client.post(url, {**fields, **typed})
    page = response.content.decode()
    assert response.status_code == 409
    assert "no draft any more: Waiting for approval" in page
    for word in words:
        assert word in page


def test_identifiers(world: World, draft: Request, client: Client) -> None:
    url = f"/requests/{draft.pk}/identifiers/"
    submit(world, draft)
    added = client.post(url, {"type": "email", "value": "help@bank.example"})
    pasted = client.post(f"{url}load/", {"lines": "185.220.101.9, 443"})
    changed = client.post(f"{url}{draft.identifiers.get().pk}/", {"type": "ip", "value": "185.220.101.99"})
    assert [one.status_code for one in (added, pasted, changed)] == [409, 409, 409]
    assert "help@bank.example" in added.content.decode()
    assert "185.220.101.9, 443" in pasted.content.decode()
    assert "185.220.101.99" in changed.content.decode()
    assert draft.identifiers.count() == 1


def test_removing_too_late_is_refused(world: World, draft: Request, client: Client) -> None:
    submit(world, draft)
    assert client.post(f"/requests/{draft.pk}/identifiers/{draft.identifiers.get().pk}/remove/").status_code == 409
    assert draft.identifiers.count() == 1


def test_an_autosave(world: World, draft: Request, client: Client) -> None:
    submit(world, draft)
    response = client.post(
        f"/requests/{draft.pk}/sections/necessity/autosave/", {"necessity": "x", "changed": "necessity"}
    )
    assert response.status_code == 409
    assert "no draft any more" in response.json()["message"]


@pytest.mark.parametrize("page", ["sections/necessity/", "identifiers/", "check/"])
def test_an_old_address_leads_to_the_request(world: World, draft: Request, client: Client, page: str) -> None:
    submit(world, draft)
    assert client.get(f"/requests/{draft.pk}/{page}").headers["Location"] == f"/requests/{draft.pk}/"


def test_the_requested_side_learns_nothing_of_the_case_through_old_addresses(world: World, client: Client) -> None:
    row = world.sent()
    client.force_login(world.their_supervisor)
    for page in ("sections/necessity/", "sections/offence/", "identifiers/", "check/"):
        assert client.get(f"/requests/{row.pk}/{page}").headers["Location"] == f"/requests/{row.pk}/"
    for page in ("sections/necessity/", "sections/offence/", "sections/necessity/autosave/", "identifiers/"):
        response = client.post(f"/requests/{row.pk}/{page}", {"necessity": "x"})
        assert response.status_code == 403
        assert "Phishing" not in response.content.decode()
