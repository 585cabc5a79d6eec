"""The catalogue of offences: kept by the authority, and chosen where offences are named."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from requests_app.models import Case, CatalogueOffence
from requests_app.services.catalogue import OFFENCES
from requests_app.services.shelves import entry_add
from tests.pages.browserless import fields_of, send
from tests.world import CASE, OUTSIDE, World

pytestmark = pytest.mark.django_db

FRAUD = {"article": "8", "title": "Fraud", "provision": "Criminal Code 180", "max_penalty": "9 years"}


@pytest.fixture
def offence(world: World, client: Client) -> CatalogueOffence:
    client.force_login(world.officer)
    return entry_add(actor=world.officer, shelf=OFFENCES, authority=world.asking, answers=FRAUD)


def row_of(fields: dict[str, Any], number: int) -> dict[str, Any]:
    return {name: fields[f"offences-{number}-{name}"] for name in FRAUD}


def test_one_is_added_changed_and_ended(world: World, client: Client) -> None:
    client.force_login(world.officer)
    assert send(client, "/offences/new/", "kept", **FRAUD).headers["Location"] == "/offences/"
    row = CatalogueOffence.objects.get()
    assert (row.article, row.title, row.kept_by) == ("8", "Fraud", world.officer)
    send(client, f"/offences/{row.pk}/", "kept", article="", max_penalty="10 years")
    row.refresh_from_db()
    assert (row.article, row.max_penalty) == (None, "10 years")
    client.post(f"/offences/{row.pk}/end/")
    assert not client.get("/offences/").context["page"].items


@pytest.mark.parametrize("bad", [{"title": ""}, {"title": "\x00"}, {"provision": "x" * 201}, {"article": "12"}])
def test_it_is_judged_as_an_offence_of_a_case(world: World, client: Client, bad: dict[str, str]) -> None:
    client.force_login(world.officer)
    assert send(client, "/offences/new/", "kept", **{**FRAUD, "article": "", **bad}).status_code == 400
    assert not CatalogueOffence.objects.exists()


def test_an_article_alone_gives_its_title(world: World, client: Client) -> None:
    client.force_login(world.officer)
    send(client, "/offences/new/", "kept", article="2")
    assert CatalogueOffence.objects.get().title == "Illegal access"


def test_the_same_twice_is_refused(offence: CatalogueOffence, client: Client) -> None:
    assert "already has this offence" in send(client, "/offences/new/", "kept", **FRAUD).content.decode()


def test_choosing_fills_the_row_that_is_empty(world: World, offence: CatalogueOffence, client: Client) -> None:
    typed = {"reference": "GE-1", "add": "catalogue", "catalogue": str(offence.pk)}
    fields = fields_of(send(client, "/cases/new/", "case", **typed), "case")
    assert fields["offences-TOTAL_FORMS"] == "1"
    assert row_of(fields, 0) == FRAUD
    assert fields["reference"] == "GE-1"


def test_choosing_comes_after_what_is_there(world: World, offence: CatalogueOffence, client: Client) -> None:
    case = world.case(offences=OUTSIDE)
    typed = {"add": "catalogue", "catalogue": "article-9"}
    fields = fields_of(send(client, f"/cases/{case.pk}/edit/", "case", **typed), "case")
    assert row_of(fields, 0)["title"] == "Extortion"
    assert row_of(fields, 1)["title"] == "Offences related to child sexual abuse material"
    assert [one.title for one in case.offences.all()] == ["Extortion"], "saved by the button only"


def test_in_a_request(world: World, offence: CatalogueOffence, client: Client) -> None:
    row = world.draft(case=world.case(offences=[]))
    page = f"/requests/{row.pk}/sections/offence/"
    typed = {"facts": "Typed.", "add": "catalogue", "catalogue": str(offence.pk)}
    fields = fields_of(send(client, page, "section", **typed), "section")
    assert (row_of(fields, 0), fields["facts"]) == (FRAUD, "Typed.")
    client.post(page, fields)
    assert [one.title for one in row.own_case.offences.all()] == ["Fraud"]


def test_in_the_short_form(world: World, offence: CatalogueOffence, client: Client) -> None:
    page = f"/cases/{world.case(offences=[]).pk}/requests/express/"
    typed = {"necessity": "Typed.", "add": "catalogue", "catalogue": str(offence.pk)}
    fields = fields_of(send(client, page, "express", **typed), "express")
    assert (row_of(fields, 0), fields["necessity"]) == (FRAUD, "Typed.")


@pytest.mark.parametrize(
    "key", ["", "nonsense", "article-1", "article-12", "\x00", "018f0000-0000-7000-8000-000000000000"]
)
def test_a_choice_that_is_none_changes_nothing(world: World, client: Client, key: str) -> None:
    client.force_login(world.officer)
    page = send(client, f"/cases/{world.case().pk}/edit/", "case", add="catalogue", catalogue=key)
    fields = fields_of(page, "case")
    assert fields["offences-TOTAL_FORMS"] == "1"
    assert row_of(fields, 0) == CASE["offences"][0]


def test_that_of_another_authority_is_out_of_reach(world: World, client: Client) -> None:
    theirs = entry_add(actor=world.their_supervisor, shelf=OFFENCES, authority=world.asked, answers=FRAUD)
    client.force_login(world.officer)
    page = send(client, "/cases/new/", "case", add="catalogue", catalogue=str(theirs.pk))
    assert row_of(fields_of(page, "case"), 0)["title"] == ""
    assert str(theirs.pk) not in page.content.decode()
    assert not Case.objects.exists()
