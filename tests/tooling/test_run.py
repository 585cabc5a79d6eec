"""`make run`, whole: from an empty directory to a portal that answers, and to nothing that is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from mla_portal.env import BASE_DIR
from mla_portal.local import files

Portal = tuple[subprocess.Popen[str], int, Path, str]

# What the tests set for themselves is no choice of the person who runs the portal.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "MAKELEVEL"}
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A running portal: its process, port, data directory, and what it said until it was ready."""
    port, data = files.free_port(), tmp_path_factory.mktemp("run") / "data"
    with run(port, data) as process:
        said = ""
        assert process.stdout
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        yield process, port, data, said
        process.kill()


def run(port: int, data: Path) -> subprocess.Popen[str]:
    environment = ENVIRONMENT | {"PORT": str(port), "DATA_DIR": str(data), "DEMO_PASSWORD": "a password of the test"}
    command = [sys.executable, "-m", "mla_portal.local.run"]
    return subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)


def test_it_says_where_it_is_and_how_to_sign_in(portal: Portal) -> None:
    _, port, _, said = portal
    assert f"http://localhost:{port}/" in said
    assert "a password of the test" in said


def test_all_parts_answer(portal: Portal) -> None:
    with urllib.request.urlopen(f"http://localhost:{portal[1]}/healthz/") as answer:
        assert set(json.load(answer).values()) == {"ok"}


def test_what_is_secret_is_private(portal: Portal) -> None:
    data = portal[2]
    assert {(data / name).stat().st_mode & 0o777 for name in ("services.json", "secrets.json")} == {0o600}
    assert {(data / name).stat().st_mode & 0o777 for name in ("log", "mail", "postgres", "broker")} == {0o700}


def test_commands_with_the_same_directory_talk_to_it(portal: Portal) -> None:
    command = [
        sys.executable,
        "manage.py",
        "shell",
        "--command",
        "print(User.objects.filter(username='admin').count())",
    ]
    environment = ENVIRONMENT | {"DATA_DIR": str(portal[2])}
    done = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "1"


def test_a_taken_port_is_said_in_one_line(portal: Portal, tmp_path: Path) -> None:
    said, _ = run(portal[1], tmp_path).communicate()
    assert (
        said == f"Port {portal[1]} is taken or not allowed: choose another, such as `make run PORT={portal[1] + 1}`.\n"
    )


def test_a_second_one_over_the_same_data_is_refused(portal: Portal) -> None:
    process, _, data, _ = portal
    said, _ = run(files.free_port(), data).communicate()
    assert said.startswith(f"The portal already runs with DATA_DIR={data} (process {process.pid}).")


def test_it_stops_and_leaves_nothing(portal: Portal) -> None:
    process, port, data, _ = portal
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate()
    assert said.split("\n")[-3:] == ["Stopping.", "Stopped.", ""]
    assert process.returncode == 0
    assert not (data / "services.json").exists()
    assert not files.is_locked(data / "run.lock")  # every child holds it too
    assert files.free_port(port) == port
