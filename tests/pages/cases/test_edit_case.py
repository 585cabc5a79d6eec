"""Changing a case, also while a colleague changes it."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.audit.models import Event
from requests_app.models import Case
from requests_app.services.cases import case_change
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World, client: Client) -> Case:
    client.force_login(world.officer)
    return world.case()


def url(case: Case) -> str:
    return f"/cases/{case.pk}/edit/"


def test_saving_what_the_page_shows_changes_nothing(case: Case, client: Client) -> None:
    events = Event.objects.count()
    assert send(client, url(case), "case").headers["Location"] == f"/cases/{case.pk}/"
    assert Event.objects.count() == events


def test_it_is_changed(case: Case, client: Client) -> None:
    send(client, url(case), "case", title="Another title", sealed="on", **{"offences-0-max_penalty": "12 years"})
    case.refresh_from_db()
    assert (case.title, case.sealed) == ("Another title", True)
    assert case.offences.get().max_penalty == "12 years"


def test_number_and_title_cannot_be_emptied(case: Case, client: Client) -> None:
    response = send(client, url(case), "case", reference="", title=" ")
    assert response.status_code == 400
    assert response.content.decode().count("This cannot be left empty.") == 4


def test_both_texts_are_shown_and_the_next_save_keeps_ones_own(world: World, case: Case, client: Client) -> None:
    fields = fields_of(client.get(url(case)), "case")
    case_change(actor=world.colleague, case=case, answers={"facts": "Theirs", "title": "Their title"})
    response = client.post(url(case), {**fields, "facts": "Mine"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Saved now, by Colleague" in page
    shown = fields_of(response, "compare")
    assert (shown["facts"], shown["title"]) == ("Mine", "Their title")
    assert client.post(url(case), shown).status_code == 302
    case.refresh_from_db()
    assert (case.facts, case.title) == ("Mine", "Their title")


def test_different_places_are_no_conflict(world: World, case: Case, client: Client) -> None:
    fields = fields_of(client.get(url(case)), "case")
    case_change(actor=world.colleague, case=case, answers={"facts": "Theirs"})
    assert client.post(url(case), {**fields, "offences-0-provision": "187"}).status_code == 302
    case.refresh_from_db()
    assert (case.facts, case.offences.get().provision) == ("Theirs", "187")


def test_offences_are_compared(world: World, case: Case, client: Client) -> None:
    fields = fields_of(client.get(url(case)), "case")
    case_change(actor=world.colleague, case=case, answers={"offences": []})
    response = client.post(url(case), {**fields, "offences-0-provision": "187"})
    assert response.status_code == 409
    assert "Nothing: it was emptied." in response.content.decode()


def test_rows_come_and_go_without_saving(case: Case, client: Client) -> None:
    shown = fields_of(send(client, url(case), "case", add="1", title="Half a ti"), "case")
    assert (shown["title"], shown["offences-TOTAL_FORMS"]) == ("Half a ti", "2")
    case.refresh_from_db()
    assert case.title == "Phishing of bank customers"


def test_a_reader_may_not(world: World, case: Case, client: Client) -> None:
    client.force_login(world.auditor)
    assert client.get(url(case)).status_code == 403
    assert client.post(url(case), {"title": "x"}).status_code == 403
