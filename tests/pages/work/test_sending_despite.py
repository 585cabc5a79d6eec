"""Sending when the directory has come to say something: it stands there to be read, and a box to be ticked."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from contacts.models import ContactPoint, Requirements, Standing
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from requests_app.models import Request, Transmission
from tests.days import today
from tests.pages.browserless import fields_of
from tests.world import OUTSIDE, World, end_party, reserve

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
BOX = "I have read this and send it all the same"


def address(request: Request, action: str = "send") -> str:
    return f"/requests/{request.pk}/actions/{action}/"


def test_without_anything_new_there_is_no_box(world: World, as_: SignIn) -> None:
    page = as_(world.officer).get(address(world.approved())).content.decode()
    assert "Send to Cybercrime Service" in page
    assert BOX not in page


def test_it_is_read_ticked_and_sent(world: World, as_: SignIn) -> None:
    request = world.approved()
    end_party("RO")
    client = as_(world.officer)
    page = client.get(address(request))
    assert "Romania has not been a Party to the Convention since" in page.content.decode()
    assert BOX in page.content.decode()
    fields = {**fields_of(page, "send"), "despite": "on"}
    assert client.post(address(request), fields, follow=True).redirect_chain == [(f"/requests/{request.pk}/", 302)]
    event = Event.objects.get(chain=f"request:{request.pk}", verb="request.sent_despite")
    assert json.loads(event.data) == {"warnings": ["not_a_party"]}


def test_without_the_tick_the_page_comes_back_with_what_was_typed(world: World, as_: SignIn) -> None:
    request = world.approved(to=world.outsider)
    end_party("US")
    client = as_(world.officer)
    fields = {**fields_of(client.get(address(request)), "send"), "channel": "post", "note": "By courier, no. 7"}
    response = client.post(address(request), fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Read what the directory says now. Then tick the box, or return the request." in page
    assert "By courier, no. 7" in page
    assert not Transmission.objects.exists()


def test_another_channel_than_the_country_takes_is_read_first(world: World, as_: SignIn) -> None:
    Requirements.objects.create(code="US-wants", jurisdiction_id="US", channels=["email"], standing=Standing.READ)
    request = world.approved(to=world.outsider)
    client = as_(world.officer)
    page = client.get(address(request))
    assert BOX not in page.content.decode()
    response = client.post(address(request), {**fields_of(page, "send"), "channel": "post"})
    assert response.status_code == 409
    assert "takes requests by these channels: E-mail. This one would go by another" in response.content.decode()
    again = {**fields_of(response, "send"), "despite": "on"}
    assert (again["channel"], again["shown"]) == ("post", "channel")
    assert client.post(address(request), again).status_code == 302
    assert Transmission.objects.get().channel == "post"


def test_ticked_for_less_than_it_says_now_it_is_asked_again(world: World, as_: SignIn) -> None:
    request = world.approved(case=world.case(offences=OUTSIDE))
    end_party("RO")
    client = as_(world.officer)
    fields = {**fields_of(client.get(address(request)), "send"), "despite": "on"}
    reserve("RO")
    response = client.post(address(request), fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Romania has reserved the right to refuse preservation" in page
    again = fields_of(response, "send")
    assert (again["shown"], "despite" in again) == (["not_a_party", "dual_criminality_reservation"], False)
    assert client.post(address(request), {**again, "despite": "on"}).status_code == 302


def test_the_approver_reads_what_the_directory_says(world: World, as_: SignIn) -> None:
    end_party("RO")
    request = world.in_review()
    client = as_(world.supervisor)
    page = client.get(address(request, "approve"))
    assert "Romania has not been a Party to the Convention since" in page.content.decode()
    reserve("RO")
    assert client.post(address(request, "approve"), {"seen": page.context["seen"]}).status_code == 302
    assert Request.objects.get().approved_cautions == [f"not_a_party 29(1) until {today('RO')}"]


def test_what_came_while_the_approver_was_reading_is_read_first(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    page = client.get(address(request, "approve"))
    end_party("RO")
    response = client.post(address(request, "approve"), {"seen": page.context["seen"]})
    assert response.status_code == 409
    assert "what the directory says of it" in response.content.decode()


def test_a_desk_that_has_closed_is_not_shown(world: World, as_: SignIn) -> None:
    request = world.approved()
    ContactPoint.objects.filter(email="desk@ro.example").update(valid_until=request.updated_at.date())
    page = as_(world.officer).get(address(request)).content.decode()
    assert "backup@ro.example" in page
    assert "desk@ro.example" not in page
