"""The pair of services as one: started together, reached at two addresses, stopped together."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mla_portal.local import broker, files, postgres
from mla_portal.local.processes import Program, start, stop


@dataclass
class Pair:
    """PostgreSQL and the broker over one directory, for tests: quick, and forgetful when the power goes."""

    directory: Path

    def __enter__(self) -> Self:
        self._running = ExitStack()
        secrets = self.directory / "secrets.json"
        password = files.remembered(secrets, "SERVICES_PASSWORD")
        with ExitStack() as undo:
            undo.callback(self._running.close)
            database, port = self.directory / "postgres", files.free_port()
            postgres.prepare(database, password)
            process, log = self._start(postgres.program(database, port=port, durable=False))
            self.database_url = postgres.wait_until_ready(port, password, process, log)
            port = files.free_port()
            process, log = self._start(broker.program(self.directory, port=port, password=password, durable=False))
            self.redis_url = broker.wait_until_ready(port, password, process, log)
            undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def _start(self, program: Program) -> tuple[subprocess.Popen[bytes], Path]:
        log = self.directory / f"{program.name}.log"
        output = self._running.enter_context(log.open("ab"))
        process = start(program, output)
        self._running.callback(stop, [(program, process)], patience=10)
        return process, log
