"""Makes the environment `.venv` and sees to what pip cannot bring. Needs Python alone, for nothing else is there yet.

python3 mla_portal/local/setup.py run|test
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = {"run": ROOT / "requirements-local.txt", "test": ROOT / "requirements-dev.txt"}

LIBRARIES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core"]
BROWSER = ["chromium", "libatomic1"]
VALIDATOR = ["default-jdk-headless", "libjaxb-java"]
VALIDATOR_NEEDS = Path("/usr/share/java/jaxb-runtime.jar")
LIBRARIES_WORK = "import ctypes, weasyprint; ctypes.CDLL('libharfbuzz-subset.so.0')"


def main(purpose: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older one may well start this file
        sys.exit(f"Python 3.11 or newer is needed and this is {sys.version.split()[0]}: make PYTHON=python3.11 ...")
    VENV.mkdir(exist_ok=True)
    with (VENV / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two starts at once in one clone
        make_environment(purpose)
        see_to_libraries()
        if purpose == "test":
            see_to_browser()
            see_to_validator()


def make_environment(purpose: str) -> None:
    """Install exactly the locked packages; nothing to do when they are those of the last time."""
    wanted = REQUIREMENTS[purpose]
    stamp = VENV / f".{wanted.stem}"
    state = f"{sys.version} {hashlib.sha256(wanted.read_bytes()).hexdigest()}"
    if stamp.exists() and stamp.read_text() == state:
        return
    if not (VENV / "bin" / "pip").exists():
        make_venv()
    say(f"Installing the packages of {wanted.name} into .venv; the first time takes a minute or two.")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--require-hashes", "--requirement", str(wanted)])
    stamp.write_text(state)


def make_venv() -> None:
    say("Making the environment .venv.")
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode and install(["python3-venv"]):
        made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode and "ensurepip" in made.stdout:
        sys.exit("Python here cannot make environments: sudo apt-get install python3-venv")
    if made.returncode:
        sys.exit(f"Python could not make the environment .venv: {made.stdout}{made.stderr}")


def see_to_libraries() -> None:
    """The PDF renderer needs libraries of the system, which no wheel brings."""
    if libraries_work() or (install(LIBRARIES) and libraries_work()):
        return
    sys.exit(
        f"The PDF renderer needs libraries of the system. Install them: sudo apt-get install {' '.join(LIBRARIES)}"
    )


def libraries_work() -> bool:
    return subprocess.run([PYTHON, "-c", LIBRARIES_WORK], capture_output=True).returncode == 0


def see_to_browser() -> None:
    """The tests in a browser want Chromium; without it they say that they were left out."""
    if not (shutil.which("chromium") and driver_works()) and not install(BROWSER):
        say(f"The tests in a browser will be left out. To have them: sudo apt-get install {' '.join(BROWSER)}")


def see_to_validator() -> None:
    """The tests of PDF/A and PDF/UA want Java for veraPDF; without it they say that they were left out."""
    if not (shutil.which("javac") and VALIDATOR_NEEDS.exists()) and not install(VALIDATOR):
        say(f"The tests with veraPDF will be left out. To have them: sudo apt-get install {' '.join(VALIDATOR)}")


def driver_works() -> bool:
    return subprocess.run([PYTHON, "-m", "playwright", "--version"], capture_output=True).returncode == 0


def install(packages: list[str]) -> bool:
    """Install packages of Debian or Ubuntu where this user may; False where not, or where it failed."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (prefix and not may_sudo()):
        return False
    say(f"Installing {' '.join(packages)} with apt-get.")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    apt = [*prefix, *environment, "apt-get", "--quiet", "--quiet", "--option", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *step], capture_output=True, text=True)
        if done.returncode:
            say(done.stderr)
            return False
    return True


def may_sudo() -> bool:
    return (
        shutil.which("sudo") is not None and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    )


def run(command: list[str]) -> None:
    if subprocess.run(command).returncode:
        sys.exit(f"This failed: {' '.join(command)}")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
