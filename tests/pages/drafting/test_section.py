"""One section of a draft: shown, typed, saved, refused."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.audit.models import Event
from requests_app.kinds import KINDS
from requests_app.models import Request
from tests.pages.browserless import fields_of, send
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db

PAGES = [section.code for section in KINDS["preservation"].sections if section.fields]


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft()


def url(row: Request, section: str) -> str:
    return f"/requests/{row.pk}/sections/{section}/"


def content(row: Request) -> dict[str, object]:
    row.refresh_from_db()
    return dict(row.content)


@pytest.mark.parametrize("section", PAGES)
def test_saving_what_the_page_shows_changes_nothing(draft: Request, client: Client, section: str) -> None:
    before, events = content(draft), Event.objects.count()
    assert send(client, url(draft, section), "section").status_code == 302
    assert content(draft) == before
    assert Event.objects.count() == events


@pytest.mark.parametrize("section", PAGES)
def test_an_instant_kept_with_fractions_of_a_second_keeps_them(draft: Request, client: Client, section: str) -> None:
    Request.objects.filter(pk=draft.pk).update(
        content={**draft.content, "period_from": "2026-11-01T00:00:00.123456+04:00"}
    )
    send(client, url(draft, section), "section")
    assert content(draft)["period_from"] == "2026-11-01T00:00:00.123456+04:00"


def test_save_and_continue_leads_through_all_sections_to_the_check(draft: Request, client: Client) -> None:
    codes = [section.code for section in KINDS["preservation"].sections]
    for code, following in zip(codes, [*codes[1:], ""], strict=True):
        if code == "identifiers":
            continue
        response = send(client, url(draft, code), "section")
        expected = {
            "identifiers": f"/requests/{draft.pk}/identifiers/",
            "": f"/requests/{draft.pk}/check/",
        }.get(following, url(draft, following))
        assert response.headers["Location"] == expected


def test_save_and_return_leads_to_the_list(draft: Request, client: Client) -> None:
    response = send(client, url(draft, "necessity"), "section", then="list", necessity="Kept for 30 days only.")
    assert response.headers["Location"] == f"/requests/{draft.pk}/"
    assert content(draft)["necessity"] == "Kept for 30 days only."


def test_every_kind_of_answer_is_saved_as_the_contract_has_it(draft: Request, client: Client) -> None:
    send(
        client,
        url(draft, "data"),
        "section",
        data_categories=["content", "subscriber"],
        data_description="Mails\r\nand attachments",
        period_from_0="2026-11-02",
        period_from_1="08:21",
        period_from_2="+04:00",
        period_to_0="2026-11-14T08:21:07Z",
        period_to_1="",
        period_to_2="",
    )
    send(client, url(draft, "parties"), "section", confirmation_contact__name="Nino", response_expedited="on")
    send(client, url(draft, "necessity"), "section", duration_days="120")
    send(client, url(draft, "intention"), "section", mla_planned_on="14.02.2027", mla_intended=None)
    saved = content(draft)
    assert saved["data_categories"] == ["subscriber", "content"]
    assert saved["data_description"] == "Mails\nand attachments"
    assert saved["period_from"] == "2026-11-02T08:21:00+04:00"
    assert saved["period_to"] == "2026-11-14T08:21:07+00:00"
    assert saved["response_expedited"] is True
    assert saved["duration_days"] == 120
    assert saved["mla_planned_on"] == "2027-02-14"
    assert saved["mla_intended"] is False
    assert saved["confirmation_contact"] == {
        "name": "Nino",
        "job_title": "",
        "function": "",
        "telephone": "",
        "cell_phone": "",
        "email": "",
    }


def test_answers_can_be_taken_back(draft: Request, client: Client) -> None:
    send(client, url(draft, "custodian"), "section", custodian__name="", custodian__country="", custodian__contact="")
    send(client, url(draft, "data"), "section", period_from_0="", period_from_1="", period_from_2="")
    saved = content(draft)
    assert saved["custodian"] is None
    assert saved["period_from"] is None


def test_urgency_and_requested_authority_are_answers_too(draft: Request, client: Client, world: World) -> None:
    send(client, url(draft, "urgency"), "section", urgency="urgent", urgency_grounds=["volatility"])
    send(client, url(draft, "parties"), "section", requested_authority="US-247")
    draft.refresh_from_db()
    assert draft.urgency == "urgent"
    assert draft.requested_authority == world.outsider


def test_an_urgency_says_how_fast_receipt_is_acknowledged(draft: Request, client: Client) -> None:
    page = client.get(url(draft, "urgency")).content.decode()
    assert "Normal: receipt acknowledged within 24 hours" in page
    assert "Urgent: receipt acknowledged within 4 hours" in page
    assert "Emergency: receipt acknowledged within 1 hour; only for a significant and imminent risk" in page


def test_authorities_of_the_own_country_are_not_offered(draft: Request, client: Client) -> None:
    page = client.get(url(draft, "parties")).content.decode()
    assert '<option value="RO-247" selected>Romania: Cybercrime Service' in page
    assert 'value="GE-CA"' not in page


def test_facts_begin_as_those_of_the_case_and_stay_the_cases_until_changed(draft: Request, client: Client) -> None:
    assert fields_of(client.get(url(draft, "offence")), "section")["facts"] == draft.own_case.facts
    send(client, url(draft, "offence"), "section")
    assert "facts" not in content(draft)
    send(client, url(draft, "offence"), "section", facts="For this request only.")
    assert content(draft)["facts"] == "For this request only."


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(draft: Request, client: Client) -> None:
    before = content(draft)
    response = send(
        client,
        url(draft, "data"),
        "section",
        period_from_0="14/11/2026",
        period_to_1="25:00",
        relationship="x" * 8001,
        data_description="y" * 4001,
    )
    page = response.content.decode()
    assert response.status_code == 400
    for text in (
        "Period from: Write the date as year-month-day",
        "Period to: Write the time as hours:minutes:seconds",
        "Relationship of the data to the offence: This is 8001 characters long. Shorten it to 8000.",
        "Description of the data: This is 4001 characters long. Shorten it to 4000.",
    ):
        assert page.count(text) == 2, text  # beside the field, and in the summary
    shown = fields_of(response, "section")
    assert shown["period_from_0"] == "14/11/2026"
    assert shown["relationship"] == "x" * 8001
    assert content(draft) == before


def test_less_than_sixty_days_is_refused_with_the_reason(draft: Request, client: Client) -> None:
    response = send(client, url(draft, "necessity"), "section", duration_days="30")
    assert "Article 29(7) gives at least 60" in response.content.decode()


def test_the_cursor_stands_in_the_answer_one_came_for(draft: Request, client: Client) -> None:
    page = client.get(url(draft, "data") + "?field=relationship").content.decode()
    assert page.count("autofocus") == 1
    assert 'name="relationship"' in page[page.index("autofocus") - 400 : page.index("autofocus") + 200]


def test_a_reader_may_not_write(draft: Request, client: Client, world: World) -> None:
    client.force_login(world.auditor)
    assert client.get(url(draft, "necessity")).status_code == 403
    assert client.post(url(draft, "necessity"), {"necessity": "x"}).status_code == 403


def test_a_stranger_finds_nothing(draft: Request, client: Client, world: World) -> None:
    client.force_login(world.stranger)
    assert client.get(url(draft, "necessity")).status_code == 404
    assert client.post(url(draft, "necessity"), {"necessity": "x"}).status_code == 404


def test_a_section_that_does_not_exist(draft: Request, client: Client) -> None:
    assert client.get(url(draft, "nonsense")).status_code == 404


def test_a_session_that_ended_loses_nothing(draft: Request, client: Client, world: World) -> None:
    signed_in = {"username": "officer", "password": PASSWORD}
    client.logout()
    client.post("/sign-in/", signed_in)
    fields = {
        **fields_of(client.get(url(draft, "necessity")), "section"),
        "necessity": "Typed before the session ended",
    }
    del client.cookies["sessionid"]
    response = client.post(url(draft, "necessity"), fields, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    kept = client.post("/sign-in/", {**fields_of(response, ""), **signed_in})
    assert "Typed before the session ended" in kept.content.decode()
    client.post(url(draft, "necessity"), fields_of(kept, ""))
    assert content(draft)["necessity"] == "Typed before the session ended"
