"""The whole draft on one page, before it is submitted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.formats import date_format

from requests_app.kinds import KINDS
from requests_app.models import Request
from tests.pages.browserless import fields_of
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db


def url(row: Request) -> str:
    return f"/requests/{row.pk}/check/"


def test_every_answer_stands_there_in_the_order_of_the_document(world: World, client: Client) -> None:
    client.force_login(world.officer)
    page = client.get(url(world.draft())).content.decode()
    places = [page.index(f'id="{section.code}"') for section in KINDS["preservation"].sections]
    assert places == sorted(places)
    for text in (
        "Computer-related fraud (Article 8) – Criminal Code 180 – 9 years",
        "2026-11-01 00:00:00 +04:00",
        "2026-10-31 20:00:00 UTC",
        "Subscriber information",
        "185.220.101.7",
        "Name of the service provider or other holder: Hosting SRL",
        date_format(date.fromisoformat(CONTENT["mla_planned_on"]), "j F Y"),
        "False pages of a bank took the pass codes",
    ):
        assert text in page


def test_each_answer_leads_to_where_it_is_changed(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft()
    page = client.get(url(draft)).content.decode()
    assert f'href="/requests/{draft.pk}/sections/necessity/?field=necessity#id_necessity"' in page
    assert f'href="/requests/{draft.pk}/identifiers/"' in page


def test_a_complete_draft_is_submitted_from_here_once(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft()
    assert "Submit for approval" in client.get(url(draft)).content.decode()
    assert client.post(f"/requests/{draft.pk}/actions/submit/").status_code == 302
    draft.refresh_from_db()
    assert draft.status == "in_review"
    assert client.post(f"/requests/{draft.pk}/actions/submit/").status_code == 409


def test_an_incomplete_one_says_what_is_missing_and_offers_no_button(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft(content={}, identifiers=[])
    page = client.get(url(draft)).content.decode()
    assert "It cannot be submitted yet: 6 legal duties are not met." in page
    assert "actions/submit/" not in page
    assert "Explain why the preservation is necessary." in page


def test_submitted_all_the_same_it_says_it_again(world: World, client: Client) -> None:
    client.force_login(world.officer)
    draft = world.draft(content={}, identifiers=[])
    response = client.post(f"/requests/{draft.pk}/actions/submit/", follow=True)
    assert "The request is not complete. Answer what is missing, then submit again." in response.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_reader_reads_it_without_buttons(world: World, client: Client) -> None:
    draft = world.draft()
    client.force_login(world.auditor)
    page = client.get(url(draft)).content.decode()
    assert "Hosting SRL" in page
    assert "/sections/" not in page
    assert "Submit for approval" not in page


def test_a_stranger_finds_nothing(world: World, client: Client) -> None:
    draft = world.draft()
    for user in (world.stranger, world.contact):
        client.force_login(user)
        assert client.get(url(draft)).status_code == 404


def test_what_a_person_typed_is_text_and_never_part_of_the_page(world: World, client: Client) -> None:
    evil = "<script>alert(1)</script>"
    draft = world.draft(content={"necessity": evil, "custodian": {"name": evil, "country": "", "contact": ""}})
    client.force_login(world.officer)
    for page in (f"/requests/{draft.pk}/", url(draft), f"/requests/{draft.pk}/sections/necessity/"):
        assert evil not in client.get(page).content.decode()
    assert fields_of(client.get(f"/requests/{draft.pk}/sections/necessity/"), "section")["version"]
