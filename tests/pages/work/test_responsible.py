"""The page on which a request is taken and given, and the lists of what is mine and what is nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.services.assignments import request_assign
from tests.pages.work.rows import cost, requests, sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(request: Request) -> str:
    return f"/requests/{request.pk}/responsible/"


def test_one_press_takes_it(world: World, as_: SignIn) -> None:
    request, client = world.sent(), as_(world.contact)
    assert "Nobody yet" in client.get(f"/requests/{request.pk}/").content.decode()
    response = client.post(address(request), {"person": world.contact.pk, "seen": "desk"}, follow=True)
    assert "You are responsible for it now." in response.content.decode()
    assert "Responsible: Contact" in response.content.decode()
    request.refresh_from_db()
    assert request.requested_person == world.contact


def test_given_with_a_note_that_the_colleague_reads(world: World, as_: SignIn) -> None:
    request = world.sent()
    given = {"person": world.their_supervisor.pk, "note": "Call the provider first.", "seen": "desk"}
    as_(world.contact).post(address(request), given)
    page = as_(world.their_supervisor).get(f"/requests/{request.pk}/").content.decode()
    assert "Call the provider first." in page
    assert "Call the provider first." not in as_(world.officer).get(f"/requests/{request.pk}/").content.decode()


def test_who_was_first_is_named_and_what_was_typed_stays(world: World, as_: SignIn) -> None:
    request, client = world.sent(), as_(world.their_supervisor)
    request_assign(actor=world.contact, request=request, person=world.contact)
    given = {"person": world.their_supervisor.pk, "note": "Mine, I think.", "seen": "desk"}
    response = client.post(address(request), given)
    assert response.status_code == 400
    assert "Meanwhile somebody else said who is responsible: Contact." in response.content.decode()
    assert "Mine, I think." in response.content.decode()
    again = {**given, "seen": response.context["form"]["seen"].value()}
    assert client.post(address(request), again).status_code == 302


def test_somebody_of_another_authority_is_no_choice(world: World, as_: SignIn) -> None:
    request = world.sent()
    response = as_(world.contact).post(address(request), {"person": world.officer.pk, "seen": "desk"})
    assert response.status_code == 400


def test_the_inbox_mine_and_nobodys(world: World, as_: SignIn) -> None:
    mine, other, nobodys = sent_rows(world, 3)
    request_assign(actor=world.contact, request=mine, person=world.contact)
    request_assign(actor=world.contact, request=other, person=world.their_supervisor)
    client = as_(world.contact)

    def shown(whose: str) -> set[Request]:
        return set(client.get(f"/inbox/?whose={whose}").context["waiting"].items)

    assert shown("mine") == {mine}
    assert shown("nobodys") == {nobodys}
    assert shown("") == {mine, other, nobodys}


def test_the_requests_mine_and_nobodys(world: World, as_: SignIn) -> None:
    mine, other, nobodys = requests(world, 3)
    request_assign(actor=world.officer, request=other, person=world.colleague)
    request_assign(actor=world.officer, request=nobodys, person=None)
    client = as_(world.officer)

    def shown(whose: str) -> list[Request]:
        return list(client.get(f"/requests/?whose={whose}").context["lines"].items)

    assert shown("mine") == [mine]
    assert shown("nobodys") == [nobodys]
    assert len(shown("")) == 3


def test_a_long_list_costs_what_a_short_one_costs(world: World, as_: SignIn) -> None:
    client = as_(world.contact)
    costs = []
    for number in (1, 30):
        rows = sent_rows(world, number)
        Request.objects.filter(pk__in=[row.pk for row in rows]).update(requested_person=world.contact)
        costs.append(cost(client, "/inbox/?whose=mine"))
    assert costs[0] == costs[1]
