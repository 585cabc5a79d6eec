"""The short form: a case, one identifier, and at once a request that is complete."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from requests_app.models import Case, Request
from requests_app.services.cases import case_change
from requests_app.services.drafts import request_edit
from tests.pages.browserless import fields_of, send
from tests.world import OUTSIDE, World

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {
    "requested_authority": "RO-247",
    "identifier-value": "185.220.101.7",
    "identifier-port": "51234",
    "identifier-at_0": "2026-11-14T08:21:07+04:00",
    "data_categories": ["subscriber"],
    "relationship": "It opened the account.",
    "custodian__name": "Hosting SRL",
    "necessity": "The logs are kept for 30 days.",
    "mla_intended": "on",
}


@pytest.fixture
def case(world: World, client: Client) -> Case:
    client.force_login(world.officer)
    return world.case()


def url(case: Case) -> str:
    return f"/cases/{case.pk}/requests/express/"


def test_what_the_duties_need_makes_a_complete_draft_and_leads_to_the_check(case: Case, client: Client) -> None:
    answer = send(client, url(case), "express", **TYPED)
    draft = Request.objects.get()
    assert answer.headers["Location"] == f"/requests/{draft.pk}/check/"
    assert [one.value for one in draft.identifiers.all()] == ["185.220.101.7"]
    assert draft.content["custodian"] == {"name": "Hosting SRL", "country": "", "contact": ""}
    assert "Every legal duty is met" in client.get(answer.headers["Location"]).content.decode()


def test_what_the_case_and_the_account_say_is_left_to_them(case: Case, client: Client) -> None:
    send(client, url(case), "express", **TYPED)
    assert {"facts", "person_in_charge"}.isdisjoint(Request.objects.get().content)
    send(client, url(case), "express", **TYPED, facts="Of this request alone.")
    assert Request.objects.first().content["facts"] == "Of this request alone."  # type: ignore[union-attr]


def test_every_error_is_said_at_once_beside_its_field_and_nothing_is_made(case: Case, client: Client) -> None:
    wrong = {"requested_authority": "", "identifier-value": "999.1.1.1", "necessity": "x" * 9000, "relationship": ""}
    answer = send(client, url(case), "express", **{**TYPED, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 400
    for control in wrong:
        assert f'id="id_{control}_error"' in page, control
    assert not Request.objects.exists()


def test_every_duty_that_is_not_met_is_named_beside_its_field(case: Case, client: Client) -> None:
    left_out = {
        "data_categories": None,
        "relationship": "",
        "custodian__name": "",
        "necessity": "",
        "mla_intended": None,
    }
    answer = send(client, url(case), "express", **{**TYPED, **left_out, "urgency": "emergency"})
    page = answer.content.decode()
    assert answer.status_code == 400
    for control in (*left_out, "urgency_grounds"):
        assert f'id="id_{control}_error"' in page, control
    assert "Explain why the preservation is necessary. (Art. 29(2)(e))" in page
    assert not Request.objects.exists()


def test_a_refused_one_uses_no_number(case: Case, client: Client) -> None:
    send(client, url(case), "express", **{**TYPED, "necessity": ""})
    send(client, url(case), "express", **TYPED)
    assert Request.objects.get().reference.endswith("-00001")


def test_a_double_click_makes_one(case: Case, client: Client) -> None:
    fields = {**fields_of(client.get(url(case)), "express"), **TYPED}
    first, second = client.post(url(case), fields), client.post(url(case), fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Request.objects.count() == 1


def test_it_can_be_kept_as_a_draft_that_is_not_complete(case: Case, client: Client) -> None:
    kept = {"requested_authority": "RO-247", "necessity": "Soon lost.", "then": "draft"}
    answer = send(client, url(case), "express", **kept)
    draft = Request.objects.get()
    assert answer.headers["Location"] == f"/requests/{draft.pk}/"
    assert draft.content["necessity"] == "Soon lost."
    assert not draft.identifiers.exists()


def test_what_is_wrong_is_not_kept_as_a_draft_either(case: Case, client: Client) -> None:
    typed = {"requested_authority": "RO-247", "identifier-port": "70000", "then": "draft"}
    assert send(client, url(case), "express", **typed).status_code == 400
    assert not Request.objects.exists()


def test_it_offers_how_one_was_reached_the_last_time(world: World, case: Case, client: Client) -> None:
    contact = {"name": "Nino", "telephone": "+995 32 240 00 00"}
    last = world.draft(case=case, content={"confirmation_contact": contact, "person_in_charge": "Nino Beridze"})
    page = client.get(url(case))
    fields = fields_of(page, "express")
    assert fields["confirmation_contact__telephone"] == "+995 32 240 00 00"
    assert fields["person_in_charge"] == "Nino Beridze"
    assert f"as in {last.reference}" in page.content.decode()


def test_of_a_colleagues_request_the_person_in_charge_stays_away(world: World, case: Case, client: Client) -> None:
    world.draft(case=case, content={"response_means": "By e-mail", "person_in_charge": "Nino Beridze"})
    client.force_login(world.colleague)
    fields = fields_of(client.get(url(case)), "express")
    assert (fields["response_means"], fields["person_in_charge"]) == ("By e-mail", "Colleague")


def test_nothing_is_offered_from_a_sealed_case_of_others(world: World, client: Client) -> None:
    sealed = world.case(reference="GE-75/2026", sealed=True)
    row = world.draft(case=sealed, content={})
    request_edit(actor=world.officer, request=row, content={"response_means": "Only by courier"})
    client.force_login(world.colleague)
    assert "courier" not in client.get(url(world.case())).content.decode()


def test_a_case_without_offence_is_asked_for_one(world: World, client: Client) -> None:
    client.force_login(world.officer)
    case = world.case(offences=[])
    assert send(client, url(case), "express", **TYPED).status_code == 400
    row = {f"offences-0-{name}": text or "" for name, text in OUTSIDE[0].items()}
    assert send(client, url(case), "express", **TYPED, **row).status_code == 302
    assert [one.title for one in case.offences.all()] == ["Extortion"]


def test_a_colleague_named_the_offences_meanwhile(world: World, client: Client) -> None:
    client.force_login(world.officer)
    case = world.case(offences=[])
    fields = {**fields_of(client.get(url(case)), "express"), **TYPED, "offences-0-title": "Extortion"}
    case_change(actor=world.colleague, case=case, answers={"offences": OUTSIDE})
    assert client.post(url(case), fields).status_code == 302
    assert case.offences.count() == 1


def test_the_addressee_can_come_from_the_directory(case: Case, client: Client) -> None:
    page = client.get(f"{url(case)}?to=RO-247")
    assert fields_of(page, "express")["requested_authority"] == "RO-247"
    assert "Country sheet of Romania" in page.content.decode()


@pytest.mark.parametrize("bad", ["\x00", "9" * 400, "🕊" * 50, "\u202eabc"])
def test_no_input_breaks_it(case: Case, client: Client, bad: str) -> None:
    fields = fields_of(client.get(url(case)), "express")
    assert client.post(url(case), dict.fromkeys(fields, bad)).status_code == 400
