"""Saved while somebody types: what is right as it stands, and nothing that a colleague wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from requests_app.models import Request
from requests_app.services.drafts import request_edit
from tests.pages.browserless import fields_of
from tests.world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft()


def version(client: Client, row: Request, section: str) -> str:
    return str(fields_of(client.get(f"/requests/{row.pk}/sections/{section}/"), "section")["version"])


def autosave(client: Client, row: Request, section: str, **sent: Any) -> Response:
    return client.post(f"/requests/{row.pk}/sections/{section}/autosave/", sent, headers={"X-Autosave": "1"})


def content(row: Request) -> dict[str, Any]:
    row.refresh_from_db()
    return dict(row.content)


def test_a_changed_answer_is_saved_and_the_page_goes_on_from_there(draft: Request, client: Client) -> None:
    seen = version(client, draft, "necessity")
    for text in ("The logs", "The logs are", "The logs are kept for 30 days."):
        answer = autosave(client, draft, "necessity", version=seen, changed="necessity", necessity=text)
        assert answer.status_code == 200
        assert answer.json()["saved_at"].endswith("Z")
        seen = answer.json()["version"]
    assert content(draft)["necessity"] == "The logs are kept for 30 days."
    assert seen == version(client, draft, "necessity")


def test_what_was_not_changed_is_not_touched(draft: Request, client: Client) -> None:
    seen = version(client, draft, "urgency")
    autosave(client, draft, "urgency", version=seen, changed="urgency", urgency="urgent")
    assert content(draft)["confidential"] is True
    assert draft.urgency == "urgent"


def test_an_unticked_box_sends_only_its_name(draft: Request, client: Client) -> None:
    seen = version(client, draft, "data")
    autosave(client, draft, "data", version=seen, changed="data_categories")
    autosave(client, draft, "intention", version=version(client, draft, "intention"), changed="mla_intended")
    assert content(draft)["data_categories"] == []
    assert content(draft)["mla_intended"] is False


def test_half_an_instant_waits_while_the_rest_is_saved(draft: Request, client: Client) -> None:
    before = content(draft)["period_from"]
    answer = autosave(
        client,
        draft,
        "data",
        version=version(client, draft, "data"),
        changed=["period_from", "relationship"],
        period_from_0="2026-11-14",
        period_from_1="",
        period_from_2="",
        relationship="New words",
    )
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Period from: Enter the time")
    assert content(draft)["relationship"] == "New words"
    assert content(draft)["period_from"] == before
    later = autosave(
        client,
        draft,
        "data",
        version=answer.json()["version"],
        changed=["period_from", "relationship"],
        period_from_0="2026-11-14",
        period_from_1="08:21:07",
        period_from_2="+04:00",
        relationship="New words, and more",
    )
    assert later.status_code == 200
    assert content(draft)["period_from"] == "2026-11-14T08:21:07+04:00"
    assert content(draft)["relationship"] == "New words, and more"


def test_a_group_is_saved_as_a_whole_or_not(draft: Request, client: Client) -> None:
    seen = version(client, draft, "custodian")
    whole = {"custodian__name": "Other SRL", "custodian__country": "Romania", "custodian__contact": ""}
    changed = list(whole)
    assert autosave(client, draft, "custodian", version=seen, changed=changed, **whole).status_code == 200
    assert content(draft)["custodian"]["name"] == "Other SRL"


def test_a_part_of_a_group_keeps_its_other_parts(draft: Request, client: Client) -> None:
    seen = version(client, draft, "custodian")
    sent = {"custodian__name": "Other SRL"}
    assert autosave(client, draft, "custodian", version=seen, changed="custodian__name", **sent).status_code == 200
    assert content(draft)["custodian"] == {
        "name": "Other SRL",
        "country": "Romania",
        "contact": "abuse@hosting.example",
    }


def test_a_colleagues_words_are_left_and_the_others_saved(world: World, draft: Request, client: Client) -> None:
    seen = version(client, draft, "necessity")
    request_edit(actor=world.colleague, request=draft, content={"necessity": "Theirs"})
    answer = autosave(
        client,
        draft,
        "necessity",
        version=seen,
        changed=["necessity", "duration_days"],
        necessity="Mine",
        duration_days="180",
    )
    assert answer.status_code == 409
    assert "a colleague changed the same place" in answer.json()["message"]
    assert content(draft)["necessity"] == "Theirs"
    assert content(draft)["duration_days"] == 180


def test_a_colleagues_other_answer_stays_unseen_until_it_is_shown(world: World, draft: Request, client: Client) -> None:
    seen = version(client, draft, "necessity")
    request_edit(actor=world.colleague, request=draft, content={"duration_days": 365})
    answer = autosave(client, draft, "necessity", version=seen, changed="necessity", necessity="Mine")
    assert answer.status_code == 200
    late = autosave(
        client, draft, "necessity", version=answer.json()["version"], changed="duration_days", duration_days="61"
    )
    assert late.status_code == 409
    assert content(draft)["duration_days"] == 365


def test_emptied_facts_are_those_of_the_case_and_can_be_typed_anew(draft: Request, client: Client) -> None:
    seen = version(client, draft, "offence")
    for text in ("Own facts", "", "Own facts again"):
        answer = autosave(client, draft, "offence", version=seen, changed="facts", facts=text)
        assert answer.status_code == 200
        seen = answer.json()["version"]
    assert content(draft)["facts"] == "Own facts again"


def test_offences_wait_for_the_button_and_it_says_so(draft: Request, client: Client) -> None:
    seen = version(client, draft, "offence")
    sent = {"facts": "New facts", "offences-0-title": "Fraud"}
    answer = autosave(client, draft, "offence", version=seen, changed=["facts", "offences-0-title"], **sent)
    assert answer.status_code == 400
    assert "Offences are saved when you press the button" in answer.json()["message"]
    assert content(draft)["facts"] == "New facts"
    assert draft.own_case.offences.get().title == "Computer-related fraud"


def test_only_who_may_write(world: World, draft: Request, client: Client) -> None:
    for user, status in ((world.auditor, 403), (world.stranger, 404)):
        client.force_login(user)
        answer = autosave(client, draft, "necessity", changed="necessity", necessity="x")
        assert answer.status_code == status
        assert answer.json()["message"]
    client.logout()
    assert autosave(client, draft, "necessity", changed="necessity", necessity="x").status_code in {401, 403}


@pytest.mark.parametrize("changed", ["nonsense", "version", "", "__proto__", "period_from_9", "\x00"])
def test_names_that_are_none_change_nothing(draft: Request, client: Client, changed: str) -> None:
    before = content(draft)
    seen = version(client, draft, "data")
    assert autosave(client, draft, "data", version=seen, changed=changed, nonsense="x").status_code in {200, 400}
    assert content(draft) == before
