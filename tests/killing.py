"""Kill a piece of work at each of its lines, to see that nothing is lost and nothing is done twice.

The child is a fork of the test's own process, in which everything is loaded, so that a round costs little.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from types import FrameType
from typing import Any

from django.db import connection, connections

_fork = multiprocessing.get_context("fork")


def kill_at_every_line(
    run: Callable[[], object],
    *,
    modules: tuple[str, ...],
    before: Callable[[], object],
    after: Callable[[str], object],
) -> int:
    """Run `run` again and again, each time in a child process that kills itself (SIGKILL) one line later.

    The lines counted are those of `modules` and of the packages below them, in the order of execution; a killed child
    did not execute the line it died at. `before` makes the ground for each round, committed (transaction=True);
    `after` is told the place of death, such as "mla_portal.outbox.mailer.Mailer.send:45", and asserts. The last round
    is the first in which the child came to its end; its place is "". Returns how many times it killed.
    Fails if the child ends with an error of its own.
    """
    kills = 0
    while True:
        before()
        place = _run_in_child(run, modules, line=kills + 1)
        after(place)
        if not place:
            return kills
        kills += 1


def _run_in_child(run: Callable[[], object], modules: tuple[str, ...], line: int) -> str:
    """The place at which the child died, or "" if it came to its end."""
    connections.close_all()  # two processes must not speak through one connection
    told, tell = os.pipe()
    child = _fork.Process(target=_die_at, args=(run, modules, line, tell))
    child.start()
    os.close(tell)
    with os.fdopen(told) as reader:
        place = reader.read()
    child.join()
    _wait_for_its_end_in_the_database()
    assert child.exitcode == (-signal.SIGKILL if place else 0), f"the child ended with {child.exitcode} at {place!r}"
    return place


def _wait_for_its_end_in_the_database() -> None:
    """PostgreSQL notices a dead client when it next speaks to it; until then its transaction keeps its locks."""
    busy = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    """
    for _attempt in range(500):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)
    raise AssertionError("the killed child's transaction is still open")


def _die_at(run: Callable[[], object], modules: tuple[str, ...], line: int, tell: int) -> None:
    lines = count(1)

    def on_line(frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line" and next(lines) == line:
            place = f"{_module(frame)}.{frame.f_code.co_qualname}:{frame.f_lineno}"
            os.write(tell, place.encode())
            os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    def on_call(frame: FrameType, _event: str, _argument: Any) -> Any:
        module = _module(frame)
        return on_line if any(module == name or module.startswith(f"{name}.") for name in modules) else None

    sys.settrace(on_call)
    try:
        run()
    finally:
        sys.settrace(None)


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))
