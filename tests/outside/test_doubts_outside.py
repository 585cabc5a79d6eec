"""A person of the authority outside says on the link that the request may not be genuine; who sent it calls back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid
from mla_portal.outbox.models import Message as Mail
from requests_app.models import Deadline, Means, Message, Request, Topic
from requests_app.selectors.doubts_outside import doubt_outside
from requests_app.selectors.home import work_of
from requests_app.services.actions import action_perform
from requests_app.services.messages import message_record, message_send
from requests_app.services.outside_answers import outside_acknowledge, outside_doubt
from tests.outside.links import address_of, code_of, entered, link_to, sent_outside
from tests.world import World

pytestmark = pytest.mark.django_db
REASON = "The sender's name is misspelt."


def doubted(world: World) -> Request:
    request = sent_outside(world)
    browser = entered(link_to(request))
    outside_doubt(link=link_to(request), browser=browser, reason=REASON)
    return request


def called(world: World, request: Request, **more: object) -> Message:
    given = {"text": "We did send it.", "said_by": "Duty desk", "said_at": timezone.now() - timedelta(minutes=1)}
    given |= {"means": Means.PHONE, "topic": Topic.DOUBT, **more}
    return message_record(actor=world.officer, request=request, **given)  # type: ignore[arg-type]


def page_of(user: User, path: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode()


def test_it_is_said_on_the_page_of_the_link(world: World, client: Client) -> None:
    request = sent_outside(world)
    link = link_to(request)
    client.post(address_of(link), {"code": code_of(link), "name": "Jane Roe", "function": "Duty officer"})
    assert client.post(address_of(link), {"act": "doubt", "reason": ""}).status_code == 400
    assert client.post(address_of(link), {"act": "doubt", "reason": REASON}).status_code == 302
    page = client.get(address_of(link)).content.decode()
    assert "Do nothing for this request until it has called you" in page
    assert "Say that we doubt it" not in page
    assert client.post(address_of(link), {"act": "doubt", "reason": "Again."}).status_code == 409
    assert Message.objects.get(topic="doubt").said_by == "Jane Roe, Duty officer"


def test_officer_and_supervisor_are_told_at_once_without_the_reason(world: World) -> None:
    doubted(world)
    mails = Mail.objects.filter(template="request_doubted")
    assert {one.to_address for one in mails} == {"officer@portal.example", "supervisor@portal.example"}
    assert all(one.next_attempt_at <= timezone.now() for one in mails)
    assert not any("misspelt" in str(one.context) for one in mails)
    assert not Mail.objects.filter(template="message_arrived").exists()


def test_it_stands_above_all_else_with_whom_to_call(world: World) -> None:
    request = doubted(world)
    page = page_of(world.officer, f"/requests/{request.pk}/")
    for text in (
        "The other side doubts that this request is genuine",
        "misspelt",
        "Jane Roe, Duty officer",
        "555 0100",
    ):
        assert text in page
    assert "call back" in page_of(world.officer, "/")
    assert request in work_of(world.supervisor, now=timezone.now()).doubted.rows
    assert work_of(world.stranger, now=timezone.now()).doubted.rows == []


def test_it_gives_no_power_over_the_request(world: World) -> None:
    request = sent_outside(world)
    before = (request.status, list(Deadline.objects.values_list("kind", "due_at", "closed_at", "paused_at")))
    browser = entered(link_to(request))
    outside_doubt(link=link_to(request), browser=browser, reason=REASON)
    request.refresh_from_db()
    after = (request.status, list(Deadline.objects.values_list("kind", "due_at", "closed_at", "paused_at")))
    assert after == before
    # it can be acknowledged as before
    outside_acknowledge(link=link_to(request), browser=browser)
    assert doubt_outside(request) is not None


def test_a_recorded_call_ends_it(world: World) -> None:
    request = doubted(world)
    called(world, request)
    assert doubt_outside(request) is None
    page = page_of(world.officer, f"/requests/{request.pk}/")
    assert "The other side doubts that this request is genuine" not in page
    assert "Called back about the doubt" in page


def test_the_form_of_records_asks_whether_it_was_that_call(world: World) -> None:
    request = doubted(world)
    address = f"/requests/{request.pk}/messages/record/"
    client = Client()
    client.force_login(world.officer)
    assert "This was the call about their doubt" in client.get(address).content.decode()
    now = timezone.now() - timedelta(minutes=1)
    given = {
        "calls_back": "on",
        "side": "requested",
        "said_by": "Duty desk",
        "means": "phone",
        "said_at_0": now.strftime("%Y-%m-%d"),
        "said_at_1": now.strftime("%H:%M:%S"),
        "said_at_2": "+00:00",
        "text": "It is ours.",
    }
    assert client.post(address, given).status_code == 302
    assert doubt_outside(request) is None
    assert "This was the call about their doubt" not in client.get(address).content.decode()


def test_after_the_call_it_can_be_doubted_anew(world: World) -> None:
    request = sent_outside(world)
    browser = entered(link_to(request))
    outside_doubt(link=link_to(request), browser=browser, reason=REASON)
    called(world, request)
    outside_doubt(link=link_to(request), browser=browser, reason="Nobody called us.")
    standing = doubt_outside(request)
    assert standing is not None
    assert standing.text == "Nobody called us."


def test_only_a_call_ends_it(world: World) -> None:
    request = doubted(world)
    for means in (Means.EMAIL, Means.MEETING, Means.OTHER):
        with pytest.raises(Invalid) as refused:
            called(world, request, means=means)
        assert set(refused.value.errors) == {"means"}
    assert doubt_outside(request) is not None


def test_refusals(world: World) -> None:
    request = sent_outside(world)
    with pytest.raises(Invalid):
        # nothing stands that could be answered
        called(world, request)
    with pytest.raises(Conflict):
        outside_doubt(link=link_to(request), browser="of another", reason=REASON)
    browser = entered(link_to(request))
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found."})
    with pytest.raises(Conflict):
        outside_doubt(link=link_to(request), browser=browser, reason=REASON)
    assert not Message.objects.filter(topic="doubt").exists()


def test_between_members_there_is_another_way(world: World) -> None:
    """What a member doubts, the other side must not learn."""
    request = world.sent()
    with pytest.raises(Invalid):
        message_send(actor=world.contact, request=request, text="Fake?", topic="doubt")


def test_it_is_an_event_without_its_words(world: World) -> None:
    request = doubted(world)
    [event] = Event.objects.filter(chain=f"request:{request.pk}", verb="message.recorded")
    assert event.actor is None
    assert "misspelt" not in event.data
