"""Runs a handful of programs as one: starts them, keeps them alive, writes their logs, stops them together."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from mla_portal.local import console
from mla_portal.local.errors import CannotStart
from mla_portal.local.processes import Program, kill_group, start, stop

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_STEADY_SECONDS = 60.0
_PATIENCE_SECONDS = 10.0


class Stopped(BaseException):
    """Somebody asked to stop. Not an Exception: nothing on the way may take it for an error and go on."""


@dataclass
class Child:
    program: Program
    process: subprocess.Popen[bytes]
    log: Path
    started: float = field(default_factory=time.monotonic)
    pause: float = _SHORTEST_PAUSE
    start_again_at: float | None = None


class Supervisor:
    """Use it with `with`: whatever happens inside, nothing it started is left behind."""

    def __init__(self, logs: Path, *, inherited: Sequence[int] = (), leave: Callable[[], bool] = lambda: False) -> None:
        self._logs = logs
        self._inherited = inherited
        self._leave = leave
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _ask_to_stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._kill_all)  # whoever asks a second time does not want to wait
        for serving in (False, True):
            wave = [(each.program, each.process) for each in self._children if each.program.serves_others is serving]
            stop(wave, patience=_PATIENCE_SECONDS)

    def start(self, program: Program) -> Child:
        log = self._logs / f"{program.name}.log"
        child = Child(program, self._start(program, log), log)
        self._children.append(child)
        return child

    def run_once(self, program: Program) -> None:
        """Run a program to its end. CannotStart with its last words when it fails."""
        child = self.start(program)
        failed = child.process.wait()
        self._children.remove(child)
        if failed:
            raise CannotStart(f"{program.name} failed; {child.log} says:\n{_last_words(child.log)}")

    def watch(self) -> None:
        """Start again what died, at first at once and then ever more slowly, until Stopped is raised."""
        while True:
            time.sleep(0.2)
            self.look()

    def look(self) -> None:
        if self._leave():
            raise Stopped
        now = time.monotonic()
        for child in self._children:
            if child.start_again_at is None and child.process.poll() is not None:
                kill_group(child.process.pid)
                if now - child.started > _STEADY_SECONDS:
                    child.pause = _SHORTEST_PAUSE
                console.say(f"{child.program.name} stopped ({_how(child.process)}); it starts again. {child.log}")
                child.start_again_at = now + child.pause
                child.pause = min(child.pause * 2, _LONGEST_PAUSE)
            if child.start_again_at is not None and now >= child.start_again_at:
                child.process, child.started, child.start_again_at = self._start(child.program, child.log), now, None

    def _start(self, program: Program, log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return start(program, output, inherits=self._inherited)

    def _kill_all(self, number: int, frame: FrameType | None) -> None:
        for child in self._children:
            kill_group(child.process.pid)


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number).name)


def _how(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _last_words(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
