"""The one typed reader of the environment. A wrong value stops the start and says which, and what would be right.

Every variable may also be given as NAME_FILE, the path of a file that holds it (a mounted secret).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the administrator decides. Durations are in seconds unless the name says otherwise."""

    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    base_url: str
    data_dir: Path
    database_url: str
    redis_url: str
    email_host: str
    email_port: int
    email_user: str
    email_password: str
    email_tls: bool
    email_from: str
    time_zone: str
    behind_tls: bool
    sign_in_attempts: int
    sign_in_window: int
    session_idle: int
    log_level: str


def read_environment() -> Environment:
    env = environ.FileAwareEnv()
    data_dir = Path(env.str("DATA_DIR", str(BASE_DIR / ".data"))).resolve()
    # `make run` writes where its own services listen, so that `manage.py` with the same DATA_DIR talks to them.
    local = _local_services(data_dir)
    try:
        read = Environment(
            debug=env.bool("DEBUG", False),
            secret_key=env.str("SECRET_KEY", local.get("SECRET_KEY", "")),
            allowed_hosts=env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
            base_url=env.str("BASE_URL", local.get("BASE_URL", "http://localhost:8000")).rstrip("/"),
            data_dir=data_dir,
            database_url=env.str("DATABASE_URL", local.get("DATABASE_URL", "")),
            redis_url=env.str("REDIS_URL", local.get("REDIS_URL", "")),
            email_host=env.str("EMAIL_HOST", local.get("EMAIL_HOST", "localhost")),
            email_port=env.int("EMAIL_PORT", int(local.get("EMAIL_PORT", "25"))),
            email_user=env.str("EMAIL_USER", ""),
            email_password=env.str("EMAIL_PASSWORD", ""),
            email_tls=env.bool("EMAIL_TLS", False),
            email_from=env.str("EMAIL_FROM", "MLA portal <portal@localhost.example>"),
            time_zone=env.str("TIME_ZONE", "UTC"),
            behind_tls=env.bool("BEHIND_TLS", False),
            sign_in_attempts=env.int("SIGN_IN_ATTEMPTS", 5),
            sign_in_window=env.int("SIGN_IN_WINDOW", 300),
            session_idle=env.int("SESSION_IDLE", 8 * 3600),
            log_level=env.str("LOG_LEVEL", "INFO"),
        )
    except ValueError as error:
        raise ImproperlyConfigured(f"An environment variable has a value of the wrong type: {error}") from error
    _refuse_wrong_values(read)
    return read


def _local_services(data_dir: Path) -> dict[str, str]:
    path = data_dir / "services.json"
    if not path.exists():
        return {}
    values: dict[str, str] = json.loads(path.read_text())
    return values


def _refuse_wrong_values(read: Environment) -> None:
    problems = []
    for name, value in (
        ("SECRET_KEY", read.secret_key),
        ("DATABASE_URL", read.database_url),
        ("REDIS_URL", read.redis_url),
    ):
        if not value:
            problems.append(f"{name} is not set; set it, or start the portal's own services with `make run`")
    if read.secret_key and len(read.secret_key) < 40:
        problems.append("SECRET_KEY is shorter than 40 characters; make one with `openssl rand -base64 48`")
    if read.database_url and not read.database_url.startswith(("postgres://", "postgresql://")):
        problems.append("DATABASE_URL must be postgresql://user:password@host:port/name; PostgreSQL is the one engine")
    if read.redis_url and not read.redis_url.startswith(("redis://", "rediss://", "unix://")):
        problems.append("REDIS_URL must be redis://host:port/number")
    if not read.base_url.startswith(("http://", "https://")):
        problems.append("BASE_URL must be the address people type, such as https://mla.example.org")
    if read.log_level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        problems.append("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL")
    try:
        ZoneInfo(read.time_zone)
    except (KeyError, ValueError, OSError):
        problems.append("TIME_ZONE must be a name such as Europe/Tirane")
    if problems:
        raise ImproperlyConfigured("; ".join(problems))


__all__ = ["BASE_DIR", "Environment", "read_environment"]
