"""The portal's side of the press: hands work over, and says no with a sentence."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from django.utils.translation import gettext as _

from mla_portal.errors import Refusal

MEBIBYTE = 1024 * 1024
MEMORY = 768 * MEBIBYTE  # beyond what the press itself holds; 300 identifiers take a tenth of it
SECONDS = 60  # of computing; a wall clock of twice that ends what waits
AT_ONCE = 2
ROOT = Path(__file__).resolve().parents[2]
# All that the press is told of where it runs: where programs and libraries are, and where its own files go.
ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "XDG_CACHE_HOME")
CHUNK = MEBIBYTE


class TooMuchWork(Refusal):
    """The work took more memory or time than a document may; nothing was made."""

    status = 400
    code = "too_much_work"


def press(
    work: str, payload: bytes, *, on_page: Callable[[int], None] | None = None, **about: Any
) -> tuple[dict[str, Any], bytes]:
    """What the function `work` of `server.py` makes of the payload: what it says, and what it made. `on_page` hears the
    number of each page that is laid out, while it goes on.

    Raises TooMuchWork when it went beyond what is allowed.
    """
    asked = {"work": work, "memory": MEMORY, "seconds": SECONDS, **about}
    with _rooms:
        answer = _told(json.dumps(asked).encode() + b"\n" + payload, on_page)
    line, _newline, made = answer.partition(b"\n")
    if not line:
        raise TooMuchWork(
            _("This takes more memory or time than a document may. Shorten the texts, or split the request.")
        )
    said: dict[str, Any] = json.loads(line)
    for warning in said.pop("warnings", ()):
        logging.getLogger("weasyprint").warning(warning)
    return said, made


def _told(question: bytes, on_page: Callable[[int], None] | None) -> bytes:
    """The answer, without the numbers of pages that come before it; empty where there is none."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _running.take(theirs)
        ours.settimeout(2 * SECONDS + 5)
        try:
            ours.sendall(question)
            ours.shutdown(socket.SHUT_WR)
            begun = _pages(ours, on_page)
            return begun + b"".join(iter(lambda: ours.recv(CHUNK), b"")) if begun else b""
        except OSError:  # it died while it was told, or never answered
            return b""


def _pages(ours: socket.socket, on_page: Callable[[int], None] | None) -> bytes:
    """The beginning of the answer, once it has come: it opens with a brace, and a number does not."""
    came = b""
    while not came.startswith(b"{"):
        number, newline, rest = came.partition(b"\n")
        if newline:
            came = rest
            if on_page is not None:
                on_page(int(number))
            continue
        more = ours.recv(CHUNK)
        if not more:
            return b""
        came += more
    return came


class Running:
    """The press of this process; a process that was forked has its own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def take(self, work: socket.socket) -> None:
        """Hand a piece of work over, to a new press where there is none or where it died."""
        with self._lock:
            try:
                socket.send_fds(self._started(), [b"w"], [work.fileno()])
            except OSError:
                self._owner = 0
                socket.send_fds(self._started(), [b"w"], [work.fileno()])

    def _started(self) -> socket.socket:
        if self._control is None or self._owner != os.getpid():
            self._control = self._start()
        return self._control

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "templates_app.press.server"], stdin=theirs.fileno(), cwd=ROOT, env=environment
            )
        self._owner = os.getpid()
        return ours


_running = Running()
_rooms = BoundedSemaphore(AT_ONCE)
