"""The press itself: `python -m templates_app.press.server`, on a socket that is its standard input.

It ends when the process that started it does. It imports nothing of Django: no settings, no secrets.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import resource
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from templates_app.press.layout import lay_out, warm_up
from templates_app.press.pictures import made_anew
from templates_app.press.twins import Unreadable, attached_twin
from templates_app.press.walls import Walls, readable

Answer = tuple[dict[str, Any], bytes]
OPEN_FILES = 64
PAGE = resource.getpagesize()


def pdf(html: bytes, *, identifier: str, twin: str | None = None, dated: str = "", picture: str = "") -> Answer:
    day = dated and date.fromisoformat(dated)
    laid = lay_out(html.decode(), identifier=identifier, twin=twin, dated=day, picture=picture)
    return {"pages": laid.pages}, laid.content


def twin(file: bytes) -> Answer:
    return {}, attached_twin(file)


def picture(file: bytes) -> Answer:
    made = made_anew(file)
    return {"media_type": made.media_type}, made.content


WORKS: dict[str, Callable[..., Answer]] = {"pdf": pdf, "twin": twin, "picture": picture}


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the portal, which takes the press along
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    control = socket.socket(fileno=sys.stdin.fileno())
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        tempfile.tempdir = folder
        warm_up()
        gc.freeze()  # so that collecting garbage in a child copies no page
        walls = _tried(Walls([*readable(), Path(folder)]))
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
        while True:
            told, handed, _flags, _address = socket.recv_fds(control, 1, 1)
            if not told:
                return
            if os.fork() == 0:
                _child(control, handed[0], walls)
            os.close(handed[0])


def _tried(walls: Walls) -> Walls | None:
    """None where no document can be made within them: then the fetcher and the bounds hold alone, and that is said."""
    child = os.fork()
    if child == 0:
        try:
            walls.raise_them()
            warm_up()
            os._exit(0)
        finally:
            os._exit(1)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 and walls.holds:
        return walls
    logging.getLogger(__name__).warning(
        "The system walls no child of the press in: it has neither Landlock nor seccomp."
    )
    return None


def _child(control: socket.socket, handed: int, walls: Walls | None) -> None:
    """Does the work and is gone, past every clean-up of the press."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        control.detach()
        with socket.socket(fileno=handed) as work:
            question = b"".join(iter(lambda: work.recv(1024 * 1024), b""))
            _tell_pages(work)
            said, made = _worked(question, walls)
            work.sendall(json.dumps(said).encode() + b"\n" + made)
    finally:
        os._exit(0)


def _worked(question: bytes, walls: Walls | None) -> Answer:
    line, _newline, payload = question.partition(b"\n")
    asked = json.loads(line)
    _bound(asked.pop("memory"), asked.pop("seconds"))
    if walls is not None:
        walls.raise_them()
    warnings = Warnings()
    try:
        said, made = WORKS[asked.pop("work")](payload, **asked)
    except Unreadable as refusal:
        said, made = {"refused": refusal.reason}, b""
    except MemoryError:
        raise
    except BaseException as error:  # WeasyPrint's own is no Exception
        said, made = {"failed": f"{type(error).__name__}: {error}"}, b""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**said, "peak_kib": peak, "warnings": warnings.texts}, made


def _tell_pages(work: socket.socket) -> None:
    """Before the answer, a line with the number of each page that is laid out first."""
    logger = logging.getLogger("weasyprint.progress")
    logger.handlers, logger.propagate = [Pages(work)], False
    logger.setLevel(logging.INFO)


def _bound(memory: int, seconds: int) -> None:
    held = _address_space()
    if held:
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    signal.alarm(2 * seconds)


def _address_space() -> int:
    """Bytes, as Linux tells; 0 elsewhere, where the limit cannot be held."""
    try:
        with open("/proc/self/statm") as told:  # noqa: PTH123 - no Path for what is no file
            return int(told.read().split()[0]) * PAGE
    except OSError:
        return 0


class Pages(logging.Handler):
    """Pages are laid out again where their total stands on them: those count once."""

    def __init__(self, work: socket.socket) -> None:
        super().__init__()
        self.work, self.last = work, 0

    def emit(self, record: logging.LogRecord) -> None:
        if "Creating layout - Page" in record.msg and record.args and isinstance(record.args, tuple):
            number = int(str(record.args[0]))
            if number > self.last:
                self.last = number
                self.work.sendall(b"%d\n" % number)


class Warnings(logging.Handler):
    """What WeasyPrint warns of, for whoever asked."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []
        logger = logging.getLogger("weasyprint")
        logger.handlers, logger.propagate = [self], False

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


if __name__ == "__main__":
    main()
