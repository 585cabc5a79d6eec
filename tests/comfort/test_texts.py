"""Texts that an authority keeps: added, changed, ended, and put into what is being written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mla_portal.audit.models import Event
from requests_app.models import Request, TextBlock
from requests_app.services.shelves import LIMIT, entry_add
from requests_app.services.texts import TEXTS
from tests.access.shelves import TEXT
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def block(world: World, client: Client) -> TextBlock:
    client.force_login(world.officer)
    return keep(world)


def keep(world: World, **more: Any) -> TextBlock:
    return entry_add(actor=world.officer, shelf=TEXTS, authority=world.asking, answers={**TEXT, **more})


def necessity(row: Request) -> str:
    return f"/requests/{row.pk}/sections/necessity/"


def test_one_is_added_and_stands_in_the_list(world: World, client: Client) -> None:
    client.force_login(world.officer)
    assert send(client, "/texts/new/", "kept", **TEXT).headers["Location"] == "/texts/"
    assert "Logs are lost" in client.get("/texts/").content.decode()
    assert (TextBlock.objects.get().kept_by, TextBlock.objects.get().authority) == (world.officer, world.asking)


def test_everything_that_is_wrong_is_said_at_once(world: World, client: Client) -> None:
    client.force_login(world.officer)
    page = send(client, "/texts/new/", "kept", title="x" * 121).content.decode()
    for control in ("title", "text", "questions"):
        assert f'id="id_{control}_error"' in page
    assert not TextBlock.objects.exists()


@pytest.mark.parametrize("bad", [{"questions": ["nothing"]}, {"text": "\x00"}, {"text": "x" * 9000}, {"title": ""}])
def test_what_cannot_be_kept_is_refused(world: World, client: Client, bad: dict[str, Any]) -> None:
    client.force_login(world.officer)
    assert send(client, "/texts/new/", "kept", **{**TEXT, **bad}).status_code == 400


def test_a_title_is_there_once_while_it_is_in_force(block: TextBlock, client: Client) -> None:
    assert "already keeps a text with this title" in send(client, "/texts/new/", "kept", **TEXT).content.decode()
    client.post(f"/texts/{block.pk}/end/")
    assert send(client, "/texts/new/", "kept", **TEXT).status_code == 302


def test_a_colleague_changes_it(world: World, block: TextBlock, client: Client) -> None:
    client.force_login(world.colleague)
    send(client, f"/texts/{block.pk}/", "kept", text="For 20 days only.")
    block.refresh_from_db()
    assert (block.text, block.kept_by) == ("For 20 days only.", world.colleague)


def test_two_people_change_it_and_nothing_is_lost_unseen(world: World, block: TextBlock, client: Client) -> None:
    mine = fields_of(client.get(f"/texts/{block.pk}/"), "kept") | {"text": "Mine"}
    other = Client()
    other.force_login(world.colleague)
    send(other, f"/texts/{block.pk}/", "kept", text="Theirs")
    answer = client.post(f"/texts/{block.pk}/", mine)
    assert answer.status_code == 409
    again = fields_of(answer, "kept")
    assert again["text"] == "Mine"
    assert client.post(f"/texts/{block.pk}/", again).status_code == 302


def test_an_ended_one_is_offered_no_more(world: World, block: TextBlock, client: Client) -> None:
    draft = world.draft()
    assert TEXT["text"] in client.get(necessity(draft)).content.decode()
    client.post(f"/texts/{block.pk}/end/")
    assert TEXT["text"] not in client.get(necessity(draft)).content.decode()
    assert client.get(f"/texts/{block.pk}/").status_code == 404


def test_the_trail_has_no_text(block: TextBlock) -> None:
    event = Event.objects.get(chain=f"text_block:{block.pk}")
    assert "logs" not in event.data.casefold()


def test_without_scripts_it_goes_to_the_end_of_what_was_typed(world: World, block: TextBlock, client: Client) -> None:
    draft = world.draft()
    choice = {"insert": "necessity", "insert-necessity": str(block.pk)}
    page = send(client, necessity(draft), "section", necessity="Typed.\r\n", duration_days="abc", **choice)
    fields = fields_of(page, "section")
    assert page.status_code == 200
    assert fields["necessity"].replace("\r", "") == f"Typed.\n\n{TEXT['text']}"
    assert fields["duration_days"] == "abc", "nothing that was typed is lost"
    draft.refresh_from_db()
    assert draft.content["necessity"] == "The provider keeps connection logs for 30 days.", "saved by the button only"


@pytest.mark.parametrize("choice", ["", "nonsense", "\x00", "018f0000-0000-7000-8000-000000000000"])
def test_without_a_choice_nothing_is_put_in(world: World, block: TextBlock, client: Client, choice: str) -> None:
    sent = {"insert": "necessity", "insert-necessity": choice}
    fields = fields_of(send(client, necessity(world.draft()), "section", necessity="Typed.", **sent), "section")
    assert fields["necessity"] == "Typed."


def test_the_marks_of_the_page_stay_so_that_a_colleagues_words_are_safe(
    world: World, block: TextBlock, client: Client
) -> None:
    draft = world.draft()
    before = fields_of(client.get(necessity(draft)), "section")["version"]
    choice = {"insert": "necessity", "insert-necessity": str(block.pk)}
    assert fields_of(send(client, necessity(draft), "section", **choice), "section")["version"] == before


def test_in_the_short_form_too(world: World, block: TextBlock, client: Client) -> None:
    url = f"/cases/{world.case().pk}/requests/express/"
    typed = {"identifier-value": "185.220.101.7", "insert": "necessity", "insert-necessity": str(block.pk)}
    page = send(client, url, "express", **typed)
    fields = fields_of(page, "express")
    assert (fields["necessity"], fields["identifier-value"]) == (TEXT["text"], "185.220.101.7")
    assert page.status_code == 200


def test_another_authority_has_its_own(world: World, block: TextBlock, client: Client) -> None:
    client.force_login(world.their_supervisor)
    assert "Logs are lost" not in client.get("/texts/").content.decode()


def test_there_is_an_end_to_them_and_the_list_has_pages(world: World, client: Client) -> None:
    client.force_login(world.officer)
    for number in range(LIMIT):
        keep(world, title=f"Text {number}")
    assert "are kept already" in send(client, "/texts/new/", "kept", **TEXT).content.decode()
    first = client.get("/texts/").content.decode()
    assert "Text 199" in first
    assert "Text 149<" not in first
