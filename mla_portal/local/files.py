"""Small files that two processes share: private JSON, locks, remembered secrets, free ports."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import socket
from pathlib import Path


def write_private(path: Path, values: dict[str, str]) -> None:
    """Replace the file at once and readable by its owner only: it holds keys and passwords."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(values, file, indent=1)
    new.replace(path)


def read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    values: dict[str, str] = json.loads(path.read_text())
    return values


def remembered(path: Path, name: str, given: str | None = None, *, characters: int = 32) -> str:
    """The secret of that name: the one given, else the one remembered, else a fresh one, remembered from now on."""
    values = read(path)
    value = given or values.get(name) or secrets.token_urlsafe(characters)[:characters]
    if values.get(name) != value:
        write_private(path, {**values, name: value})
    return value


def lock(path: Path, *, shared: bool = False) -> int:
    """Wait for the lock and hold it for as long as the answered descriptor is open."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    return descriptor


def lock_or_none(path: Path) -> int | None:
    """Take the lock as `lock` does, or answer None at once when somebody holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_locked(path: Path) -> bool:
    descriptor = lock_or_none(path)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


def free_port(preferred: int = 0) -> int:
    """A port of this machine that nobody listens on: the preferred one where possible."""
    for port in {preferred: None, 0: None}:
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(candidate.getsockname()[1])
    raise OSError("This machine has no free port.")
