"""What the person gave to `make run`: in the environment, or as make variables, which is the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mla_portal.env import BASE_DIR
from mla_portal.local import files
from mla_portal.local.errors import CannotStart


@dataclass(frozen=True)
class Options:
    port: int
    data_dir: Path


def read() -> Options:
    """CannotStart when PORT or DATA_DIR cannot be used."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise CannotStart(f"PORT is {given!r} and must be a number from 1 to 65535, such as 8000.")
    port = int(given)
    if files.free_port(port) != port:
        raise CannotStart(f"Port {port} is taken or not allowed: choose another, such as `make run PORT={port + 1}`.")
    data_dir = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").absolute()
    try:
        # Passable, because PostgreSQL may have to run as another user; what is private in it is closed by itself.
        data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
        for private in ("log", "mail"):
            (data_dir / private).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"DATA_DIR={data_dir} cannot be used: {error.strerror}. Choose a directory.") from error
    return Options(port, data_dir)


def is_given(name: str) -> bool:
    """Whether the person gave this variable, as it is or as the file that holds it."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))
