"""A message enters the outbox with its cause, once, and can be called off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from celery import Celery
from django.db import IntegrityError, connection, transaction
from django.template import TemplateDoesNotExist

from mla_portal.local import files
from mla_portal.outbox import nudge
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.selectors import messages_about, messages_failed
from mla_portal.outbox.services import (
    message_queue,
    messages_cancel,
    messages_queue,
    messages_queue_from,
    messages_requeue,
)
from tests.outbox.notices import NOW, notice, queued

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_a_message_waits_to_be_sent() -> None:
    message = message_queue(
        key="request:1 sent", template="notice", to_address="duty@al.example", context={"a": [1, "b"]}, now=NOW
    )
    assert (message.status, message.attempts, message.next_attempt_at, message.created_at) == ("queued", 0, NOW, NOW)
    assert (message.language, message.time_zone, message.context) == ("en", "UTC", {"a": [1, "b"]})


def test_one_key_is_one_message() -> None:
    first = queued("once")
    second = message_queue(key="once", template="notice", to_address="other@al.example", context={}, now=LATER)
    assert second == first
    assert (second.to_address, second.created_at) == ("duty@al.example", NOW)


def test_many_in_one_statement() -> None:
    queued("2")
    messages_queue([notice(str(number)) for number in (3, 2, 1)], now=LATER)
    assert set(Message.objects.values_list("key", "created_at")) == {("1", LATER), ("2", NOW), ("3", LATER)}


SELECTED = """
    SELECT 'reminder ' || n AS key, 'duty@al.example' AS to_address, '' AS to_name, 'en' AS language,
        'UTC' AS time_zone, jsonb_build_object('reference', n::text) AS context, 'request:1' AS topic,
        %(later)s AS next_attempt_at
    FROM generate_series(1, 3) n
"""


def test_many_that_a_query_puts_together() -> None:
    queued("reminder 2")
    for _time in range(2):
        messages_queue_from(SELECTED, {"later": LATER}, template="notice", now=NOW)
    new = Message.objects.exclude(key="reminder 2").order_by("key")
    assert [(one.key, one.status, one.created_at, one.next_attempt_at) for one in new] == [
        ("reminder 1", "queued", NOW, LATER),
        ("reminder 3", "queued", NOW, LATER),
    ]
    assert [one.context for one in new] == [{"reference": "1"}, {"reference": "3"}]
    assert Message.objects.get(key="reminder 2").topic == ""


def test_a_query_for_a_template_that_is_not_there_is_refused() -> None:
    with pytest.raises(TemplateDoesNotExist):
        messages_queue_from(SELECTED, {"later": LATER}, template="none", now=NOW)


def test_none_is_no_error() -> None:
    messages_queue([], now=NOW)


def test_a_message_may_be_held_back() -> None:
    assert queued(not_before=LATER).next_attempt_at == LATER


def test_every_message_has_its_own_message_id() -> None:
    message = queued()
    assert message.message_id == f"<{message.id}@localhost.example>"


def test_values_are_one_line_each() -> None:
    message = queued(to_name="Ana\r\nBcc: x@y.example", context={"a": "1\n2", "b": ["3\u2028\x004"], "c": {"d": "\t5"}})
    assert message.to_name == "Ana Bcc: x@y.example"
    assert message.context == {"a": "1 2", "b": ["3 4"], "c": {"d": "5"}}


def test_a_template_that_is_not_there_is_refused() -> None:
    with pytest.raises(TemplateDoesNotExist):
        queued(template="none")


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "requests/1/", 7])
def test_a_link_leads_into_the_portal(path: object) -> None:
    with pytest.raises(ValueError, match="stays in the portal"):
        queued(context={"path": path})


def test_calling_off_by_topic_and_template() -> None:
    for key, topic in (("1", "request:1"), ("2", "request:1"), ("3", "request:2")):
        queued(key, topic=topic)
    assert messages_cancel(topics=["request:1"], templates=["other"], now=LATER) == 0
    assert messages_cancel(topics=["request:1"], templates=["notice"], now=LATER) == 2
    assert messages_cancel(topics=["request:1"], now=LATER) == 0
    assert [message.status for message in messages_about("request:1")] == [Status.CANCELLED] * 2
    assert [message.status for message in messages_about("request:2")] == [Status.QUEUED]


def test_what_was_sent_cannot_be_called_off() -> None:
    queued(topic="request:1")
    Message.objects.update(status=Status.SENT, sent_at=NOW)
    assert messages_cancel(topics=["request:1"], now=LATER) == 0
    assert Message.objects.get().cancelled_at is None


def test_nothing_is_called_off_without_a_topic() -> None:
    with pytest.raises(ValueError, match="topic"):
        messages_cancel(topics=[""], now=NOW)


def test_a_failed_message_gets_a_new_start() -> None:
    queued("failed")
    Message.objects.update(status=Status.FAILED, failed_at=NOW, attempts=12)
    queued("waiting")
    assert [message.key for message in messages_failed()] == ["failed"]
    assert messages_requeue(Message.objects.all(), now=LATER) == 1
    again = Message.objects.get(key="failed")
    assert (again.status, again.attempts, again.next_attempt_at, again.failed_at) == (Status.QUEUED, 0, LATER, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "lost"},
        {"status": "sent"},
        {"status": "inflight"},
        {"status": "failed"},
        {"status": "cancelled"},
        {"sent_at": NOW},
        {"inflight_since": NOW},
        {"failed_at": NOW},
        {"cancelled_at": NOW},
        {"key": ""},
        {"attempts": -1},
    ],
)
def test_the_table_refuses_what_cannot_be(wrong: dict[str, object]) -> None:
    queued()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_with_its_cause() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_harms_nobody(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(nudge, "app", Celery(broker=f"redis://127.0.0.1:{files.free_port()}/0"))
    queued()
    assert Message.objects.get().status == Status.QUEUED
    assert "The broker does not answer" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_the_same_keys_make_one_message_each() -> None:
    keys = [str(number) for number in range(20)]

    def queue(number: int) -> None:
        try:
            messages_queue([notice(key) for key in (keys if number % 2 else keys[::-1])], now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(queue, range(8)))
    assert sorted(Message.objects.values_list("key", flat=True)) == sorted(keys)
