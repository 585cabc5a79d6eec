"""The page of a draft: how far it has come, what is missing, who wrote last."""

from __future__ import annotations

import pytest
from django.test import Client

from contacts.roles import Role
from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.drafts import request_edit
from tests.world import World, person

pytestmark = pytest.mark.django_db


def opened(client: Client, row: Request) -> str:
    return client.get(f"/requests/{row.pk}/").content.decode()


def test_a_complete_draft_says_so_and_leads_to_the_last_check(world: World, client: Client) -> None:
    draft = world.draft()
    client.force_login(world.officer)
    page = opened(client, draft)
    assert "Every legal duty is met" in page
    assert f'href="/requests/{draft.pk}/check/"' in page
    assert page.count("mla-task__done") == 8


def test_a_new_draft_says_what_the_law_asks_and_leads_to_each_answer(world: World, client: Client) -> None:
    draft = world.draft(content={}, identifiers=[])
    client.force_login(world.officer)
    page = opened(client, draft)
    assert "6 legal duties are not met yet" in page
    assert f'href="/requests/{draft.pk}/sections/necessity/?field=necessity#id_necessity"' in page
    assert f'href="/requests/{draft.pk}/identifiers/"' in page
    assert "29(2)(e)" in page
    assert page.count("Not started") == 5


def test_a_section_begun_but_not_complete_counts_its_duties(world: World, client: Client) -> None:
    draft = world.draft(content={"data_description": "Server logs"}, identifiers=[])
    client.force_login(world.officer)
    assert "2 duties missing" in opened(client, draft)


def test_it_says_who_wrote_last(world: World, client: Client) -> None:
    draft = world.draft()
    request_edit(actor=world.colleague, request=draft, content={"necessity": "Logs are kept for 30 days."})
    client.force_login(world.officer)
    page = opened(client, draft)
    assert "Last written by" in page
    assert "Colleague" in page


def test_a_returned_draft_shows_why_and_by_whom(world: World, client: Client) -> None:
    row = world.in_review()
    action_perform(actor=world.supervisor, request=row, action="return", answers={"reason": "The period is too wide."})
    client.force_login(world.officer)
    page = opened(client, row)
    assert "Returned by Supervisor" in page
    assert "The period is too wide." in page


def test_characters_that_cannot_be_printed_are_named_before_anybody_submits(world: World, client: Client) -> None:
    draft = world.draft()
    request_edit(actor=world.officer, request=draft, content={"necessity": "Lost soon 🐱"})
    client.force_login(world.officer)
    assert "These characters cannot be printed: CAT FACE (U+1F431)" in opened(client, draft)


def test_a_reader_sees_it_without_the_way_to_a_form(world: World, client: Client) -> None:
    draft = world.draft(content={}, identifiers=[])
    client.force_login(world.auditor)
    page = opened(client, draft)
    assert "Explain why the preservation is necessary." in page
    assert "/sections/" not in page
    assert "Read it on one page" in page


def test_nobody_else_learns_that_it_exists(world: World, client: Client) -> None:
    draft = world.draft()
    for user in (world.stranger, world.contact, world.their_supervisor):
        client.force_login(user)
        assert client.get(f"/requests/{draft.pk}/").status_code == 404


def test_of_a_sealed_case_only_who_is_named_learns_it(world: World, client: Client) -> None:
    draft = world.draft(case=world.case(sealed=True))
    client.force_login(world.colleague)
    assert client.get(f"/requests/{draft.pk}/").status_code == 404
    client.force_login(world.officer)
    assert "Sealed" in opened(client, draft)


def test_without_a_session_it_leads_to_the_sign_in(world: World, client: Client) -> None:
    draft = world.draft()
    assert client.get(f"/requests/{draft.pk}/").headers["Location"] == f"/sign-in/?next=/requests/{draft.pk}/"


def test_a_drafter_may_write(world: World, client: Client) -> None:
    draft = world.draft()
    client.force_login(person("drafter", world.asking, Role.DRAFTER))
    assert f"/requests/{draft.pk}/sections/necessity/" in opened(client, draft)
