"""A new request from a case."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import AuthorityKind
from requests_app.kinds import KINDS
from requests_app.models import Case, Request
from tests.pages.browserless import fields_of, send
from tests.pages.work.rows import sent_rows
from tests.world import World, _authority, in_force

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


def closed_kinds(page: str) -> set[str]:
    """The kinds whose button is there and cannot be pressed."""
    buttons = [tag for tag in re.findall(r"<input[^>]*>", page) if 'name="kind"' in tag]
    assert {re.search(r'value="(\w+)"', tag)[1] for tag in buttons} == set(KINDS)  # type: ignore[index]
    return {re.search(r'value="(\w+)"', tag)[1] for tag in buttons if "disabled" in tag}  # type: ignore[index]


def test_what_cannot_be_made_is_shown_and_says_why(world: World, case: Case, client: Client) -> None:
    page = client.get(url(case)).content.decode()
    assert closed_kinds(page) == {"extension", "withdrawal", "un_preservation", "emergency_disclosure"}
    assert page.count("this case has none that it could continue") == 2
    assert page.count("it is not in force between Georgia and any other country today") == 2
    in_force("UNCC", "GE", "MD")
    assert closed_kinds(client.get(url(case)).content.decode()) == {"extension", "withdrawal", "emergency_disclosure"}


def test_authorities_that_the_treaty_does_not_bind_cannot_be_chosen(world: World, case: Case, client: Client) -> None:
    in_force("UNCC", "GE", "MD")
    page = client.get(url(case) + "?kind=un_preservation").content.decode()
    options = {re.search(r'value="([\w-]*)"', tag)[1]: tag for tag in re.findall(r"<option[^>]*>", page)}  # type: ignore[index]
    assert "disabled" in options["RO-247"]
    assert "disabled" not in options["MD-247"]
    assert "Romania (not in force): Cybercrime Service" in page
    response = send(client, url(case), "new", kind="un_preservation", requested_authority="RO-247")
    assert response.status_code == 400
    told = response.content.decode()
    assert "none of these is in force between Georgia and Romania" in told
    assert fields_of(response, "new")["kind"] == "un_preservation"
    assert send(client, url(case), "new", kind="un_preservation", requested_authority="MD-247").status_code == 302
    assert Request.objects.get().kind == "un_preservation"


def test_an_extension_continues_a_request_and_goes_where_that_one_went(
    world: World, case: Case, client: Client
) -> None:
    [sent] = sent_rows(world, 1, case=case)
    assert closed_kinds(client.get(url(case)).content.decode()) == {"un_preservation", "emergency_disclosure"}
    address = f"{url(case)}?kind=extension&follows={sent.pk}"
    assert fields_of(client.get(address), "new")["follows"] == str(sent.pk)
    assert send(client, address, "new").status_code == 302
    draft = Request.objects.get(kind="extension")
    assert (draft.follows, draft.requested_authority) == (sent, world.asked)


def test_without_the_request_that_it_continues_nothing_begins(world: World, case: Case, client: Client) -> None:
    sent_rows(world, 1, case=case)
    address = f"{url(case)}?kind=withdrawal"
    for follows in ("", "nonsense", str(case.pk)):
        response = send(client, address, "new", requested_authority="RO-247", follows=follows)
        assert response.status_code == 400
    assert not Request.objects.filter(kind="withdrawal").exists()


def test_requests_of_another_case_are_not_offered(world: World, case: Case, client: Client) -> None:
    sent_rows(world, 1, case=world.case(reference="GE-75/2026"))
    page = client.get(url(case) + "?kind=extension").content.decode()
    assert 'name="follows"' not in page
    response = send(client, url(case), "new", kind="extension", requested_authority="RO-247")
    assert "Name the request that this continues." in response.content.decode()


def test_a_kind_that_there_is_not(case: Case, client: Client) -> None:
    assert fields_of(client.get(url(case) + "?kind=invitation"), "new")["kind"] == "preservation"
    response = send(client, url(case), "new", kind="invitation", requested_authority="RO-247")
    assert response.status_code == 400
    assert "Choose one of the kinds of request that are offered." in response.content.decode()
