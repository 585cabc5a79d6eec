"""Programs that cannot outlive the one that started them, and that do not run as root where they must not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mla_portal.local import kernel


@dataclass(frozen=True, kw_only=True)
class Program:
    """One child. `feed` reaches it on standard input, so that a password is not in the list of processes.

    An `unprivileged` program started by root runs as `nobody`; `reaches` are the paths it must be able to get to.
    `stop_signal` asks it to end; `orphan_signal` is what the kernel sends it when the one that started it was killed.
    One that `serves_others` is stopped after those.
    """

    name: str
    command: Sequence[str]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    feed: str = ""
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGKILL
    serves_others: bool = False
    unprivileged: bool = False
    reaches: Sequence[Path] = ()


def start(program: Program, output: IO[bytes] | int, *, inherits: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start it in a session of its own. It ends when this process ends, however that ends.

    It keeps the descriptors it `inherits` open: a lock held by one of them is free when the last of all has ended.
    """
    parent = os.getpid()
    as_nobody = program.unprivileged and os.geteuid() == 0
    keep_reach = as_nobody and not all(_open_to_nobody(path) for path in program.reaches)

    def in_child() -> None:
        if as_nobody:
            kernel.become_nobody(keep_reach=keep_reach)
        if sys.platform == "linux":
            kernel.die_with_parent(program.orphan_signal, parent)

    process = subprocess.Popen(
        list(program.command),
        cwd=program.directory,
        env={**os.environ, **program.environment},
        stdin=subprocess.PIPE if program.feed else subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        pass_fds=tuple(inherits),
        preexec_fn=in_child,
    )
    if process.stdin:
        process.stdin.write(program.feed.encode())
        process.stdin.close()
    return process


def stop(running: Sequence[tuple[Program, subprocess.Popen[bytes]]], *, patience: float) -> None:
    """Ask all at once, wait `patience` seconds, then kill what is left, with everything it started."""
    for program, process in running:
        if process.poll() is None:
            process.send_signal(program.stop_signal)
    deadline = time.monotonic() + patience
    for _, process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        kill_group(process.pid)
        process.wait()


def kill_group(leader: int) -> None:
    """Kill what is left of the session that `leader` began; nothing left is the normal case."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def nobody_owns(path: Path) -> None:
    """Give a directory to the user that an unprivileged program runs as, when root starts it."""
    if os.geteuid() == 0:
        os.chown(path, kernel.NOBODY, kernel.NOBODY)


def _open_to_nobody(path: Path) -> bool:
    steps = (step.stat() for step in (path.resolve(), *path.resolve().parents))
    return all(step.st_mode & 0o001 or step.st_uid == kernel.NOBODY for step in steps)
