"""A mail that comes back after the mail server had taken it: RFC 3464, by a return address that nobody can guess."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st

from mla_portal.ids import uuid7
from mla_portal.outbox.delivery_status import LARGEST, returned_read
from mla_portal.outbox.models import Message
from mla_portal.outbox.rendering import compose
from mla_portal.outbox.return_paths import message_returned, return_address
from mla_portal.outbox.services import Bounce, bounce_read, messages_deliver, messages_requeue
from mla_portal.outbox.services.delivery import _mark_sent
from tests.fixtures import Post
from tests.outbox.notices import NOW, queued

pytestmark = pytest.mark.django_db
REPORT = """\
Return-Path: <>
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: text/plain

I am sorry.
--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.al.example
Arrival-Date: Sat, 21 Nov 2026 12:00:00 +0000

Final-Recipient: rfc822; duty@al.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <duty@al.example>: User unknown
    in virtual mailbox table

--XX
Content-Type: message/rfc822

Subject: News

--XX--
"""


@pytest.fixture(autouse=True)
def _mailbox(settings: Any) -> None:
    settings.BOUNCE_ADDRESS = "bounces@portal.example"


def report(message: Message | None, *, action: str = "failed", status: str = "5.1.1", to: str = "") -> bytes:
    address = to or (return_address(message.id) if message else "bounces@portal.example")
    return REPORT.format(to=f"<{address}>", action=action, status=status).encode()


def delivered() -> Message:
    message = queued()
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=NOW)
    return message


def state(message: Message) -> tuple[str, bool, bool]:
    message.refresh_from_db()
    return message.status, message.failed_at is not None, message.bounced_at is not None


# --- the return address ---


def test_each_message_has_its_own_and_the_letter_still_says_who_wrote(smtp: Post) -> None:
    message = queued()
    mail = compose(message)
    assert mail.return_path == return_address(message.id)
    messages_deliver(now=NOW)
    assert smtp.messages[0]["From"] == "MLA portal <portal@localhost.example>"
    assert message_returned(f"<{mail.return_path.upper()}>") == message.id
    assert len(mail.return_path.partition("@")[0]) <= 64


def test_without_a_mailbox_for_them_mails_return_to_the_sender(settings: Any) -> None:
    settings.BOUNCE_ADDRESS = ""
    assert compose(queued()).return_path == "portal@localhost.example"


def test_nobody_makes_up_a_return_address() -> None:
    mine, other = uuid7(), uuid7()
    key, mark = return_address(mine).partition("@")[0].removeprefix("bounces+").split(".")
    theirs = return_address(other).partition("@")[0].removeprefix("bounces+").split(".")[1]
    for wrong in (f"bounces+{key}.{theirs}@x", f"bounces+{key}.{'a' * 16}@x", f"bounces+{key}.@x", f"{key}.{mark}@x"):
        assert message_returned(wrong) is None


@given(st.uuids())
def test_there_and_back(message: Any) -> None:
    assert message_returned(f"Bounces <{return_address(message)}>") == message


# --- what it does ---


def test_a_message_that_came_back_has_failed_and_says_why() -> None:
    message = delivered()
    assert bounce_read(report(message), now=NOW) is Bounce.FAILED
    assert state(message) == ("failed", True, True)
    assert "5.1.1: smtp; 550 5.1.1 <duty@al.example>: User unknown in virtual mailbox table" in message.last_error


def test_the_same_report_again_changes_nothing() -> None:
    message = delivered()
    bounce_read(report(message), now=NOW)
    assert bounce_read(report(message), now=NOW + timedelta(hours=1)) is Bounce.KNOWN
    message.refresh_from_db()
    assert message.failed_at == NOW


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded", ""])
def test_only_a_failure_for_good_counts(action: str) -> None:
    message = delivered()
    assert bounce_read(report(message, action=action, status="4.2.2"), now=NOW) is Bounce.NO_FAILURE
    assert state(message)[0] == "sent"


def test_a_vacation_notice_is_no_failure() -> None:
    message = delivered()
    notice = f"To: <{return_address(message.id)}>\nSubject: I am away\n\nAction: failed\n"
    assert bounce_read(notice.encode(), now=NOW) is Bounce.NO_FAILURE
    assert state(message)[0] == "sent"


def test_a_report_within_the_mail_that_came_back_is_not_read() -> None:
    message = delivered()
    inner = report(message).decode()
    outer = f"To: <{return_address(message.id)}>\nContent-Type: multipart/report; boundary=YY\n\n--YY\n"
    outer += f"Content-Type: message/rfc822\n\n{inner}\n--YY--\n"
    assert bounce_read(outer.encode(), now=NOW) is Bounce.NO_FAILURE


def test_of_a_stranger_nothing_is_believed() -> None:
    message = delivered()
    forged = report(None).replace(b"\n\n--XX", f"\nMessage-ID: {message.message_id}\n\n--XX".encode(), 1)
    assert bounce_read(forged, now=NOW) is Bounce.STRANGE
    assert state(message)[0] == "sent"


def test_what_the_mail_server_calls_the_recipient_goes_first() -> None:
    message = delivered()
    assert bounce_read(report(None), recipient=return_address(message.id), now=NOW) is Bounce.FAILED


def test_a_mail_that_comes_back_before_we_marked_it_sent() -> None:
    message = queued()
    Message.objects.filter(pk=message.pk).update(status="inflight", inflight_since=NOW)
    assert bounce_read(report(message), now=NOW) is Bounce.FAILED
    _mark_sent(message, NOW)
    assert state(message) == ("failed", True, True)


def test_one_that_was_called_off_stays_so() -> None:
    message = queued()
    Message.objects.filter(pk=message.pk).update(status="cancelled", cancelled_at=NOW)
    assert bounce_read(report(message), now=NOW) is Bounce.KNOWN
    assert state(message)[0] == "cancelled"


def test_mended_it_is_tried_again() -> None:
    message = delivered()
    bounce_read(report(message), now=NOW)
    assert messages_requeue(Message.objects.all(), now=NOW) == 1
    assert state(message) == ("queued", False, False)


# --- hostile ---


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 1000,
        b"To: " + b"<a@b>," * 100_000,
        b"".join(b"Content-Type: multipart/report; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)),
        b"Content-Type: multipart/report; boundary=a\n\n" + b"--a\nContent-Type: message/delivery-status\n\n" * 5000,
        b"Content-Type: multipart/report; boundary=" + b"x" * LARGEST,
    ],
)
def test_whatever_is_sent_is_read_past(raw: bytes) -> None:
    assert bounce_read(raw, now=NOW) in (Bounce.STRANGE, Bounce.NO_FAILURE)


@settings(max_examples=50)
@given(st.binary(max_size=500), st.binary(max_size=200))
def test_no_bytes_raise_anything(body: bytes, field: bytes) -> None:
    raw = report(None).replace(b"failed", field).replace(b"I am sorry.", body)
    assert len(returned_read(raw).reason) <= 300


def test_a_reason_is_one_line_of_bounded_length() -> None:
    raw = report(None).replace(b"User unknown", b"\x1b[2J\xe2\x80\xae" + b"x" * 5000)
    reason = returned_read(raw).reason
    assert len(reason) <= 300
    assert reason.isprintable()


# --- the command ---


def piped(raw: bytes, *args: str) -> str:
    said = io.StringIO()
    with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(raw))):
        call_command("read_bounce", *args, stdout=said)
    return said.getvalue()


def test_the_command_says_what_it_did() -> None:
    message = delivered()
    assert piped(report(message)).startswith("failed: ")
    assert piped(report(message), "--recipient", return_address(message.id)).startswith("known: ")
    assert piped(b"nonsense").startswith("strange: ")


def test_it_reads_a_large_mail_to_its_end_and_keeps_its_beginning() -> None:
    message = delivered()
    assert piped(report(message) + b"x" * 3 * LARGEST).startswith("failed: ")


def test_while_the_database_is_away_the_mail_server_tries_again() -> None:
    gone = patch("mla_portal.outbox.management.commands.read_bounce.bounce_read", side_effect=OperationalError)
    with gone, pytest.raises(CommandError) as refusal:
        piped(b"")
    assert refusal.value.returncode == 75
