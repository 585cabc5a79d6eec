"""The supervisor of `make run`: what died starts again, and nothing is left, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mla_portal.env import BASE_DIR

# A supervisor of one child, which itself has a child; both write their number into a file.
PROGRAM = """
import sys
from pathlib import Path
from mla_portal.local.processes import Program
from mla_portal.local.supervisor import Stopped, Supervisor

here = Path(sys.argv[1])
child = ["sh", "-c", f"sleep 1000 & echo $! > {here}/grandchild; echo $$ > {here}/child; wait"]
try:
    with Supervisor(here) as supervisor:
        supervisor.start(Program(name="sleeper", command=child, directory=here))
        print("up", flush=True)
        supervisor.watch()
except Stopped:
    print("stopped", flush=True)
"""


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        number(tmp_path / "child")
        yield process
        process.kill()


def until(fact: Callable[[], bool]) -> None:
    while not fact():
        time.sleep(0.05)


def number(path: Path) -> int:
    until(lambda: path.exists() and path.read_text().endswith("\n"))
    return int(path.read_text())


def is_gone(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_all_when_asked(supervisor: subprocess.Popen[str], tmp_path: Path, asked: signal.Signals) -> None:
    supervisor.send_signal(asked)
    said, _ = supervisor.communicate()
    assert said == "stopped\n"
    assert is_gone(number(tmp_path / "child"))
    assert is_gone(number(tmp_path / "grandchild"))


def test_a_killed_supervisor_takes_its_children_with_it(supervisor: subprocess.Popen[str], tmp_path: Path) -> None:
    supervisor.kill()
    until(lambda: is_gone(number(tmp_path / "child")))


def test_a_child_that_died_starts_again_without_what_it_left(supervisor: subprocess.Popen[str], tmp_path: Path) -> None:
    first, left = number(tmp_path / "child"), number(tmp_path / "grandchild")
    os.kill(first, signal.SIGKILL)
    until(lambda: number(tmp_path / "child") != first)
    assert is_gone(left)
    assert supervisor.stdout
    assert supervisor.stdout.readline().startswith("sleeper stopped (killed by SIGKILL); it starts again.")
