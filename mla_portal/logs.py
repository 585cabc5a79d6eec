"""What must not stand in a log: the keys of links that open without a sign-in."""

from __future__ import annotations

import logging
import re

# Also as it was sent, before it is decoded.
_KEY = re.compile(r"(/(?:reach|outside)(?:/|%2f)+)[^\s\"'<>]+", re.IGNORECASE)


def masked(text: str) -> str:
    """`text` without what follows /reach/ and /outside/ in it."""
    return _KEY.sub(r"\1…", text)


class LinkMask(logging.Filter):
    """Lets every record pass, masked."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), None
        return True


def mask_server_logs() -> None:
    """However gunicorn was started: it has set up its own loggers when the portal is loaded."""
    for name in ("gunicorn.access", "gunicorn.error"):
        logging.getLogger(name).addFilter(LinkMask())
