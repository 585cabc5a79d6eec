"""The offences of the case, as rows in a section of each of its requests."""

from __future__ import annotations

import pytest
from django.test import Client

from requests_app.models import Request
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World, client: Client) -> Request:
    client.force_login(world.officer)
    return world.draft()


def url(row: Request) -> str:
    return f"/requests/{row.pk}/sections/offence/"


def titles(row: Request) -> list[str]:
    return [one.title for one in row.own_case.offences.all()]


def test_a_row_is_added_without_scripts_and_nothing_typed_is_lost(draft: Request, client: Client) -> None:
    response = send(client, url(draft), "section", add="1", facts="Half a sent", **{"offences-0-provision": "187"})
    shown = fields_of(response, "section")
    assert response.status_code == 200
    assert (shown["facts"], shown["offences-0-provision"], shown["offences-1-title"]) == ("Half a sent", "187", "")
    assert titles(draft) == ["Computer-related fraud"]
    filled = {**shown, "offences-1-article": "2", "offences-1-provision": "284"}
    assert client.post(url(draft), filled).status_code == 302
    assert titles(draft) == ["Computer-related fraud", "Illegal access"]


def test_a_row_is_removed_without_scripts(draft: Request, client: Client) -> None:
    two = fields_of(send(client, url(draft), "section", add="1"), "section")
    two |= {"offences-1-title": "Extortion"}
    shown = fields_of(client.post(url(draft), {**two, "remove": "0"}), "section")
    assert shown["offences-0-title"] == "Extortion"
    assert shown["offences-TOTAL_FORMS"] == "1"
    client.post(url(draft), shown)
    assert titles(draft) == ["Extortion"]


def test_the_new_row_has_the_cursor(draft: Request, client: Client) -> None:
    page = send(client, url(draft), "section", add="1").content.decode()
    assert page.count("autofocus") == 1
    assert 'name="offences-1-article"' in page[page.index("autofocus") - 300 : page.index("autofocus") + 100]


def test_an_empty_row_does_not_count(draft: Request, client: Client) -> None:
    shown = fields_of(send(client, url(draft), "section", add="1"), "section")
    client.post(url(draft), shown)
    assert titles(draft) == ["Computer-related fraud"]


def test_all_rows_emptied_leave_none(draft: Request, client: Client) -> None:
    empty = dict.fromkeys(["article", "title", "provision", "max_penalty"], "")
    send(client, url(draft), "section", **{f"offences-0-{name}": value for name, value in empty.items()})
    assert titles(draft) == []


def test_what_is_wrong_stands_beside_its_row(draft: Request, client: Client) -> None:
    shown = fields_of(send(client, url(draft), "section", add="1"), "section")
    shown |= {"offences-0-title": "x" * 301, "offences-1-provision": "187", "facts": "y" * 20001}
    response = client.post(url(draft), shown)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Row 1: This is 301 characters long. Shorten it to 300." in page
    assert "Row 2: Name the offence." in page
    assert "This is 20001 characters long" in page
    assert titles(draft) == ["Computer-related fraud"]


def test_the_facts_are_saved_only_together_with_the_offences(draft: Request, client: Client) -> None:
    send(client, url(draft), "section", facts="New facts", **{"offences-0-title": "", "offences-0-article": ""})
    draft.refresh_from_db()
    assert "facts" not in draft.content


@pytest.mark.parametrize("total", ["0", "51", "1000000000", "-1", "x", ""])
def test_a_number_of_rows_that_cannot_be(draft: Request, client: Client, total: str) -> None:
    response = send(client, url(draft), "section", **{"offences-TOTAL_FORMS": total})
    assert response.status_code in {302, 400}
    for button in ({"add": "1"}, {"remove": "7"}, {"remove": "x"}):
        assert send(client, url(draft), "section", **{"offences-TOTAL_FORMS": total}, **button).status_code == 200


def test_they_belong_to_the_case_and_so_to_its_other_requests(world: World, draft: Request, client: Client) -> None:
    other = world.draft(case=draft.case)
    send(client, url(draft), "section", **{"offences-0-max_penalty": "12 years"})
    assert fields_of(client.get(url(other)), "section")["offences-0-max_penalty"] == "12 years"
    assert "They belong to the case" in client.get(url(other)).content.decode()
