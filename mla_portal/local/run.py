"""`make run`: the whole portal on one machine, for a trial. It runs in the environment that `setup.py` made."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from mla_portal.local import broker, certificates, console, files, kernel, postgres, programs
from mla_portal.local.errors import CannotStart
from mla_portal.local.options import Options, is_given, read
from mla_portal.local.supervisor import Stopped, Supervisor

_GREEN_WITHIN_SECONDS = 120.0


def main() -> int:
    try:
        options = read()
        held = _only_one(options.data_dir)
        _set_old_logs_aside(options.data_dir / "log")
        with Supervisor(options.data_dir / "log", inherited=[held], leave=_make_leaves()) as supervisor:
            _run(options, supervisor)
    except CannotStart as reason:
        console.say(str(reason))
        return 1
    except Stopped:
        console.say("Stopped.")
    return 0


def _run(options: Options, supervisor: Supervisor) -> None:
    services = options.data_dir / "services.json"
    password = files.remembered(options.data_dir / "secrets.json", "DEMO_PASSWORD", os.environ.get("DEMO_PASSWORD"))
    try:
        console.say(f"Starting the services. Data, logs and mail are in {options.data_dir}")
        files.write_private(services, _start_services(options, supervisor))
        console.say("Preparing database, static files and demo data.")
        os.environ["DEMO_PASSWORD"] = password
        supervisor.run_once(programs.first_steps(options))
        console.say("Starting web, worker and beat.")
        for program in (programs.web, programs.worker, programs.beat):
            supervisor.start(program(options))
        _wait_until_green(options, supervisor)
        _announce(options, password)
        supervisor.watch()
    finally:
        console.say("Stopping.")
        services.unlink(missing_ok=True)


def _start_services(options: Options, supervisor: Supervisor) -> dict[str, str]:
    """Start what was not given and answer all that `mla_portal.env` needs, under its names."""
    secrets = options.data_dir / "secrets.json"
    values = {
        "SECRET_KEY": files.remembered(secrets, "SECRET_KEY", characters=64),
        "BASE_URL": f"http://localhost:{options.port}",
        "FILE_KEYS": f"k1:{b64encode(files.remembered(secrets, 'FILE_KEY', characters=32).encode()).decode()}",
    }
    password, durable = files.remembered(secrets, "SERVICES_PASSWORD"), True
    if not is_given("DATABASE_URL"):
        directory, port = options.data_dir / "postgres", files.free_port()
        postgres.prepare(directory, password)
        child = supervisor.start(postgres.program(directory, port=port, durable=durable))
        values["DATABASE_URL"] = postgres.wait_until_ready(port, password, child.process, child.log)
    if not is_given("REDIS_URL"):
        directory, port = options.data_dir / "broker", files.free_port()
        directory.mkdir(mode=0o700, exist_ok=True)
        child = supervisor.start(broker.program(directory, port=port, password=password, durable=durable))
        values["REDIS_URL"] = broker.wait_until_ready(port, password, child.process, child.log)
    if not is_given("EMAIL_HOST"):
        port = files.free_port()
        supervisor.start(programs.mail_catcher(port, options.data_dir / "mail"))
        values |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
    if not is_given("SIGNING_CONFIG"):
        values |= certificates.demonstration(options.data_dir / "signing")
    return values | {name: os.environ[name] for name in _PASSED_ON if os.environ.get(name)}


_PASSED_ON = (
    "SECRET_KEY",
    "BASE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "FILE_KEYS",
    "SIGNING_CONFIG",
)


def _wait_until_green(options: Options, supervisor: Supervisor) -> None:
    begun, said = time.monotonic(), "web: no answer"
    while time.monotonic() - begun < _GREEN_WITHIN_SECONDS:
        supervisor.look()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{options.port}/healthz/", timeout=10).close()
        except urllib.error.HTTPError as error:
            said = _unwell(error.read())
        except OSError:
            said = "web: no answer"
        else:
            return
        time.sleep(0.3)
    raise CannotStart(f"The portal did not become ready ({said}); the logs in {options.data_dir / 'log'} say why.")


def _unwell(body: bytes) -> str:
    try:
        answers: dict[str, str] = json.loads(body)
    except ValueError:
        return "web: it answers with an error"
    return ", ".join(f"{part}: {answer}" for part, answer in answers.items() if answer != "ok")


def _announce(options: Options, password: str) -> None:
    console.say(
        f"\nThe portal runs at http://localhost:{options.port}/\n"
        f"  Sign in as officer.ge, supervisor.ge, contact.ro, admin or auditor; the password of all: {password}\n"
        f"  Officers and supervisors: officer.XX, supervisor.XX; 24/7 contacts: contact.XX;"
        f" XX is one of al am az ba ge md me mk ro rs tr ua\n"
        f"  Mail that it sends: {options.data_dir / 'mail' / 'inbox.txt'}\n"
        f"  Stop it with Ctrl-C.\n"
    )


def _only_one(data_dir: Path) -> int:
    """Hold DATA_DIR. One that was killed may still have children on their way out: those are waited for."""
    path = data_dir / "run.lock"
    for _ in range(100):
        held = files.lock_or_none(path)
        if held is not None:
            os.truncate(held, 0)
            os.pwrite(held, str(os.getpid()).encode(), 0)
            return held
        owner = path.read_text()
        if owner and Path(f"/proc/{owner}").exists():
            break
        time.sleep(0.2)
    raise CannotStart(
        f"The portal already runs with DATA_DIR={data_dir} (process {path.read_text()}). Stop it, or run a second "
        f"one beside it: make run PORT=8001 DATA_DIR=.data2"
    )


def _make_leaves() -> Callable[[], bool]:
    """Whether make wants to end: asked to with SIGINT or SIGHUP alone, it waits for us and passes nothing on."""
    if "MAKELEVEL" not in os.environ or sys.platform != "linux":
        return lambda: False
    make = os.getppid()
    kernel.die_with_parent(signal.SIGTERM, make)
    return lambda: kernel.is_handling(make, (signal.SIGINT, signal.SIGHUP))


def _set_old_logs_aside(directory: Path) -> None:
    for log in directory.glob("*.log"):
        log.rename(log.with_suffix(".log.1"))


if __name__ == "__main__":
    sys.exit(main())
