"""Messages between the two sides: said once, never changed, read by people, told by mail without a word of them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message as Mail
from mla_portal.outbox.models import Status as MailStatus
from mla_portal.outbox.rendering import compose
from requests_app.models import Message, MessageReading, Request
from requests_app.selectors.messages import messages_on, unread_counts
from requests_app.services.messages import message_record, message_send, messages_read
from tests.world import World

pytestmark = pytest.mark.django_db
SECRET = "The account belongs to Secret Suspect."


@pytest.fixture
def request_(world: World) -> Request:
    return world.sent()


def mails() -> set[str]:
    return set(Mail.objects.filter(template="message_arrived").values_list("to_address", flat=True))


def test_each_side_says_something_and_both_read_it(world: World, request_: Request) -> None:
    message_send(actor=world.officer, request=request_, text="Until when do you need it?")
    message_send(actor=world.contact, request=request_, text="Until Friday.")
    said = [("requesting", "Until when do you need it?"), ("requested", "Until Friday.")]
    for reader in (world.officer, world.contact, world.auditor):
        assert list(messages_on(reader, request_).order_by("id").values_list("side", "text")) == said
    assert not messages_on(world.stranger, request_).exists()


def test_a_double_click_says_it_once(world: World, request_: Request) -> None:
    first = message_send(actor=world.officer, request=request_, text="Hello", client_token="t1")
    again = message_send(actor=world.officer, request=request_, text="Hello", client_token="t1")
    assert (first.pk, Message.objects.count()) == (again.pk, 1)


def test_the_trail_proves_the_words_and_does_not_repeat_them(world: World, request_: Request) -> None:
    message_send(actor=world.officer, request=request_, text=SECRET)
    event = Event.objects.get(verb="message.sent")
    assert (event.actor, len(json.loads(event.data)["text_sha256"])) == (world.officer, 64)
    assert "Suspect" not in event.data


def test_nothing_is_said_before_the_request_is_sent(world: World) -> None:
    with pytest.raises(Conflict, match="comments to your colleagues"):
        message_send(actor=world.officer, request=world.approved(), text="Hello")


@pytest.mark.parametrize("text", ["", "   ", None, 7, "x" * 20_001])
def test_what_is_no_text_is_refused(world: World, request_: Request, text: object) -> None:
    with pytest.raises(Invalid) as refused:
        message_send(actor=world.officer, request=request_, text=text)
    assert list(refused.value.errors) == ["text"]


def test_a_stranger_finds_nothing_and_an_auditor_only_reads(world: World, request_: Request) -> None:
    with pytest.raises(NotFound):
        message_send(actor=world.stranger, request=request_, text="Hello")
    with pytest.raises(NotAllowed):
        message_send(actor=world.auditor, request=request_, text="Hello")


def test_what_was_said_never_changes(world: World, request_: Request) -> None:
    message = message_send(actor=world.officer, request=request_, text="Hello")
    for change in (
        lambda: Message.objects.filter(pk=message.pk).update(text="Other"),
        lambda: Message.objects.filter(pk=message.pk).delete(),
        lambda: connection.cursor().execute("truncate requests_app_message cascade"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_is_unread_until_somebody_was_shown_it_each_for_themselves(world: World, request_: Request) -> None:
    message = message_send(actor=world.officer, request=request_, text="Hello")
    assert unread_counts(world.contact, [request_]) == {request_.pk: 1}
    assert unread_counts(world.officer, [request_]) == {}
    assert messages_read(actor=world.contact, request=request_) == 1
    assert messages_read(actor=world.contact, request=request_) == 0
    assert unread_counts(world.contact, [request_]) == {}
    assert unread_counts(world.their_supervisor, [request_]) == {request_.pk: 1}
    assert list(MessageReading.objects.values_list("message", "user")) == [(message.pk, world.contact.pk)]
    assert Event.objects.filter(verb="message.read").count() == 1


def test_the_own_side_reading_is_no_receipt(world: World, request_: Request) -> None:
    message_send(actor=world.officer, request=request_, text="Hello")
    assert messages_read(actor=world.colleague, request=request_) == 0


def test_the_desks_are_told_without_a_word_of_it(world: World, request_: Request) -> None:
    message_send(actor=world.officer, request=request_, text=SECRET)
    assert mails() == {"desk@ro.example", "backup@ro.example"}
    mail = compose(Mail.objects.filter(template="message_arrived").earliest("id"))
    assert request_.reference in str(mail.subject)
    assert "Suspect" not in f"{mail.subject}{mail.body}"
    assert f"/requests/{request_.pk}/messages/" in str(mail.body)


def test_the_officer_is_told_of_the_answer(world: World, request_: Request) -> None:
    message_send(actor=world.contact, request=request_, text="Until Friday.")
    assert mails() == {"officer@portal.example"}


def test_three_in_a_row_are_one_mail_and_reading_calls_it_off(world: World, request_: Request) -> None:
    for text in ("One", "Two", "Three"):
        message_send(actor=world.contact, request=request_, text=text)
    assert Mail.objects.filter(template="message_arrived").count() == 1
    messages_read(actor=world.officer, request=request_)
    assert Mail.objects.get(template="message_arrived").status == MailStatus.CANCELLED
    message_send(actor=world.contact, request=request_, text="Four")
    assert Mail.objects.filter(template="message_arrived").count() == 2


class TestRecorded:
    """Of an authority outside the portal the officer records what was said."""

    def record(self, world: World, request: Request, **more: object) -> Message:
        given: dict[str, object] = {
            "text": "They keep the data.",
            "said_by": "Duty desk",
            "said_at": timezone.now() - timedelta(minutes=5),
            "means": "phone",
        }
        return message_record(actor=world.officer, request=request, **{**given, **more})  # type: ignore[arg-type]

    def test_by_whom_when_and_how(self, world: World) -> None:
        request = world.sent(to=world.outsider)
        message = self.record(world, request)
        assert (message.side, message.author, message.said_by, message.means) == (
            "requested",
            world.officer,
            "Duty desk",
            "phone",
        )
        assert Event.objects.filter(verb="message.recorded", chain=f"request:{request.pk}").exists()
        assert (mails(), unread_counts(world.colleague, [request])) == (set(), {})

    def test_nothing_can_be_sent_to_who_is_not_here(self, world: World) -> None:
        with pytest.raises(Conflict, match="Record what was said"):
            message_send(actor=world.officer, request=world.sent(to=world.outsider), text="Hello")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"said_by": ""}, "said_by"),
            ({"said_at": None}, "said_at"),
            ({"said_at": timezone.now() + timedelta(days=1)}, "said_at"),
            ({"means": "portal"}, "means"),
            ({"means": "pigeon"}, "means"),
            ({"side": "nobody"}, "side"),
            ({"topic": "gossip"}, "topic"),
        ],
    )
    def test_what_is_missing_is_named(self, world: World, wrong: dict[str, object], field: str) -> None:
        with pytest.raises(Invalid) as refused:
            self.record(world, world.sent(to=world.outsider), **wrong)
        assert list(refused.value.errors) == [field]
