"""A mail server that delivers to nobody: it keeps each letter as a file and lists them in `inbox.txt`, to be read.

python -m mla_portal.local.mail PORT DIRECTORY
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Catcher:
    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.original_content or b""
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.eml"
        (self._directory / name).write_bytes(content)
        letter = readable(message_from_bytes(content, policy=policy.default), envelope.rcpt_tos, name)
        with (self._directory / "inbox.txt").open("a") as inbox:
            inbox.write(letter)
        return "250 Taken"


def readable(message: EmailMessage, recipients: list[str], name: str) -> str:
    """One letter as plain text for a person, with the name of the file that holds all of it."""
    body = message.get_body(("plain", "html"))
    text = body.get_content().strip() if body else ""
    subject, sender, date = (message.get(header, "") for header in ("Subject", "From", "Date"))
    rule = "=" * 80
    return f"{rule}\n{subject}\nto {', '.join(recipients)}, from {sender}, {date}, {name}\n\n{text}\n\n"


def main(port: int, directory: Path) -> None:
    Controller(Catcher(directory), hostname="127.0.0.1", port=port).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
