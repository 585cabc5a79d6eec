"""`make run`, whole: from an empty directory to a portal that answers, and to nothing that is left.

One test, because a portal takes a while to start; each step says what it looks at.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mla_portal.env import BASE_DIR
from mla_portal.local import files

# What the tests set for themselves is no choice of the person who runs the portal.
SET_BY_TESTS = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FILE_KEYS", "BASE_URL", "ALLOWED_HOSTS", "MAKELEVEL"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
PASSWORD = "a password of the test"


@dataclass(frozen=True)
class Portal:
    process: subprocess.Popen[str]
    port: int
    data: Path
    said: str


def run(port: int, data: Path) -> subprocess.Popen[str]:
    environment = ENVIRONMENT | {"PORT": str(port), "DATA_DIR": str(data), "DEMO_PASSWORD": PASSWORD}
    command = [sys.executable, "-m", "mla_portal.local.run"]
    return subprocess.Popen(command, cwd=BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)


def until_ready(process: subprocess.Popen[str]) -> str:
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    return said


def test_from_an_empty_directory_to_nothing_that_is_left(tmp_path: Path) -> None:
    port, data = files.free_port(), tmp_path / "data"
    with run(port, data) as process:
        try:
            portal = Portal(process, port, data, until_ready(process))
            it_says_where_it_is_and_how_to_sign_in(portal)
            all_parts_answer(portal)
            what_is_secret_is_private(portal)
            keys_of_links_are_in_no_log(portal)
            commands_with_the_same_directory_talk_to_it(portal)
            a_taken_port_is_said_in_one_line(portal, tmp_path / "other")
            a_second_one_over_the_same_data_is_refused(portal)
            it_stops_and_leaves_nothing(portal)
        finally:
            process.kill()


def it_says_where_it_is_and_how_to_sign_in(portal: Portal) -> None:
    assert f"http://localhost:{portal.port}/" in portal.said
    assert PASSWORD in portal.said


def all_parts_answer(portal: Portal) -> None:
    with urllib.request.urlopen(f"http://localhost:{portal.port}/healthz/") as answer:
        assert set(json.load(answer).values()) == {"ok"}


def what_is_secret_is_private(portal: Portal) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in portal.data.iterdir()}
    assert {modes[name] for name in ("services.json", "secrets.json")} == {0o600}
    assert {modes[name] for name in ("log", "mail", "postgres", "broker")} == {0o700}


def keys_of_links_are_in_no_log(portal: Portal) -> None:
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(f"http://localhost:{portal.port}/reach/the-key-of-a-link/")
    # The line is written after the answer has gone out.
    for _attempt in range(100):
        said = "".join(path.read_text(errors="replace") for path in (portal.data / "log").iterdir())
        if "GET /reach/" in said:
            break
        time.sleep(0.1)
    assert "GET /reach/… HTTP/1.1" in said
    assert "the-key-of-a-link" not in said


def commands_with_the_same_directory_talk_to_it(portal: Portal) -> None:
    command = [
        sys.executable,
        "manage.py",
        "shell",
        "--command",
        "print(User.objects.filter(username='admin').count())",
    ]
    environment = ENVIRONMENT | {"DATA_DIR": str(portal.data)}
    done = subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "1"


def a_taken_port_is_said_in_one_line(portal: Portal, other: Path) -> None:
    said, _ = run(portal.port, other).communicate()
    advice = f"choose another, such as `make run PORT={portal.port + 1}`."
    assert said == f"Port {portal.port} is taken or not allowed: {advice}\n"


def a_second_one_over_the_same_data_is_refused(portal: Portal) -> None:
    said, _ = run(files.free_port(), portal.data).communicate()
    assert said.startswith(f"The portal already runs with DATA_DIR={portal.data} (process {portal.process.pid}).")


def it_stops_and_leaves_nothing(portal: Portal) -> None:
    portal.process.send_signal(signal.SIGINT)
    said, _ = portal.process.communicate()
    assert said.split("\n")[-3:] == ["Stopping.", "Stopped.", ""]
    assert portal.process.returncode == 0
    assert not (portal.data / "services.json").exists()
    assert not files.is_locked(portal.data / "run.lock")  # every child holds it too
    assert files.free_port(portal.port) == portal.port
