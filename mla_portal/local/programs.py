"""The portal's own programs, as `make run` starts them. A server starts the same ones from `docker-compose.yml`."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path

from mla_portal.env import BASE_DIR
from mla_portal.local.options import Options
from mla_portal.local.processes import Program


def mail_catcher(port: int, directory: Path) -> Program:
    return replace(_python("mail", ["mla_portal.local.mail", str(port), str(directory)]), serves_others=True)


def first_steps(options: Options) -> Program:
    return _python("first-steps", ["mla_portal.local.first_steps"], DATA_DIR=str(options.data_dir))


def web(options: Options) -> Program:
    arguments = ["--bind", f"127.0.0.1:{options.port}", "--workers", "2", "--threads", "4", "--graceful-timeout", "5"]
    program = _python(
        "web",
        ["gunicorn", "mla_portal.wsgi", *arguments, "--access-logfile", "-", "--no-control-socket"],
        DATA_DIR=str(options.data_dir),
    )
    return replace(program, orphan_signal=signal.SIGQUIT)  # so that it takes its workers with it


def worker(options: Options) -> Program:
    return _python("worker", [*_celery("worker"), "--concurrency", "2"], DATA_DIR=str(options.data_dir))


def beat(options: Options) -> Program:
    pid_file = "--pidfile="  # none: one that a crash leaves behind would hinder the next start
    return _python("beat", [*_celery("beat"), pid_file], DATA_DIR=str(options.data_dir))


def _celery(part: str) -> list[str]:
    return ["celery", "--app", "mla_portal", part, "--loglevel", "INFO"]


def _python(name: str, arguments: list[str], **environment: str) -> Program:
    return Program(
        name=name,
        command=[sys.executable, "-m", *arguments],
        directory=BASE_DIR,
        environment={**environment, "PYTHONUNBUFFERED": "1"},
        stop_signal=signal.SIGTERM,
    )
