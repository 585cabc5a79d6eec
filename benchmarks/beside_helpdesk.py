"""django-helpdesk's `escalate_tickets` with the same number of things due, in an environment of its own.

The package comes from the registry into a virtual environment under a temporary directory; nothing of it touches the
portal's. One mail for each ticket, to its submitter, as the portal tells one contact.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

PROJECT = Path(__file__).parent / "helpdesk_project.py"
DATABASE = "portal_beside_helpdesk"


@dataclass(frozen=True, kw_only=True)
class Measured:
    """`busy`: seconds of processors, here and in the database. `twice`: escalations too many of four at once."""

    seconds: float
    busy: float
    mails: int
    twice: int


def measure(open_: int, due: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="helpdesk-") as directory, _database() as environment:
        python = _installed(Path(directory))
        run = [str(python), str(PROJECT), str(open_), str(due)]
        answer = subprocess.run(run, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    return Measured(**json.loads(answer.splitlines()[-1]))


def _installed(directory: Path) -> Path:
    subprocess.run([sys.executable, "-m", "venv", str(directory / "venv")], check=True)  # noqa: S603
    python = directory / "venv" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "django-helpdesk", "psycopg2-binary"]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return python


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    """A database beside that of the benchmark, on the same server; what the other project reads of it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    given = connection.settings_dict
    known = {f"PG{name}": str(given[name] or "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
    # Nothing of the portal's own settings goes along.
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL")}
    try:
        yield {**kept, **known, "PGDATABASE": DATABASE}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
