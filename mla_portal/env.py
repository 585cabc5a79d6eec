"""The one typed reader of the environment. A wrong value stops the start and says which, and what would be right.

Every variable may also be given as NAME_FILE, the path of a file that holds it (a mounted secret). `Environment` is the
whole list: its fields are the variables, in small letters; `docs/running.md` shows the same list.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

from mla_portal.storage.key_ring import KeyRing, key_ring_read

BASE_DIR = Path(__file__).resolve().parent.parent
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_HERE = ["localhost", "127.0.0.1", "[::1]"]


def _variable(default: str, meaning: str, check: Callable[[Any], str] = lambda _: "") -> Any:
    """`check` answers what is wrong with a value, as the end of a sentence that begins with the variable's name."""
    return field(metadata={"default": default, "meaning": meaning, "check": check})


def _at_least(least: int) -> Callable[[int], str]:
    return lambda value: "" if value >= least else f"must be {least} or more"


def _secret_key(value: str) -> str:
    if not value:
        return "is not set; set it, or start the portal's own services with `make run`"
    return "" if len(value) >= 40 else "is shorter than 40 characters; make one with `openssl rand -base64 48`"


def _url(example: str, *schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not value:
            return "is not set; set it, or start the portal's own services with `make run`"
        try:
            parts = urlsplit(value)
            is_right = parts.scheme in schemes and bool(parts.hostname or parts.path) and parts.port != 0
        except ValueError:
            is_right = False
        return "" if is_right else f"must look like {example}"

    return check


def _scanner(value: str) -> str:
    if value.startswith("unix:/") or not value:
        return ""
    host, _colon, port = value.rpartition(":")
    return "" if host and port.isdecimal() else "must look like clamav:3310 or unix:/run/clamd.sock"


def _url_or_nothing(example: str, *schemes: str) -> Callable[[str], str]:
    check = _url(example, *schemes)
    return lambda value: check(value) if value else ""


def _bounce_address(value: str) -> str:
    local, _at, domain = value.rpartition("@")
    is_right = bool(re.fullmatch(r"[a-z0-9._-]{1,16}", local) and re.fullmatch(r"[a-z0-9.-]+", domain))
    return "" if is_right or not value else "must look like bounces@mla.example.org, of small letters and no +"


def _a_file(value: str) -> str:
    return "" if not value or Path(value).is_file() else f"names {value}, which is no file"


def _a_directory(value: str) -> str:
    return "" if not value or Path(value).is_dir() else f"names {value}, which is no directory"


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        return "must be a name such as Europe/Tirane"
    return ""


def _log_level(value: str) -> str:
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    return "" if value in levels else f"must be one of {', '.join(levels)}"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the administrator decides. Durations are in seconds."""

    secret_key: str = _variable(
        "", "Signs sessions and links; at least 40 characters, the same for all parts", _secret_key
    )
    base_url: str = _variable(
        "http://localhost:8000",
        "The address people type; links in mail begin with it",
        _url("https://mla.example.org", "http", "https"),
    )
    allowed_hosts: list[str] = _variable("", "Further host names the portal answers to, separated by commas")
    behind_tls: bool = _variable("false", "`true` behind a proxy that ends TLS and sets `X-Forwarded-Proto`")
    data_dir: Path = _variable(".data", "Where `make run` keeps everything, and a server its static files")
    database_url: str = _variable(
        "", "PostgreSQL", _url("postgresql://user:password@host:5432/name", "postgres", "postgresql")
    )
    database_password: str = _variable("", "The password, when it is not part of `DATABASE_URL`")
    redis_url: str = _variable(
        "", "Redis or Valkey: broker and cache", _url("redis://host:6379/0", "redis", "rediss", "unix")
    )
    files_dir: Path = _variable("", "Where uploaded files are kept, encrypted; `files` in `DATA_DIR` if not set")
    file_keys: KeyRing = _variable(
        "", "The keys they are encrypted under, as `name:base64 of 32 bytes`, by commas or lines; the first seals"
    )
    file_size_limit: int = _variable("2048", "The largest file that is taken, in megabytes", _at_least(1))
    file_other_types: bool = _variable("true", "`false` refuses files whose type, by content, is not known")
    clamav_address: str = _variable(
        "", "`host:port` or `unix:/path` of a ClamAV daemon that checks files for malware", _scanner
    )
    email_host: str = _variable("localhost", "The mail server that takes what the portal sends")
    email_port: int = _variable("25", "Its port", _at_least(1))
    email_user: str = _variable("", "User at the mail server")
    email_password: str = _variable("", "Password at the mail server")
    email_tls: bool = _variable("false", "`true` to speak STARTTLS with the mail server")
    email_from: str = _variable("MLA portal <portal@localhost.example>", "The sender of all mail")
    bounce_address: str = _variable(
        "", "Where mail that could not be delivered is given back to, read by `read_bounce`", _bounce_address
    )
    time_zone: str = _variable("UTC", "The zone shown to people who have chosen none", _time_zone)
    sign_in_attempts: int = _variable("5", "Failed attempts to sign in before a pause", _at_least(1))
    sign_in_window: int = _variable("300", "Seconds in which they are counted, and that the pause lasts", _at_least(1))
    session_idle: int = _variable("28800", "Seconds after which an unused session ends", _at_least(60))
    signing_config: str = _variable(
        "", "The file that says which authority signs its documents with what; without it nothing is signed", _a_file
    )
    signing_trust_dir: str = _variable(
        "", "A directory of certificates (PEM or DER) whose signatures the portal trusts", _a_directory
    )
    timestamp_url: str = _variable(
        "",
        "The time-stamping service (RFC 3161) that dates the signatures",
        _url_or_nothing("https://tsa.example.org", "http", "https"),
    )
    signing_long_term: bool = _variable(
        "false", "`true` to put all into a signature that is needed to check it decades later"
    )
    log_level: str = _variable("INFO", "How much is logged", _log_level)
    debug: bool = _variable("false", "`true` shows errors in pages; never on a server")


def read_environment(given: Mapping[str, str] = os.environ) -> Environment:
    """Read and check all variables; ImproperlyConfigured names every wrong one at once."""
    problems: list[str] = []
    values: dict[str, Any] = {"data_dir": _data_dir(given, problems)}
    # `make run` writes where its own services listen, so that `manage.py` with the same DATA_DIR talks to them.
    local = _local_services(values["data_dir"])
    types = get_type_hints(Environment)
    for variable in fields(Environment):
        name = variable.name.upper()
        if variable.name in values:
            continue
        text = _text(name, given, problems) or local.get(name) or variable.metadata["default"]
        try:
            value = _CONVERT[types[variable.name]](text)
        except WrongSecret as error:
            problems.append(f"{name} {error}")
            continue
        except ValueError as error:
            problems.append(f"{name} is {text!r} and must be {error}")
            continue
        if wrong := variable.metadata["check"](value):
            problems.append(f"{name} {wrong}")
        values[variable.name] = value
    if problems:
        raise ImproperlyConfigured("; ".join(problems))
    return _completed(values)


def _text(name: str, given: Mapping[str, str], problems: list[str]) -> str:
    path = given.get(f"{name}_FILE")
    if not path:
        return given.get(name, "").strip()
    if given.get(name):
        problems.append(f"{name} and {name}_FILE are both set; set one of them")
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{name}_FILE names {path}, which cannot be read: {error}")
        return ""


def _data_dir(given: Mapping[str, str], problems: list[str]) -> Path:
    return Path(_text("DATA_DIR", given, problems) or BASE_DIR / ".data").absolute()


def _local_services(data_dir: Path) -> dict[str, str]:
    path = data_dir / "services.json"
    if not path.exists():
        return {}
    values: dict[str, str] = json.loads(path.read_text())
    return values


def _completed(values: dict[str, Any]) -> Environment:
    """Its own address is always a host it answers to, and so is this machine, from where its health is asked for.

    Files lie beside the other data where nothing else was said.
    """
    values["base_url"] = values["base_url"].rstrip("/")
    own = [urlsplit(values["base_url"]).hostname or "", *_HERE]
    values["allowed_hosts"] = list(dict.fromkeys([*own, *values["allowed_hosts"]]))
    if values["files_dir"] == Path():
        values["files_dir"] = values["data_dir"] / "files"
    return Environment(**values)


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number")
    return int(text)


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError("true or false")
    return text.lower() in _YES


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


class WrongSecret(ValueError):
    """What is wrong with a value that no message may repeat."""


def _key_ring(text: str) -> KeyRing:
    try:
        return key_ring_read(_words(text.replace("\n", ",")))
    except ValueError as error:
        raise WrongSecret(str(error)) from None


_CONVERT: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: _whole_number,
    bool: _yes_or_no,
    list[str]: _words,
    Path: Path,
    KeyRing: _key_ring,
}

__all__ = ["BASE_DIR", "Environment", "read_environment"]
