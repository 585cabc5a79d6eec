"""Comments between colleagues: on a draft, of the own side alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mla_portal.accounts.services.tokens import token_create
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, NotFound
from requests_app.models import Comment, Request
from requests_app.services.actions import action_perform
from requests_app.services.comments import LONGEST, comment_add, comment_resolve
from tests.pages.browserless import fields_of, send
from tests.world import World

pytestmark = pytest.mark.django_db

SAID = "Is the port right? Ask the provider by telephone."


def say(client: Client, row: Request, page: str) -> Any:
    """With the form that stands on this page."""
    return client.post(f"/requests/{row.pk}/comments/", {**fields_of(client.get(page), "comment"), "text": SAID})


def test_one_stands_beside_its_section_and_on_the_check(world: World, client: Client) -> None:
    client.force_login(world.colleague)
    row = world.draft()
    page = f"/requests/{row.pk}/sections/necessity/"
    assert say(client, row, page).headers["Location"] == f"{page}#comments"
    for address in (page, f"/requests/{row.pk}/check/", f"/requests/{row.pk}/comments/"):
        assert SAID in client.get(address).content.decode()
    assert SAID not in client.get(f"/requests/{row.pk}/sections/urgency/").content.decode()
    assert (Comment.objects.get().author, Comment.objects.get().section) == (world.colleague, "necessity")


def test_beside_the_identifiers_too(world: World, client: Client) -> None:
    client.force_login(world.officer)
    row = world.draft()
    page = f"/requests/{row.pk}/identifiers/"
    assert say(client, row, page).headers["Location"] == f"{page}#comments"
    assert SAID in client.get(page).content.decode()


def test_a_resolved_one_is_kept_and_says_by_whom(world: World, client: Client) -> None:
    client.force_login(world.colleague)
    row = world.draft()
    said = comment_add(actor=world.officer, request=row, text=SAID)
    for _press in range(2):
        client.post(f"/requests/{row.pk}/comments/{said.pk}/resolve/")
    assert SAID not in client.get(f"/requests/{row.pk}/check/").content.decode()
    assert "Resolved by Colleague" in client.get(f"/requests/{row.pk}/comments/").content.decode()
    assert Event.objects.filter(verb="comment.resolved").count() == 1


@pytest.mark.parametrize("text", ["", "  ", "\x00", "x" * (LONGEST + 1)])
def test_what_is_no_comment_is_refused(world: World, client: Client, text: str) -> None:
    client.force_login(world.officer)
    row = world.draft()
    assert send(client, f"/requests/{row.pk}/comments/", "comment", text=text).status_code == 400
    assert client.post(f"/requests/{row.pk}/comments/", {"text": SAID, "section": "none"}).status_code == 400
    assert not Comment.objects.exists()


def test_a_double_click_says_it_once(world: World) -> None:
    row = world.draft()
    first, second = (comment_add(actor=world.officer, request=row, text=SAID) for _click in range(2))
    assert first == second


def test_the_trail_knows_of_it_but_not_the_words(world: World) -> None:
    row = world.draft()
    comment_add(actor=world.officer, request=row, section="data", text=SAID)
    event = Event.objects.get(chain=f"request:{row.pk}", verb="comment.added")
    assert event.actor == world.officer
    assert "port" not in event.data


def test_once_sent_nothing_is_added(world: World) -> None:
    row = world.in_review()
    said = comment_add(actor=world.supervisor, request=row, text=SAID)
    action_perform(actor=world.supervisor, request=row, action="approve", answers={})
    action_perform(actor=world.officer, request=row, action="send", answers={})
    with pytest.raises(Conflict):
        comment_add(actor=world.officer, request=row, text="More")
    with pytest.raises(Conflict):
        comment_resolve(actor=world.officer, request=row, pk=said.pk)


def test_the_requested_side_learns_nothing_of_it(world: World, client: Client) -> None:
    row = world.draft()
    comment_add(actor=world.officer, request=row, section="data", text=SAID)
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        action_perform(actor=actor, request=Request.objects.get(), action=action, answers={})
    told = _all_that_is_told(world, row)
    assert "185.220.101.7" in told
    for word in ("Is the port right", "omment"):
        assert word not in told
    client.force_login(world.officer)
    assert SAID in client.get(f"/requests/{row.pk}/comments/").content.decode()
    assert "Comments" in client.get(f"/requests/{row.pk}/").content.decode()
    with pytest.raises(NotFound):
        comment_add(actor=world.contact, request=row, text="Who are you?")


def _all_that_is_told(world: World, row: Request) -> str:
    _token, key = token_create(actor=world.contact, label="tests")
    client = Client(headers={"authorization": f"Token {key}"})
    client.force_login(world.contact)
    request, contract = f"/requests/{row.pk}/", f"/api/v1/requests/{row.pk}/"
    addresses = [
        "/",
        "/inbox/",
        request,
        f"{request}live/?seen=1",
        f"{request}document/",
        f"{request}comments/",
        contract,
        f"{contract}events/",
        f"{contract}documents/",
        f"/api/v1/documents/{row.documents.get().pk}/context/",
    ]
    return "\n".join(client.get(address).content.decode() for address in addresses)


def test_of_a_sealed_case_only_those_named_read_them(world: World, client: Client) -> None:
    row = world.draft(case=world.case(reference="GE-75/2026", sealed=True))
    comment_add(actor=world.officer, request=row, text=SAID)
    client.force_login(world.colleague)
    assert client.get(f"/requests/{row.pk}/comments/").status_code == 404


def test_the_list_has_pages(world: World, client: Client) -> None:
    row = world.draft()
    for number in range(25):
        comment_add(actor=world.officer, request=row, text=f"Comment number {number}.")
    client.force_login(world.officer)
    page = client.get(f"/requests/{row.pk}/comments/")
    assert "Comment number 24." in page.content.decode()
    assert "Comment number 4." not in page.content.decode()
    assert "Comment number 4." in client.get(page.context["pages"]["next"]).content.decode()
