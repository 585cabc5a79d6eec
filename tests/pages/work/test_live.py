"""The open page asks every few seconds, and is told only when something this side may know has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.models import Deadline, Reminder, Request
from requests_app.services.actions import action_perform
from requests_app.services.documents import document_open
from requests_app.services.measures import measure_record
from requests_app.services.orders import order_make
from requests_app.services.owed_notices import notices_owed_make
from tests.pages.work.rows import cost
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def pulse(client: Client, request: Request) -> str:
    return str(client.get(f"/requests/{request.pk}/").context["pulse"])


def asked(client: Client, request: Request, seen: str) -> tuple[int, str]:
    response = client.get(f"/requests/{request.pk}/live/", {"seen": seen}, headers={"HX-Request": "true"})
    return response.status_code, response.content.decode()


def test_nothing_new_costs_nothing(world: World, as_: SignIn) -> None:
    request = world.sent()
    client = as_(world.officer)
    seen = pulse(client, request)
    assert asked(client, request, seen) == (204, "")
    assert cost(client, f"/requests/{request.pk}/live/?seen={seen}") <= 8


def test_the_sender_sees_the_acknowledgement(world: World, as_: SignIn) -> None:
    request = world.sent()
    client = as_(world.officer)
    seen = pulse(client, request)
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={"their_reference": "RO-9"})
    status, fragment = asked(client, request, seen)
    assert status == 200
    assert "<html" not in fragment
    for part in ("live-head", "live-figures", "live-step", "live-history", "live-news"):
        assert f'id="{part}"' in fragment
    assert 'role="status"' in fragment
    assert "Receipt acknowledged by Contact, Cybercrime Service." in fragment
    assert "RO-9" in fragment
    now_seen = pulse(client, request)
    assert f"?seen={now_seen}" in fragment
    assert asked(client, request, now_seen)[0] == 204


def test_the_sender_sees_that_it_was_opened(world: World, as_: SignIn) -> None:
    request = world.sent()
    client = as_(world.officer)
    seen = pulse(client, request)
    as_(world.contact).get(f"/requests/{request.pk}/")
    assert "Opened by the requested authority" in asked(client, request, seen)[1]


def test_the_requested_side_is_not_told_what_happens_at_the_other(world: World, as_: SignIn) -> None:
    request = world.sent()
    client = as_(world.contact)
    seen = pulse(client, request)
    document_open(actor=world.officer, document=request.documents.get())
    reminder(request, "officer")
    assert asked(client, request, seen)[0] == 204
    reminder(request, "contact")
    status, fragment = asked(client, request, seen)
    assert status == 200
    assert "Reminder sent" in fragment
    assert "officer" not in fragment


def test_the_moment_it_is_due_shows(world: World, as_: SignIn) -> None:
    request = world.sent()
    client = as_(world.officer)
    seen = pulse(client, request)
    begun = timezone.now() - timedelta(days=2)
    Deadline.objects.filter(request=request).update(starts_at=begun, due_at=begun + timedelta(days=1))
    status, fragment = asked(client, request, seen)
    assert status == 200
    assert "has not acknowledged in time" in fragment


def test_a_request_that_went_back_is_another_page(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.officer)
    seen = pulse(client, request)
    action_perform(actor=world.supervisor, request=request, action="return", answers={"reason": "Shorten it"})
    response = client.get(f"/requests/{request.pk}/live/", {"seen": seen})
    assert (response.status_code, response["HX-Refresh"]) == (204, "true")


def test_a_stranger_is_told_nothing(world: World, as_: SignIn) -> None:
    assert asked(as_(world.stranger), world.sent(), "")[0] == 404


def reminder(request: Request, audience: str) -> None:
    Reminder.objects.create(
        deadline=request.deadlines.get(),
        step=0,
        audience=audience,
        recipient=f"{audience}@portal.example",
        recipient_name=audience,
        created_at=timezone.now(),
    )


def test_a_notice_that_was_made_is_news_to_both_sides(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    before = {client: pulse(client, request) for client in (as_(world.officer), as_(world.contact))}
    notices_owed_make(now=timezone.now())
    notice = request.documents.get(kind="acknowledgement")
    for client, seen in before.items():
        status, fragment = asked(client, request, seen)
        assert (status, f"/documents/{notice.pk}/" in fragment) == (200, True)


def test_an_order_to_a_custodian_is_news_to_its_own_side_alone(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    given = {"kind": "preservation_order", "custodian": "Hosting SRL"}
    measure = measure_record(actor=world.contact, request=request, answers=given)
    notices_owed_make(now=timezone.now())
    order_make(actor=world.contact, measure=measure)
    officer, contact = as_(world.officer), as_(world.contact)
    # the contact first: that they open it is news to the officer
    before = {client: pulse(client, request) for client in (contact, officer)}
    notices_owed_make(now=timezone.now())
    assert asked(officer, request, before[officer])[0] == 204
    assert asked(contact, request, before[contact])[0] == 200
