"""Two people on one draft: nothing is overwritten unseen, nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from requests_app.models import Request
from requests_app.services.cases import case_change
from requests_app.services.drafts import request_edit
from tests.pages.browserless import Fields, fields_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft()


def url(row: Request, section: str) -> str:
    return f"/requests/{row.pk}/sections/{section}/"


def opened(client: Client, row: Request, section: str) -> Fields:
    return fields_of(client.get(url(row, section)), "section")


def content(row: Request) -> dict[str, object]:
    row.refresh_from_db()
    return dict(row.content)


def test_both_texts_are_shown_and_the_next_save_keeps_ones_own(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "necessity")
    request_edit(actor=world.colleague, request=draft, content={"necessity": "The colleague's words."})
    response = client.post(url(draft, "necessity"), {**fields, "necessity": "My own words."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Two people wrote in the same place" in page
    assert "Saved now, by Colleague" in page
    assert "The colleague&#x27;s words." in page
    assert content(draft)["necessity"] == "The colleague's words."
    again = fields_of(response, "compare")
    assert again["necessity"] == "My own words."
    assert client.post(url(draft, "necessity"), again).status_code == 302
    assert content(draft)["necessity"] == "My own words."


def test_what_only_the_colleague_changed_stays_the_colleagues(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "necessity")
    request_edit(actor=world.colleague, request=draft, content={"duration_days": 365})
    assert client.post(url(draft, "necessity"), {**fields, "necessity": "My own words."}).status_code == 302
    assert content(draft)["necessity"] == "My own words."
    assert content(draft)["duration_days"] == 365


def test_in_a_comparison_it_is_shown_as_the_colleague_left_it(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "data")
    theirs = {
        "relationship": "Theirs",
        "data_categories": ["content"],
        "period_from": "2026-11-03T00:00:00+02:00",
        "period_to": None,
    }
    request_edit(actor=world.colleague, request=draft, content=theirs)
    response = client.post(url(draft, "data"), {**fields, "relationship": "Mine"})
    shown = fields_of(response, "compare")
    assert response.status_code == 409
    assert shown["data_categories"] == "content"
    assert [shown[f"period_from_{part}"] for part in range(3)] == ["2026-11-03", "00:00:00", "+02:00"]
    assert shown["period_to_0"] == ""
    client.post(url(draft, "data"), shown)
    assert content(draft) | {"relationship": "Mine"} == {**draft.content, **theirs, "relationship": "Mine"}


def test_the_same_words_twice_are_no_conflict(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "necessity")
    request_edit(actor=world.colleague, request=draft, content={"necessity": "The same."})
    assert client.post(url(draft, "necessity"), {**fields, "necessity": "The same."}).status_code == 302


def test_another_section_is_no_conflict(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "necessity")
    request_edit(actor=world.colleague, request=draft, content={"relationship": "x"}, urgency="urgent")
    assert client.post(url(draft, "necessity"), {**fields, "necessity": "Mine"}).status_code == 302


def test_urgency_and_authority_are_compared_too(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "urgency")
    request_edit(actor=world.colleague, request=draft, urgency="emergency")
    response = client.post(url(draft, "urgency"), {**fields, "urgency": "urgent"})
    assert response.status_code == 409
    assert '<p class="mla-typed">Emergency</p>' in response.content.decode()
    fields = opened(client, draft, "parties")
    request_edit(actor=world.colleague, request=draft, requested_authority=world.outsider)
    other = client.post(url(draft, "parties"), {**fields, "requested_authority": "MD-247"})
    assert other.status_code == 409
    assert '<p class="mla-typed">Duty Desk</p>' in other.content.decode()


def test_a_page_that_never_said_what_it_showed_overwrites_nothing(draft: Request, client: Client) -> None:
    assert client.post(url(draft, "necessity"), {"necessity": "Mine", "duration_days": ""}).status_code == 409
    assert client.post(url(draft, "necessity"), {"necessity": "Mine", "version": "::: x"}).status_code == 409


def test_a_second_window_of_the_same_person_counts_as_somebody_else_after_a_minute(
    world: World, draft: Request, client: Client, time_machine: TimeMachineFixture
) -> None:
    fields = opened(client, draft, "necessity")
    time_machine.move_to("2026-11-21T10:00:00Z")
    request_edit(actor=world.officer, request=draft, content={"necessity": "From the other window."})
    time_machine.move_to("2026-11-21T10:05:00Z")
    assert client.post(url(draft, "necessity"), {**fields, "necessity": "Mine"}).status_code == 409


def test_ones_own_autosave_on_its_way_is_nobody_else(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "necessity")
    request_edit(actor=world.officer, request=draft, content={"necessity": "Half of the"})
    assert client.post(url(draft, "necessity"), {**fields, "necessity": "Half of the sentence"}).status_code == 302
    assert content(draft)["necessity"] == "Half of the sentence"


def test_offences_that_both_changed_are_compared(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "offence")
    case_change(
        actor=world.colleague,
        case=draft.own_case,
        answers={"offences": [{"article": "2", "provision": "284", "title": "Illegal access", "max_penalty": ""}]},
    )
    response = client.post(url(draft, "offence"), {**fields, "offences-0-max_penalty": "12 years"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Illegal access (Article 2) – 284" in page
    again = fields_of(response, "compare")
    assert again["offences-0-max_penalty"] == "12 years"
    client.post(url(draft, "offence"), again)
    assert [one.title for one in draft.own_case.offences.all()] == ["Computer-related fraud"]


def test_offences_that_only_the_colleague_changed_are_taken_over(world: World, draft: Request, client: Client) -> None:
    fields = opened(client, draft, "offence")
    case_change(
        actor=world.colleague,
        case=draft.own_case,
        answers={
            "offences": [
                {"article": "2", "provision": "284", "title": "Illegal access", "max_penalty": ""},
                {"article": None, "provision": "", "title": "Extortion", "max_penalty": ""},
            ]
        },
    )
    request_edit(actor=world.colleague, request=draft, content={"facts": "Theirs"})
    response = client.post(url(draft, "offence"), {**fields, "facts": "Mine"})
    shown = fields_of(response, "compare")
    assert response.status_code == 409
    assert [shown["offences-0-title"], shown["offences-1-title"]] == ["Illegal access", "Extortion"]
    client.post(url(draft, "offence"), shown)
    assert draft.own_case.offences.count() == 2
    assert content(draft)["facts"] == "Mine"
