"""What the system refuses a child of the press, even if all of the code in it were somebody else's."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from templates_app.press import client as the_press
from templates_app.press.walls import Walls, readable
from templates_app.rendering import render_pdf
from templates_app.versions.model import TemplateVersion
from tests.templates_app.samples import many_identifiers

ROOT = Path(__file__).resolve().parents[2]
HOLDS = Walls([]).holds
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock and seccomp are of Linux")

TRY = """
import os, socket, subprocess, sys
from pathlib import Path
from templates_app.press.walls import Walls, readable
pipe = socket.socketpair()
Walls(readable()).raise_them()
try:
    exec(sys.argv[1])
except OSError as refused:
    print("refused", refused.errno)
else:
    print("done")
"""


def tried(code: str) -> str:
    command = [sys.executable, "-c", TRY, code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.split()[0]


def test_this_machine_has_both() -> None:
    """Where it has not, the tests below say nothing: `make test` runs on kernels that have."""
    assert HOLDS == ("files", "calls")


@pytest.mark.parametrize(
    "code",
    [
        "Path('/etc/passwd').read_bytes()",
        "Path('/proc/self/environ').read_bytes()",
        "Path('/proc/1/cmdline').read_bytes()",
        "os.listdir('/')",
        "Path('manage.py').read_bytes()",
        "Path('mla_portal/settings.py').read_bytes()",
        "Path('/tmp/left-by-a-child').write_bytes(b'x')",
        "Path('templates_app/assets/document.css').write_bytes(b'x')",
        "os.unlink('templates_app/assets/document.css')",
        "os.symlink('/etc/passwd', '/tmp/link-by-a-child')",
    ],
)
def test_files_of_others_are_out_of_reach(code: str) -> None:
    assert tried(code) == "refused"


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_UNIX)",
        "socket.create_connection(('192.0.2.1', 80))",
        "socket.getaddrinfo('attacker.example', 80)",
        "subprocess.run(['/bin/true'])",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
    ],
)
def test_it_reaches_nobody_and_starts_nothing(code: str) -> None:
    assert tried(code) == "refused"


@pytest.mark.parametrize(
    "code",
    [
        "Path('templates_app/assets/document.css').read_bytes()",
        "import colorsys, fractions",
        "pipe[0].sendall(b'x'); pipe[1].recv(1)",
    ],
)
def test_what_it_works_with_is_left(code: str) -> None:
    assert tried(code) == "done"


def test_no_place_of_the_portal_is_among_what_it_reads() -> None:
    assert ROOT not in readable()
    assert not any((ROOT / "mla_portal").is_relative_to(one) for one in readable())


def test_a_document_is_made_within_them(version: TemplateVersion) -> None:
    """The child of the press says itself what it is under, while it works."""
    work = threading.Thread(target=render_pdf, args=(version, many_identifiers(300)))
    work.start()
    states: set[tuple[str, str]] = set()
    while work.is_alive():
        states |= _children()
        time.sleep(0.01)
    work.join()
    assert ("1", "2") in states


def _children() -> set[tuple[str, str]]:
    """(no new privileges, mode of seccomp) of each child of the press."""
    press = the_press._running._process
    if press is None:
        return set()
    found = set()
    with suppress(OSError):
        for child in Path(f"/proc/{press.pid}/task/{press.pid}/children").read_text().split():
            lines = dict(line.split(":", 1) for line in Path(f"/proc/{child}/status").read_text().splitlines())
            found.add((lines["NoNewPrivs"].strip(), lines["Seccomp"].strip()))
    return found
