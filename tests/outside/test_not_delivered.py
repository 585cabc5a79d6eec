"""A mail that did not arrive: on record once, told to who asked, and another channel is one press away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from contacts.models import Answer, Requirements, Standing
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.outbox.models import Message
from mla_portal.outbox.return_paths import return_address
from mla_portal.outbox.services import bounce_read, messages_requeue
from requests_app.models import DeliveryFailure, Request
from requests_app.selectors.other_channels import channels_left, other_way
from requests_app.services.actions import action_perform
from requests_app.services.delivery_failures import failures_record
from requests_app.services.further import transmission_add
from requests_app.services.outside_links import links_renew
from requests_app.services.reminders import reminders_sweep
from requests_app.tasks import failures_record as task
from tests.outbox.test_bounces import report
from tests.outside.links import sent_outside
from tests.pages.work.rows import cost
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def as_(db: None) -> SignIn:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def fails(**which: Any) -> None:
    found = Message.objects.filter(**(which or {"template": "request_link"}))
    assert found.update(status="failed", failed_at=timezone.now(), sent_at=None, last_error="550 5.1.1 No such user")
    failures_record(now=timezone.now())


def told() -> list[str]:
    return list(Message.objects.filter(template="request_undelivered").values_list("to_address", flat=True))


def test_it_is_on_record_once_and_who_asked_is_told(world: World) -> None:
    request = sent_outside(world)
    fails()
    assert failures_record(now=timezone.now()) == 0
    made = DeliveryFailure.objects.get(request=request)
    assert (made.transmission, made.to_name, made.reason) == (
        request.transmissions.get(),
        "Duty desk",
        "550 5.1.1 No such user",
    )
    assert told() == ["officer@portal.example"]
    [event] = Event.objects.filter(chain=f"request:{request.pk}", verb="transmission.not_delivered")
    assert event.actor is None


def test_a_mail_given_back_later_is_the_same_and_changes_no_status(world: World, settings: Any) -> None:
    settings.BOUNCE_ADDRESS = "bounces@portal.example"
    request = sent_outside(world)
    message = Message.objects.get(template="request_link")
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=timezone.now())
    before = request.deadlines.get().due_at
    assert return_address(message.id).encode() in report(message)
    bounce_read(report(message), now=timezone.now())
    task()
    assert DeliveryFailure.objects.get().request == request
    request.refresh_from_db()
    assert (request.status, request.deadlines.get().due_at) == ("sent", before)


def test_tried_again_and_failed_again_is_another_failure(world: World) -> None:
    sent_outside(world)
    fails()
    messages_requeue(Message.objects.filter(template="request_link"), now=timezone.now())
    fails()
    assert DeliveryFailure.objects.count() == 2


def test_of_reminders_to_one_address_who_asked_is_told_once(world: World) -> None:
    request = world.sent()
    clock = request.deadlines.get()
    for part in (0.6, 1.0):
        reminders_sweep(now=clock.starts_at + (clock.due_at - clock.starts_at) * part)
    fails(template="reminder", to_address="desk@ro.example")
    assert DeliveryFailure.objects.filter(transmission=None).count() >= 1
    assert told() == ["officer@portal.example"]


def test_nobody_is_told_what_no_longer_matters(world: World) -> None:
    request = sent_outside(world)
    action_perform(actor=world.officer, request=request, action="acknowledge", answers={})
    fails()
    assert told() == []


def test_mails_that_ask_for_nothing_are_none_of_it(world: World) -> None:
    world.sent()
    Message.objects.filter(template="request_approved").update(status="failed", failed_at=timezone.now())
    assert failures_record(now=timezone.now()) == 0


def test_the_record_is_neither_changed_nor_deleted(world: World) -> None:
    sent_outside(world)
    fails()
    with pytest.raises(DatabaseError), transaction.atomic():
        DeliveryFailure.objects.update(reason="")
    with pytest.raises(DatabaseError), transaction.atomic():
        DeliveryFailure.objects.all().delete()


# --- the next best channel ---


def takes(world: World, *channels: str) -> None:
    Requirements.objects.create(
        jurisdiction=world.outsider.jurisdiction,
        code="US-REQ",
        channels=list(channels),
        formal_confirmation=Answer.UNKNOWN,
        standing=Standing.READ,
        checked_on=timezone.localdate(),
    )


def test_the_usual_one_then_those_the_country_takes_then_the_others(world: World) -> None:
    request = sent_outside(world)
    assert channels_left(request, now=timezone.now())[0] == "interpol"
    takes(world, "email", "diplomatic")
    assert channels_left(request, now=timezone.now())[:2] == ["diplomatic", "interpol"]


def test_not_by_what_was_tried_nor_by_email_without_an_address(world: World) -> None:
    world.outsider.contact_points.all().delete()
    world.outsider.email = ""
    world.outsider.save(update_fields=["email"])
    request = action_perform(
        actor=world.officer,
        request=world.approved(to=world.outsider),
        action="send",
        answers={"channel": "interpol", "despite": ["channel"]},
    )
    left = channels_left(request, now=timezone.now())
    assert "interpol" not in left
    assert "email" not in left
    for channel in left:
        transmission_add(actor=world.officer, request=request, channel=channel)
    assert other_way(request, now=timezone.now()) is None


# --- shown at once ---

PRESS = "Send it by another channel: INTERPOL I-24/7"


def shown(client: Client, request: Request, more: str = "") -> str:
    return client.get(f"/requests/{request.pk}/{more}").content.decode()


def test_the_page_offers_the_form_filled_in(world: World, as_: SignIn) -> None:
    request, officer = sent_outside(world), as_(world.officer)
    assert PRESS not in shown(officer, request)
    fails()
    page = shown(officer, request)
    assert PRESS in page
    href = f"/requests/{request.pk}/transmissions/?purpose=again&channel=interpol"
    assert href.replace("&", "&amp;") in page
    form = officer.get(href).context["further"]
    assert (form["purpose"].value(), form["channel"].value()) == ("again", "interpol")


def test_the_open_page_says_so_when_it_happens(world: World, as_: SignIn) -> None:
    request, officer = sent_outside(world), as_(world.officer)
    seen = officer.get(f"/requests/{request.pk}/").context["pulse"]
    fails()
    assert PRESS in officer.get(f"/requests/{request.pk}/live/", {"seen": seen}).content.decode()


def test_home_says_so_until_it_went_another_way(world: World, as_: SignIn) -> None:
    request, officer = sent_outside(world), as_(world.officer)
    fails()
    home = officer.get("/")
    assert [panel.rows for panel in home.context["panels"] if panel.name == "not_arrived"] == [[request]]
    assert f"Send {request.reference} another way" in home.content.decode()
    transmission_add(actor=world.officer, request=request, channel="interpol")
    assert "not_arrived" not in [panel.name for panel in officer.get("/").context["panels"]]
    assert "Could not be delivered" not in shown(officer, request)


def test_a_new_link_is_another_try(world: World, as_: SignIn) -> None:
    request, officer = sent_outside(world), as_(world.officer)
    fails()
    links_renew(actor=world.officer, transmission=request.transmissions.get())
    assert "not_arrived" not in [panel.name for panel in officer.get("/").context["panels"]]
    assert PRESS not in shown(officer, request)


def test_the_other_side_and_strangers_hear_nothing_of_it(world: World, as_: SignIn) -> None:
    request = world.sent()
    fails(template="request_arrived")
    assert "Could not be delivered" in shown(as_(world.officer), request)
    for person in (world.contact, world.their_supervisor):
        assert "Could not be delivered" not in shown(as_(person), request)
        assert "not_arrived" not in [panel.name for panel in as_(person).get("/").context["panels"]]
    assert "not_arrived" not in [panel.name for panel in as_(world.stranger).get("/").context["panels"]]


def test_what_the_button_does_not_fill_in_is_ignored(world: World, as_: SignIn) -> None:
    request = sent_outside(world)
    form = as_(world.officer).get(f"/requests/{request.pk}/transmissions/?note=x&channel=pigeon").context["further"]
    assert form["note"].value() is None


def test_many_failures_cost_home_no_more(world: World, as_: SignIn) -> None:
    officer = as_(world.officer)
    before = cost(officer, "/")
    for _ in range(3):
        sent_outside(world)
    fails()
    assert cost(officer, "/") <= before + 1
    assert timezone.now() - DeliveryFailure.objects.latest("at").at < timedelta(minutes=1)
