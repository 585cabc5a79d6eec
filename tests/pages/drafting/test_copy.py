"""The same request to a second country."""

from __future__ import annotations

import pytest
from django.test import Client

from mla_portal.errors import Invalid, NotAllowed
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers
from requests_app.services.copies import request_copy
from tests.pages.browserless import fields_of, send
from tests.world import CONTENT, IP, World

pytestmark = pytest.mark.django_db


def url(row: Request) -> str:
    return f"/requests/{row.pk}/copy/"


@pytest.mark.parametrize("stage", ["draft", "in_review", "approved", "sent", "acknowledged"])
def test_every_answer_and_identifier_comes_along(world: World, client: Client, stage: str) -> None:
    row: Request = getattr(world, stage)(content={**CONTENT, "custodian": None, "location": "Somewhere"})
    client.force_login(world.colleague)
    answer = send(client, url(row), "copy", requested_authority="US-247")
    copy = Request.objects.exclude(pk=row.pk).get()
    assert answer.headers["Location"] == f"/requests/{copy.pk}/"
    assert (copy.status, copy.author, copy.requested_authority) == ("draft", world.colleague, world.outsider)
    assert (copy.case, copy.kind, copy.urgency, copy.content) == (row.case, row.kind, row.urgency, row.content)
    assert given_identifiers(copy) == given_identifiers(row)


def test_its_numbers_are_its_own(world: World) -> None:
    row = world.acknowledged()
    copy = request_copy(actor=world.officer, request=row, requested_authority=world.outsider, client_token="t").request
    assert copy.reference != row.reference
    assert (copy.follows, copy.sent_at, copy.reason) == (None, None, "")
    assert not copy.acknowledgements.exists()


def test_a_custodian_in_the_first_country_stays_there_and_that_is_said(world: World, client: Client) -> None:
    client.force_login(world.officer)
    row = world.draft()
    page = client.get(send(client, url(row), "copy", requested_authority="US-247").headers["Location"])
    assert "It did not come along, for it belongs to the first request: Custodian of the data." in page.content.decode()
    assert "custodian" not in Request.objects.exclude(pk=row.pk).get().content


def test_a_double_click_makes_one(world: World, client: Client) -> None:
    client.force_login(world.officer)
    row = world.draft()
    fields = {**fields_of(client.get(url(row)), "copy"), "requested_authority": "US-247"}
    first, second = client.post(url(row), fields), client.post(url(row), fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Request.objects.count() == 2


def test_whom_it_goes_to_is_judged(world: World, client: Client) -> None:
    client.force_login(world.officer)
    row = world.draft()
    for code in ("", "GE-CA", "nobody", "\x00"):
        assert send(client, url(row), "copy", requested_authority=code).status_code == 400
    with pytest.raises(Invalid) as refusal:
        request_copy(actor=world.officer, request=row, requested_authority=world.asking, client_token="t")
    assert list(refusal.value.errors) == ["requested_authority"]
    assert Request.objects.count() == 1


def test_the_other_side_copies_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        request_copy(actor=world.contact, request=world.sent(), requested_authority=world.outsider, client_token="t")


def test_the_way_there_stands_where_it_can_be_taken(world: World, client: Client) -> None:
    draft, sent = world.draft(identifiers=[IP]), world.sent()
    for person, row, there in (
        (world.officer, draft, True),
        (world.officer, sent, True),
        (world.auditor, draft, False),
        (world.auditor, sent, False),
        (world.contact, sent, False),
    ):
        client.force_login(person)
        assert ("Copy to another country" in client.get(f"/requests/{row.pk}/").content.decode()) is there
