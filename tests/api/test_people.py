"""Whose work it is, by the contract: giving, who has it, and hand-overs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from contacts.roles import Role
from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create
from requests_app.models import Request
from requests_app.services.assignments import request_assign
from tests.world import World, person

pytestmark = pytest.mark.django_db


def calls(user: User) -> Client:
    _token, key = token_create(actor=user, label="tests")
    return Client(headers={"authorization": f"Token {key}"})


def post(user: User, address: str, body: Any) -> Any:
    return calls(user).post(f"/api/v1/{address}", body, content_type="application/json")


def test_given_and_read_by_ones_own_side_alone(world: World) -> None:
    request = world.sent()
    address = f"requests/{request.pk}/assignments/"
    answer = post(world.contact, address, {"person": "contact", "seen": None, "note": "Mine."})
    assert answer.status_code == 200
    assert {key: answer.json()[key] for key in ("side", "person", "person_name", "by", "note")} == {
        "side": "requested",
        "person": "contact",
        "person_name": "Contact",
        "by": "contact",
        "note": "Mine.",
    }
    assert len(calls(world.their_supervisor).get(f"/api/v1/{address}").json()["results"]) == 1
    assert calls(world.officer).get(f"/api/v1/{address}").json()["results"] == []
    mine = calls(world.contact).get("/api/v1/requests/?box=inbox&whose=mine").json()["results"]
    assert [row["id"] for row in mine] == [str(request.pk)]


def test_what_is_refused(world: World) -> None:
    request = world.sent()
    address = f"requests/{request.pk}/assignments/"
    wrong: list[Any] = [{}, {"person": "nobody"}, {"person": 7}, {"person": "officer"}, {"person": None, "x": 1}, []]
    for body in wrong:
        assert post(world.contact, address, body).status_code == 400, body
    assert post(world.auditor, address, {"person": "officer"}).status_code == 403
    assert post(world.stranger, address, {"person": None}).status_code == 404
    request_assign(actor=world.contact, request=request, person=world.contact)
    late = post(world.their_supervisor, address, {"person": "their_supervisor", "seen": None})
    assert late.status_code == 409


def test_handed_over_and_listed(world: World) -> None:
    person("night", world.asked, Role.CONTACT)
    request = world.sent()
    request_assign(actor=world.contact, request=request, person=world.contact)
    body = {"authority": "RO-247", "to": "night", "note": "Call at nine.", "requests": [str(request.pk)]}
    made = post(world.contact, "hand-overs/", body)
    assert made.status_code == 201
    assert made.json()["requests"] == [str(request.pk)]
    assert Request.objects.get(pk=request.pk).requested_person == User.objects.get(username="night")
    night = calls(User.objects.get(username="night")).get("/api/v1/hand-overs/").json()["results"]
    assert [row["note"] for row in night] == ["Call at nine."]
    assert calls(world.officer).get("/api/v1/hand-overs/").json()["results"] == []
    for wrong in ({**body, "requests": "x"}, {**body, "note": ""}, {**body, "authority": "XX"}):
        assert post(world.contact, "hand-overs/", wrong).status_code == 400, wrong
    assert post(world.contact, "hand-overs/", {**body, "authority": "GE-CA"}).status_code == 403
