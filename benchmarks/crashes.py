"""Kills worker, beat, broker and database at random moments while reminders are due, then counts what was said.

    .venv/bin/python -m benchmarks.crashes [--kills 60] [--deadlines 3000]

Starts a portal of its own under a temporary directory: PostgreSQL, broker, mail catcher, worker and beat, the programs
of `make run`, each killed with SIGKILL and started again. Prints how many reminders were lost and how many were said
twice; ends with 1 if there was one.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from mla_portal.local import broker, files, postgres, programs
from mla_portal.local.options import Options
from mla_portal.local.processes import Program, kill_group, start, stop

PASSWORD = "nothing-here-is-worth-protecting"  # noqa: S105
PATIENCE = 300
_PREPARE = ("migrate", "load_demo --empty")


class Portal:
    """Its programs, each of which can be killed and started again."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._ports = {name: files.free_port() for name in ("postgres", "broker", "mail")}
        postgres.prepare(directory / "postgres", PASSWORD)
        (directory / "mail").mkdir()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "mla_portal.settings",
            "DATA_DIR": str(directory),
            "DATABASE_URL": f"postgresql://portal:{PASSWORD}@127.0.0.1:{self._ports['postgres']}/portal",
            "REDIS_URL": f"redis://:{PASSWORD}@127.0.0.1:{self._ports['broker']}/0",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self._ports["mail"]),
            "SECRET_KEY": "a key for crashes that protects nothing whatsoever",
            "FILE_KEYS": f"k1:{b64encode(b'a key for crashes that hides not').decode()}",
            "BASE_URL": "http://portal.example",
            "ALLOWED_HOSTS": "portal.example",
            "DEMO_PASSWORD": PASSWORD,
        }
        self._running: dict[str, tuple[Program, subprocess.Popen[bytes]]] = {}

    def start(self, name: str) -> None:
        program = self._program(name)
        log = (self.directory / f"{name}.log").open("ab")
        process = start(program, log)
        log.close()
        self._running[name] = (program, process)
        if name == "postgres":
            postgres.wait_until_ready(self._ports[name], PASSWORD, process, self.directory / "postgres.log")

    def kill(self, name: str) -> None:
        """At once and with all that it started; a server's children notice by themselves."""
        _program, process = self._running.pop(name)
        process.kill()
        kill_group(process.pid)
        process.wait()

    def stop(self) -> None:
        running = list(self._running.values())
        stop([one for one in running if not one[0].serves_others], patience=10)
        stop([one for one in running if one[0].serves_others], patience=10)

    def _program(self, name: str) -> Program:
        options = Options(port=0, data_dir=self.directory)
        match name:
            case "postgres":
                return postgres.program(self.directory / "postgres", port=self._ports[name], durable=True)
            case "broker":
                return broker.program(self.directory, port=self._ports[name], password=PASSWORD, durable=False)
            case "mail":
                return programs.mail_catcher(self._ports[name], self.directory / "mail")
            case "worker":
                return programs.worker(options)
            case _:
                return replace(programs.beat(options), name="beat")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=60)
    options.add_argument("--deadlines", type=int, default=3000)
    # A slow machine needs longer between two kills, or nothing ever runs.
    options.add_argument("--pace", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=None)
    given = options.parse_args()
    seed = given.seed if given.seed is not None else random.randrange(10**6)  # noqa: S311 - no secret
    with ExitStack() as undo:
        directory = Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="crashes-")))
        directory.chmod(0o755)
        portal = Portal(directory)
        undo.callback(portal.stop)
        for name in ("postgres", "broker", "mail"):
            portal.start(name)
        _prepare(given.deadlines, seconds=int(1.8 * given.pace * given.kills))
        for name in ("worker", "beat"):
            portal.start(name)
        killed = _wreak(portal, given.kills, given.pace, random.Random(seed))  # noqa: S311 - no secret
        return _count(given.deadlines, killed, seed)


def _prepare(number: int, *, seconds: int) -> None:
    for command in _PREPARE:
        run = [sys.executable, "manage.py", *command.split()]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    from benchmarks import crowd

    crowd.spread(number, seconds=seconds)


def _wreak(portal: Portal, kills: int, pace: float, chance: random.Random) -> Counter[str]:
    killed: Counter[str] = Counter()
    for _kill in range(kills):
        time.sleep(pace * chance.uniform(0.2, 2.5))
        name = chance.choice(["worker", "worker", "beat", "broker", "postgres"])
        portal.kill(name)
        killed[name] += 1
        time.sleep(chance.uniform(0, 0.8))
        portal.start(name)
    return killed


def _count(number: int, killed: Counter[str], seed: int) -> int:
    from benchmarks import crowd

    begun = time.monotonic()
    while crowd.left() and time.monotonic() - begun < PATIENCE:
        time.sleep(1)
    found = crowd.said()
    parts = ", ".join(f"{name} {times}" for name, times in sorted(killed.items()))
    print(f"{killed.total()} kills ({parts}), seed {seed}")
    print(f"{number} reminders due: {number - found.deadlines} lost, {found.twice} said twice, {found.apart} half done")
    return 1 if found.deadlines != number or found.twice or found.apart else 0


if __name__ == "__main__":
    sys.exit(main())
