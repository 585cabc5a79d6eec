"""Two versions of a request: what differs, word by word."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from requests_app.models import Request
from requests_app.services.actions import action_perform
from requests_app.services.drafts import request_edit
from requests_app.versions import Piece, Said, compared, words_compared
from tests.world import World


def marked(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.changed]


def test_the_words_that_differ_are_marked() -> None:
    before, after = words_compared("The logs are kept for 30 days.", "The logs are kept for 20 days only.")
    assert marked(before) == ["30 days."]
    assert marked(after) == ["20 days only."]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_letter_is_lost(before: str, after: str) -> None:
    for text, pieces in zip((before, after), words_compared(before, after), strict=True):
        assert "".join(piece.text for piece in pieces) == text


def test_only_what_differs_is_told_by_section_and_answer() -> None:
    why = Said(title="Why", answers={"Reason": "R"})
    old = [Said(title="Data", answers={"Period": "May", "Data": "Traffic"}), why]
    new = [Said(title="Data", answers={"Period": "June", "Data": "Traffic"}), why]
    [section] = compared(old, new)
    assert (section.title, [one.label for one in section.answers]) == ("Data", ["Period"])
    assert compared(old, old) == []


def test_a_long_text_is_compared_by_its_lines() -> None:
    text = "word " * 3000
    before, after = words_compared(f"{text}\nlast", f"{text}\nend")
    assert (marked(before), marked(after)) == (["last"], ["end"])


@pytest.fixture
def twice(world: World) -> Request:
    """Approved, returned, changed, and approved again."""
    row = world.approved()
    action_perform(actor=world.supervisor, request=row, action="return", answers={"reason": "Say why."})
    request_edit(actor=world.officer, request=row, content={"necessity": "The provider keeps logs for 20 days."})
    row = action_perform(actor=world.officer, request=Request.objects.get(), action="submit", answers={})
    return action_perform(actor=world.supervisor, request=row, action="approve", answers={})


def shown(client: Client, row: Request, query: str = "") -> str:
    return client.get(f"/requests/{row.pk}/compare/{query}").content.decode()


@pytest.mark.django_db
def test_two_revisions(world: World, twice: Request, client: Client) -> None:
    client.force_login(world.officer)
    for query in ("", "?a=1&b=2"):
        page = shown(client, twice, query)
        assert "Necessity of the preservation" in page
        assert "<ins>20</ins>" in page
        assert "Urgency</th>" not in page, "only what differs"
    assert "Both say the same" in shown(client, twice, "?a=2&b=2")
    assert "/compare/" in client.get(f"/requests/{twice.pk}/document/").content.decode()


@pytest.mark.django_db
def test_the_draft_with_the_last_document(world: World, client: Client) -> None:
    row = world.approved()
    action_perform(actor=world.supervisor, request=row, action="return", answers={"reason": "Say why."})
    client.force_login(world.officer)
    assert "Both say the same" in shown(client, row)
    request_edit(
        actor=world.officer,
        request=row,
        urgency="urgent",
        requested_authority=world.outsider,
        content={"urgency_grounds": ["volatility"], "confirmation_contact": {"name": "Nino", "cell_phone": "+995 1"}},
        identifiers=[],
    )
    page = shown(client, row)
    assert "The draft as it stands" in page
    for word in ("Urgency", "Volatility", "Duty Desk", "Nino", "+995", "185.220.101.7"):
        assert word in page


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?a=9", "?a=x", "?b=%00", "?a=99999999999999999999", "?a=draft"])
def test_a_version_that_is_not_there_is_named(world: World, twice: Request, client: Client, query: str) -> None:
    client.force_login(world.officer)
    assert client.get(f"/requests/{twice.pk}/compare/{query}").status_code == 400


@pytest.mark.django_db
def test_with_one_version_there_is_nothing_to_compare(world: World, client: Client) -> None:
    client.force_login(world.officer)
    assert "There is one version only" in shown(client, world.draft())


@pytest.mark.django_db
def test_the_other_side_compares_nothing(world: World, twice: Request, client: Client) -> None:
    action_perform(actor=world.officer, request=twice, action="send", answers={})
    client.force_login(world.contact)
    assert client.get(f"/requests/{twice.pk}/compare/").status_code == 404
    assert "/compare/" not in client.get(f"/requests/{twice.pk}/document/").content.decode()
