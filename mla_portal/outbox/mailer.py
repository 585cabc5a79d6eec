"""One SMTP connection for many messages, and what the server's answers mean."""

from __future__ import annotations

import logging
import smtplib
from types import TracebackType
from typing import Self

from django.core.mail.backends.smtp import EmailBackend

from mla_portal.outbox.rendering import Mail, Undeliverable

log = logging.getLogger(__name__)


class Unreachable(Exception):
    """The mail server takes no connection: this is the fault of no message."""


class Mailer:
    def __init__(self) -> None:
        self._backend = EmailBackend()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def connect(self) -> None:
        """Be connected; does nothing if it is already. Raises Unreachable."""
        try:
            self._backend.open()
        except OSError as error:
            self._close()
            raise Unreachable(str(error)) from error

    def send(self, mail: Mail) -> None:
        """Hand one mail to the server; when this returns, the server has taken it.

        Raises Undeliverable when the server refuses the recipient or the content for good (5xx). Any other error may
        pass; if it was the connection that broke, whether the server took the mail is not known.
        """
        try:
            self._line().sendmail(mail.return_path, [mail.recipient], mail.as_bytes())
        except smtplib.SMTPRecipientsRefused as error:
            self._close()
            [(code, reply), *_] = error.recipients.values()
            raise _refusal(code, reply) from error
        except smtplib.SMTPDataError as error:
            self._close()
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except Exception:
            self._close()
            raise

    def _line(self) -> smtplib.SMTP:
        self._backend.open()
        if self._backend.connection is None:
            raise OSError("The mail server gave no connection")
        return self._backend.connection

    def _close(self) -> None:
        """After an error too: the next mail begins on a fresh connection."""
        try:
            self._backend.close()
        except OSError as error:
            log.debug("The mail server had already gone: %s", error)


def _refusal(code: int, reply: bytes | str) -> Exception:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    sentence = f"The mail server answered {code} {text}"
    return Undeliverable(sentence) if 500 <= code < 600 else OSError(sentence)
