"""Opening a case."""

from __future__ import annotations

import pytest
from django.test import Client

from contacts.roles import Role
from contacts.services.memberships import membership_grant
from requests_app.models import Case
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db

URL = "/cases/new/"
TYPED = {
    "reference": "GE-80/2026",
    "title": "Theft of mailboxes",
    "facts": "Mailboxes were opened.",
    "offences-0-article": "2",
    "offences-0-provision": "Criminal Code 284",
}


def test_a_case_with_its_offence(world: World, client: Client) -> None:
    client.force_login(world.officer)
    response = send(client, URL, "case", **TYPED)
    case = Case.objects.get()
    assert response.headers["Location"] == f"/cases/{case.pk}/"
    assert (case.reference, case.authority, case.sealed) == ("GE-80/2026", world.asking, False)
    offence = case.offences.get()
    assert (offence.article, offence.title, offence.provision) == ("2", "Illegal access", "Criminal Code 284")


def test_a_sealed_one_opens_for_its_author_alone(world: World, client: Client) -> None:
    client.force_login(world.officer)
    response = send(client, URL, "case", **TYPED, sealed="on")
    assert client.get(response.headers["Location"]).status_code == 200
    client.force_login(world.colleague)
    assert client.get(response.headers["Location"]).status_code == 404


def test_a_double_click_opens_one(world: World, client: Client) -> None:
    client.force_login(world.officer)
    fields = {**fields_of(client.get(URL), "case"), **TYPED}
    first, second = client.post(URL, fields), client.post(URL, fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_a_number_that_is_taken_is_refused_and_nothing_typed_is_lost(world: World, client: Client) -> None:
    world.case(reference="GE-80/2026")
    client.force_login(world.officer)
    response = send(client, URL, "case", **TYPED)
    assert response.status_code == 400
    assert "Your authority already has a case with this number." in response.content.decode()
    shown = fields_of(response, "case")
    assert {name: shown[name] for name in TYPED} == TYPED


def test_all_that_is_wrong_at_once(world: World, client: Client) -> None:
    client.force_login(world.officer)
    response = send(
        client, URL, "case", facts="x" * 20001, **{"offences-0-provision": "187", "offences-0-max_penalty": "y" * 201}
    )
    page = response.content.decode()
    assert response.status_code == 400
    for text in ("This is 20001 characters long", "Row 1: Name the offence.", "Row 1: This is 201 characters long"):
        assert text in page
    after = send(client, URL, "case").content.decode()
    assert "Enter the number of the case in your own register." in after
    assert "Enter a short title by which your colleagues will know the case." in after


def test_rows_come_and_go_without_saving(world: World, client: Client) -> None:
    client.force_login(world.officer)
    response = send(client, URL, "case", **TYPED, add="1")
    shown = fields_of(response, "case")
    assert (shown["title"], shown["offences-1-title"]) == ("Theft of mailboxes", "")
    assert not Case.objects.exists()


def test_one_who_drafts_at_two_authorities_chooses(world: World, client: Client) -> None:
    membership_grant(actor=None, user=world.officer, authority=world.asked, role=Role.OFFICER)
    client.force_login(world.officer)
    assert fields_of(client.get(URL), "case")["authority"]
    send(client, URL, "case", **TYPED, authority="RO-247")
    assert Case.objects.get().authority == world.asked
    assert send(client, URL, "case", **TYPED, authority="MD-247").status_code == 400


def test_who_may_not_draft_may_not_open_one(world: World, client: Client) -> None:
    for user in (world.auditor, world.contact, world.stranger):
        client.force_login(user)
        assert client.get(URL).status_code == 403
        assert client.post(URL, TYPED).status_code == 403
