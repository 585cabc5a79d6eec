"""Delivery over real SMTP: once each, whatever the server, the recipients and the other workers do."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from mla_portal.local import files
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.services import DeliveryReport, messages_cancel, messages_deliver, messages_queue
from mla_portal.outbox.services.delivery import ATTEMPTS_LIMIT, INFLIGHT_LIMIT, LONGEST_PAUSE, pause_before
from tests.fixtures import Post
from tests.outbox.conftest import ChoosyPost
from tests.outbox.notices import NOW, notice, queued

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def status(key: str = "one") -> str:
    return Message.objects.get(key=key).status


def test_a_message_is_sent_once(smtp: Post) -> None:
    message = queued()
    assert messages_deliver(now=NOW) == DeliveryReport(sent=1)
    assert messages_deliver(now=NOW + DAY) == DeliveryReport()
    [mail] = smtp.messages
    assert smtp.recipients == [["duty@al.example"]]
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Status.SENT, 1)
    assert message.sent_at is not None
    assert timedelta() <= message.sent_at - NOW < timedelta(minutes=1)


def test_many_go_over_one_connection_in_the_order_of_their_time(smtp: Post) -> None:
    messages_queue([notice(str(n), not_before=NOW - timedelta(minutes=n)) for n in (1, 3, 2)], now=NOW)
    assert messages_deliver(now=NOW).sent == 3
    ids = {message.message_id: message.key for message in Message.objects.all()}
    assert [ids[mail["Message-ID"]] for mail in smtp.messages] == ["3", "2", "1"]


def test_no_more_than_the_limit(smtp: Post) -> None:
    messages_queue([notice(str(number)) for number in range(3)], now=NOW)
    assert messages_deliver(now=NOW, limit=2).sent == 2
    assert messages_deliver(now=NOW, limit=2).sent == 1


def test_a_message_held_back_waits(smtp: Post) -> None:
    queued(not_before=NOW + DAY)
    assert messages_deliver(now=NOW) == DeliveryReport()
    assert messages_deliver(now=NOW + DAY).sent == 1


def test_a_message_called_off_is_not_sent(smtp: Post) -> None:
    queued(topic="request:1")
    messages_cancel(topics=["request:1"], now=NOW)
    assert messages_deliver(now=NOW + DAY) == DeliveryReport()
    assert smtp.messages == []


def test_while_the_server_is_down_everything_waits_uncounted(smtp: Post, settings: Settings) -> None:
    queued()
    up, settings.EMAIL_PORT = settings.EMAIL_PORT, files.free_port()
    for days in range(ATTEMPTS_LIMIT + 1):
        assert messages_deliver(now=NOW + days * DAY) == DeliveryReport(unreachable=True)
    settings.EMAIL_PORT = up
    assert Message.objects.get().attempts == 0
    assert messages_deliver(now=NOW + 30 * DAY).sent == 1


@pytest.mark.parametrize("answer", ["451 Later", "421 Closing"])
def test_a_message_not_taken_for_now_is_tried_again(smtp: Post, answer: str) -> None:
    message = queued()
    smtp.refuse = answer
    assert messages_deliver(now=NOW) == DeliveryReport(postponed=1)
    message.refresh_from_db()
    assert (message.status, message.attempts) == (Status.QUEUED, 1)
    assert answer.split()[0] in message.last_error
    smtp.refuse = ""
    assert messages_deliver(now=NOW + timedelta(seconds=25)) == DeliveryReport()
    assert messages_deliver(now=NOW + timedelta(minutes=1)).sent == 1
    message.refresh_from_db()
    assert (message.status, message.last_error) == (Status.SENT, "")


def test_after_the_last_attempt_a_message_has_failed(smtp: Post) -> None:
    queued()
    smtp.refuse = "451 Later"
    for attempt in range(ATTEMPTS_LIMIT):
        assert status() == Status.QUEUED
        messages_deliver(now=NOW + attempt * DAY)
    assert status() == Status.FAILED
    assert messages_deliver(now=NOW + 100 * DAY) == DeliveryReport()


def test_pauses_double_up_to_the_longest() -> None:
    pauses = [pause_before(attempt, spread=0) for attempt in range(2, ATTEMPTS_LIMIT + 1)]
    assert [pause.total_seconds() for pause in pauses[:4]] == [30, 60, 120, 240]
    assert pauses[-1] == LONGEST_PAUSE
    assert pause_before(2, spread=1) == pauses[0] * 1.25


def test_refused_recipients_fail_and_the_others_get_theirs(choosy_smtp: ChoosyPost) -> None:
    for name in ("refused", "later", "hangup", "not an address", "duty"):
        queued(name, to_address=f"{name}@al.example")
    assert messages_deliver(now=NOW) == DeliveryReport(sent=1, postponed=2, failed=2)
    assert [status(name) for name in ("refused", "not an address")] == [Status.FAILED] * 2
    assert [status(name) for name in ("later", "hangup")] == [Status.QUEUED] * 2
    assert status("duty") == Status.SENT
    assert "550 5.1.1 No such user" in Message.objects.get(key="refused").last_error
    assert choosy_smtp.recipients == [["duty@al.example"]]


def test_a_message_that_cannot_be_worded_does_not_hold_up_the_others(smtp: Post) -> None:
    queued("unworded", context={"reference": "AL-2026-1"})
    queued("worded")
    assert messages_deliver(now=NOW) == DeliveryReport(sent=1, postponed=1)
    assert "no value for at" in Message.objects.get(key="unworded").last_error


@pytest.mark.parametrize("address", ["duty@al.example\nBcc: x@y.example", "duty@al.example, x@y.example", "<x@y>", ""])
def test_no_address_smuggles_in_another(smtp: Post, address: str) -> None:
    queued(to_address=address)
    assert messages_deliver(now=NOW) == DeliveryReport(failed=1)
    assert smtp.messages == []


def test_a_message_of_a_worker_that_died_is_sent_after_a_while(smtp: Post) -> None:
    queued()
    Message.objects.update(status=Status.INFLIGHT, inflight_since=NOW, attempts=1)
    assert messages_deliver(now=NOW + INFLIGHT_LIMIT - timedelta(seconds=1)) == DeliveryReport()
    assert messages_deliver(now=NOW + INFLIGHT_LIMIT) == DeliveryReport(sent=1, returned=1)


def test_a_message_that_kills_every_worker_fails_in_the_end(smtp: Post) -> None:
    queued()
    Message.objects.update(status=Status.INFLIGHT, inflight_since=NOW, attempts=ATTEMPTS_LIMIT)
    assert messages_deliver(now=NOW + DAY) == DeliveryReport(returned=1)
    assert status() == Status.FAILED


def test_a_message_called_off_on_its_way_is_not_tried_again(smtp: Post) -> None:
    queued(topic="request:1")
    Message.objects.update(status=Status.INFLIGHT, inflight_since=NOW, attempts=1)
    assert messages_cancel(topics=["request:1"], now=NOW) == 1
    assert status() == Status.INFLIGHT
    messages_deliver(now=NOW + DAY)
    assert status() == Status.CANCELLED
    assert smtp.messages == []


@pytest.mark.django_db(transaction=True)
def test_delivering_inside_a_transaction_is_refused(smtp: Post) -> None:
    queued()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        messages_deliver(now=NOW)


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_message_once(smtp: Post) -> None:
    messages_queue([notice(str(number)) for number in range(60)], now=NOW)

    def deliver(_number: int) -> int:
        try:
            return messages_deliver(now=NOW).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sent = list(threads.map(deliver, range(4)))

    assert sum(sent) == 60
    assert sum(count > 0 for count in sent) > 1
    assert set(Counter(mail["Message-ID"] for mail in smtp.messages).values()) == {1}
