"""The bytes of a mail are put together by the portal itself: the library must read back what went in, and no more."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

import pytest
from django.core.mail import EmailMessage as FrameworksMail
from hypothesis import example, given
from hypothesis import strategies as some

from mla_portal.outbox.mime import LINE, LONGEST_LINE, bare, mailbox, mime
from mla_portal.values import one_line

SENDER = mailbox("MLA portal", "portal@portal.example")
KNOWN = [
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
]
# Every script, controls and line breaks too; halves of signs cannot be in a column of the database.
WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=300)
PARTS = some.sampled_from(["a", "REF-1", "of", "is", "Ä", "ქართული", "=?utf-8?q?x?=", "x" * 90])
SPACED = some.lists(PARTS).map(" ".join)
BODIES = some.lists(WORDS.map(one_line), min_size=1, max_size=6).map(lambda lines: "\n".join(lines).strip() + "\n")


def made(subject: str = "Subject", body: str = "Body\n", name: str = "Ana", address: str = "ana@al.example") -> bytes:
    return mime(subject=subject, body=body, sender=SENDER, to=mailbox(name, address), message_id="<1@portal.example>")


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.SMTP)


def head_of(raw: bytes) -> list[bytes]:
    return raw.partition(b"\r\n\r\n")[0].split(b"\r\n")


@given(WORDS | SPACED)
@example("X\r\nBcc: x@y.example\r\n\r\nBody")
@example("=?utf-8?q?Bcc?=")
def test_the_subject_comes_back_and_nothing_beside_it(subject: str) -> None:
    raw = made(subject=subject)
    assert read(raw)["Subject"] == one_line(subject)
    assert read(raw).keys() == KNOWN
    assert max(map(len, head_of(raw))) <= LINE


@given(WORDS | SPACED)
@example('Desk "AL", (demo) <x@y.example>')
@example("a\\b")
def test_the_name_comes_back_and_never_a_second_address(name: str) -> None:
    raw = made(name=name)
    assert len(cast("AddressHeader", read(raw)["To"]).addresses) == 1
    # The name by the older reader: the newer one keeps the spaces between encoded words of a name (RFC 2047, 6.2).
    said, address = parseaddr(str(message_from_bytes(raw)["To"]).replace("\r\n", ""))
    assert (str(make_header(decode_header(said))), address) == (one_line(name), "ana@al.example")
    assert read(raw).keys() == KNOWN
    assert max(map(len, head_of(raw))) <= LONGEST_LINE


@given(BODIES)
@example("x" * 2000 + "\nÄ" + "y" * 999 + "\n")
@example(".\nFrom here\n")
def test_the_body_comes_back_in_lines_that_servers_take(body: str) -> None:
    raw = made(body=body)
    assert read(raw).get_content().replace("\r\n", "\n") == body
    assert max(map(len, raw.split(b"\r\n"))) <= LONGEST_LINE
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("body", ["Body\n", "Größe\n", "Ä\n" * 500, "საქართველო\n"])
@pytest.mark.parametrize("name", ["", "Ana", "Duty desk (AL)", 'Ana "the" Desk'])
def test_it_is_to_the_byte_what_the_framework_makes_of_a_short_mail(name: str, body: str) -> None:
    beside = FrameworksMail(
        subject="News about AL-2026-1",
        body=body,
        from_email=SENDER,
        to=[mailbox(name, "ana@al.example")],
        headers={"Message-ID": "<1@portal.example>", "Auto-Submitted": "auto-generated"},
    )
    raw = made(subject="News about AL-2026-1", body=body, name=name)
    assert undated(raw) == undated(beside.message().as_bytes(linesep="\r\n"))


def undated(raw: bytes) -> list[bytes]:
    return [line for line in raw.split(b"\r\n") if not line.startswith(b"Date: ")]


def test_a_domain_is_told_in_ascii() -> None:
    assert bare("duty@příklad.example") == "duty@xn--pklad-zsa96e.example"
