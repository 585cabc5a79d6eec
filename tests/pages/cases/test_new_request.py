"""A new request from a case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import AuthorityKind
from requests_app.models import Case, Request
from tests.pages.browserless import fields_of, send
from tests.world import World, _authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World, client: Client) -> Case:
    client.force_login(world.officer)
    return world.case()


def url(case: Case) -> str:
    return f"/cases/{case.pk}/requests/new/"


def test_it_begins_a_draft_and_opens_it(world: World, case: Case, client: Client) -> None:
    response = send(client, url(case), "new", requested_authority="RO-247", urgency="urgent")
    draft = Request.objects.get()
    assert response.headers["Location"] == f"/requests/{draft.pk}/"
    assert (draft.requested_authority, draft.urgency, draft.author) == (world.asked, "urgent", world.officer)


def test_a_double_click_makes_one_draft(case: Case, client: Client) -> None:
    fields = {**fields_of(client.get(url(case)), "new"), "requested_authority": "RO-247"}
    first, second = client.post(url(case), fields), client.post(url(case), fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Request.objects.count() == 1


def test_two_pages_make_two(case: Case, client: Client) -> None:
    for _page in range(2):
        send(client, url(case), "new", requested_authority="RO-247")
    assert Request.objects.count() == 2


def test_24_7_points_stand_first_in_their_country_and_the_own_country_is_left_out(case: Case, client: Client) -> None:
    _authority("RO-CA", "RO", "Europe/Bucharest", "A Ministry", AuthorityKind.CENTRAL_AUTHORITY)
    _authority("GE-247", "GE", "Asia/Tbilisi", "Own Desk", AuthorityKind.CONTACT_POINT_247)
    page = client.get(url(case)).content.decode()
    assert page.index('value="RO-247"') < page.index('value="RO-CA"')
    assert 'label="Romania"' in page
    assert page.index('label="Moldova"') < page.index('label="Romania"') < page.index('label="United States"')
    assert "Own Desk" not in page
    assert 'value="GE-CA"' not in page


def test_an_entry_that_is_not_valid_today_is_not_offered(world: World, case: Case, client: Client) -> None:
    world.asked.valid_until = timezone.localdate()
    world.asked.valid_from = timezone.localdate() - timedelta(days=9)
    world.asked.save()
    assert 'value="RO-247"' not in client.get(url(case)).content.decode()
    response = send(client, url(case), "new", requested_authority="RO-247")
    assert "This authority cannot be asked any more. Choose another one." in response.content.decode()


@pytest.mark.parametrize("asked", ["", "GE-CA", "nonsense", "RO-247' OR 1=1"])
def test_without_an_authority_nothing_begins(case: Case, client: Client, asked: str) -> None:
    response = send(client, url(case), "new", requested_authority=asked, urgency="emergency")
    assert response.status_code == 400
    assert fields_of(response, "new")["urgency"] == "emergency"
    assert not Request.objects.exists()


def test_normal_is_the_urgency_nobody_has_to_choose(case: Case, client: Client) -> None:
    assert fields_of(client.get(url(case)), "new")["urgency"] == "normal"
    assert send(client, url(case), "new", requested_authority="RO-247", urgency="nonsense").status_code == 400


def test_a_reader_may_not(world: World, case: Case, client: Client) -> None:
    client.force_login(world.auditor)
    assert client.get(url(case)).status_code == 403
    assert client.post(url(case), {"requested_authority": "RO-247"}).status_code == 403
