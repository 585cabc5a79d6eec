"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from mla_portal.local import files

if TYPE_CHECKING:
    from tests.world import World


class Post:
    """A real SMTP server that keeps what it receives; set `refuse` to an SMTP reply and it refuses with that."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuse = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuse:
            return self.refuse
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        self.messages.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 Taken"


@pytest.fixture(scope="session")
def _post_office() -> Iterator[tuple[Post, int]]:
    post, port = Post(), files.free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    yield post, port
    controller.stop()


@pytest.fixture
def smtp(_post_office: tuple[Post, int], settings: Settings) -> Post:
    """Mail of this test goes to a real server, into `smtp.messages`; `smtp.refuse = "451 Later"` makes it refuse."""
    post, port = _post_office
    post.messages.clear()
    post.recipients.clear()
    post.refuse = ""
    # The test runner puts a mailbox in memory in place of the real backend; here the real one is wanted.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return post


@pytest.fixture
def world(db: None) -> World:
    """Two Parties in the portal, an outsider, and the people of each; see tests/world.py."""
    from tests.world import make_world

    return make_world()
