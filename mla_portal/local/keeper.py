"""Keeps one pair of services for all test runs of a clone, and leaves when nobody has used it for a while.

    python -m mla_portal.local.keeper DIRECTORY [stop]

Two locks in the directory order everything: `start` is held while deciding to start or to leave, `in-use` is shared by
all who run tests. So a run that begins while the keeper leaves waits, and then starts a new one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from mla_portal.local import files
from mla_portal.local.errors import CannotStart
from mla_portal.local.services import Pair

IDLE_SECONDS = 900
_ROOT = Path(__file__).resolve().parents[2]


def use(directory: Path) -> dict[str, str]:
    """The addresses of the pair, started where it does not run. In use until this process ends."""
    directory = directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    deciding = files.lock(directory / "start.lock")
    try:
        if not _is_kept(directory):
            _start_keeper(directory)
        files.lock(directory / "in-use.lock", shared=True)
        return files.read(directory / "services.json")
    finally:
        os.close(deciding)


def keep(directory: Path) -> None:
    """Run the pair until nobody has used it for `IDLE_SECONDS`, or until told to stop."""
    for stop_signal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop_signal, lambda *_: sys.exit())
    if files.lock_or_none(directory / "keeper.lock") is None:
        return
    shutil.rmtree(directory / "pair", ignore_errors=True)  # a fresh one each time: no test depends on yesterday
    (directory / "pair").mkdir()
    with Pair(directory / "pair") as pair:
        addresses = {"DATABASE_URL": pair.database_url, "REDIS_URL": pair.redis_url, "KEEPER": str(os.getpid())}
        files.write_private(directory / "services.json", addresses)
        try:
            _wait_until_idle(directory)
        finally:
            (directory / "services.json").unlink(missing_ok=True)


def stop(directory: Path) -> None:
    """End the keeper, unless somebody else's tests still use it."""
    directory.mkdir(parents=True, exist_ok=True)
    deciding = files.lock(directory / "start.lock")
    if _is_kept(directory) and _is_idle(directory):
        os.kill(int(files.read(directory / "services.json")["KEEPER"]), signal.SIGTERM)
        os.close(files.lock(directory / "keeper.lock"))
    os.close(deciding)


def _start_keeper(directory: Path) -> None:
    os.close(files.lock(directory / "keeper.lock"))  # the one before may still be stopping its services
    (directory / "services.json").unlink(missing_ok=True)
    log = directory / "keeper.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "mla_portal.local.keeper", str(directory)]
        keeper = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    while not (directory / "services.json").exists():
        if keeper.poll() is not None:
            raise CannotStart(f"The services for the tests did not start; {log} says: {log.read_text().strip()}")
        time.sleep(0.05)


def _wait_until_idle(directory: Path) -> None:
    used = time.monotonic()
    while True:
        time.sleep(2)
        if not _is_idle(directory):
            used = time.monotonic()
        elif time.monotonic() - used > IDLE_SECONDS and _took_leave(directory):
            return


def _took_leave(directory: Path) -> bool:
    deciding = files.lock(directory / "start.lock")
    try:
        if idle := _is_idle(directory):
            (directory / "services.json").unlink()
        return idle
    finally:
        os.close(deciding)


def _is_kept(directory: Path) -> bool:
    return (directory / "services.json").exists() and files.is_locked(directory / "keeper.lock")


def _is_idle(directory: Path) -> bool:
    return not files.is_locked(directory / "in-use.lock")


if __name__ == "__main__":
    act = stop if sys.argv[2:] == ["stop"] else keep
    act(Path(sys.argv[1]).resolve())
