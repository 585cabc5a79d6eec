"""`docker-compose.yml` and `Dockerfile` name only what exists: variables, commands, files, secrets."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from mla_portal.env import BASE_DIR, Environment

COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
VARIABLES = {field.name.upper() for field in fields(Environment)}
NEEDED = {"SECRET_KEY", "FILE_KEYS", "BASE_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_HOST", "EMAIL_FROM"}


def plain(variable: str) -> str:
    return variable.removesuffix("_FILE")


def test_the_parts_are_all_there() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "migrate", "directory", "postgres", "redis"}
    assert OURS == ["web", "worker", "beat", "migrate", "directory"]


@pytest.mark.parametrize("name", OURS)
def test_each_variable_is_one_that_the_portal_reads(name: str) -> None:
    given = {plain(variable) for variable in SERVICES[name]["environment"]}
    assert given <= VARIABLES
    assert given >= NEEDED


def test_what_the_administrator_may_set_is_passed_on_under_its_own_name() -> None:
    for name, value in SERVICES["web"]["environment"].items():
        for reference in re.findall(r"\$\{(\w+)", value):
            assert reference == name


@pytest.mark.parametrize("name", OURS)
def test_secrets_come_from_files_that_are_mounted(name: str) -> None:
    service = SERVICES[name]
    files = {value for variable, value in service["environment"].items() if variable.endswith("_FILE")}
    assert files == {f"/run/secrets/{secret}" for secret in service["secrets"]}
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])


def test_no_secret_stands_in_the_file_itself() -> None:
    secrets = {"SECRET_KEY", "FILE_KEYS", "DATABASE_PASSWORD", "EMAIL_PASSWORD", "POSTGRES_PASSWORD"}
    assert not any(secrets & set(service.get("environment", {})) for service in SERVICES.values())


@pytest.mark.parametrize("name", [name for name in SERVICES if name not in {"migrate", "directory"}])
def test_each_lasting_part_has_a_health_check_and_starts_again(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_what_must_last_lies_on_volumes() -> None:
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    mounted.discard("./signing")
    assert mounted == set(COMPOSE["volumes"]) == {"database", "broker", "files"}


@pytest.mark.parametrize("name", ["web", "worker"])
def test_whoever_reads_files_has_them(name: str) -> None:
    assert SERVICES[name]["volumes"][1:] == [f"files:{SERVICES[name]['environment']['FILES_DIR']}"]


@pytest.mark.parametrize("name", OURS)
def test_every_part_finds_the_files_of_signatures(name: str) -> None:
    """All read the settings, which name them, and a setting that names nothing stops the start."""
    assert "./signing:/run/signing:ro" in SERVICES[name]["volumes"]


def test_the_broker_keeps_what_it_was_given() -> None:
    assert "--appendonly yes" in " ".join(SERVICES["redis"]["command"])


@pytest.mark.parametrize("name", ["worker", "beat", "migrate", "directory"])
def test_each_command_exists(name: str) -> None:
    program, *arguments = SERVICES[name]["command"]
    assert shutil.which(program, path=str(Path(sys.executable).parent))
    if program == "python":
        assert (BASE_DIR / arguments[0]).exists()
    else:
        assert importlib.util.find_spec(arguments[arguments.index("--app") + 1])


def test_web_and_worker_may_be_scaled() -> None:
    assert all("container_name" not in SERVICES[name] for name in ("web", "worker"))
    first, last = SERVICES["web"]["ports"][0].split(":")[1].split("-")
    assert int(last) > int(first)


def test_each_health_check_module_exists() -> None:
    check = SERVICES["beat"]["healthcheck"]["test"]
    assert importlib.util.find_spec(check[check.index("-m") + 1])


def test_the_image_is_made_of_files_that_exist_and_are_sent_to_the_builder() -> None:
    sent = {line[1:] for line in (BASE_DIR / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {path for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.M) for path in line.split()}
    assert all((BASE_DIR / path).exists() for path in copied | sent)
    assert copied <= sent


def test_the_image_runs_as_an_ordinary_user_with_locked_packages() -> None:
    assert re.search(r"^USER portal$", DOCKERFILE, re.M)
    assert "--require-hashes" in DOCKERFILE
