"""The environment: what is right is typed, what is wrong stops the start and is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mla_portal.env import Environment, read_environment


@pytest.fixture
def right(tmp_path: Path) -> dict[str, str]:
    return {
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "k" * 40,
        "FILE_KEYS": f"k1:{'A' * 43}=",
        "DATABASE_URL": "postgresql://portal:secret@db.example:5432/portal",
        "REDIS_URL": "redis://broker.example:6379/0",
    }


def wrong(given: dict[str, str]) -> str:
    with pytest.raises(ImproperlyConfigured) as stopped:
        read_environment(given)
    return str(stopped.value)


def test_what_is_not_given_has_its_default(right: dict[str, str]) -> None:
    read = read_environment(right)
    assert (read.email_port, read.debug, read.time_zone, read.session_idle) == (25, False, "UTC", 28800)


@pytest.mark.parametrize(
    ("name", "value", "typed"),
    [
        ("EMAIL_PORT", "587", 587),
        ("EMAIL_TLS", "true", True),
        ("EMAIL_TLS", "Yes", True),
        ("EMAIL_TLS", "0", False),
        ("EMAIL_TLS", "", False),
        ("BASE_URL", "https://mla.example.org/", "https://mla.example.org"),
        ("TIME_ZONE", "Europe/Tirane", "Europe/Tirane"),
        ("EMAIL_PASSWORD", "$not{a}reference\\", "$not{a}reference\\"),
        ("REDIS_URL", "unix:///run/redis.sock?db=1", "unix:///run/redis.sock?db=1"),
    ],
)
def test_a_right_value_is_typed(right: dict[str, str], name: str, value: str, typed: object) -> None:
    assert getattr(read_environment(right | {name: value}), name.lower()) == typed


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set; set it, or start the portal's own services with `make run`"),
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 40 characters"),
        ("DATABASE_URL", "", "DATABASE_URL is not set"),
        ("DATABASE_URL", "sqlite:///db.sqlite3", "DATABASE_URL must look like postgresql://"),
        ("DATABASE_URL", "postgresql://u:p@host:port/name", "DATABASE_URL must look like postgresql://"),
        ("REDIS_URL", "", "REDIS_URL is not set"),
        ("REDIS_URL", "broker:6379", "REDIS_URL must look like redis://host:6379/0"),
        ("BASE_URL", "mla.example.org", "BASE_URL must look like https://mla.example.org"),
        ("EMAIL_PORT", "smtp", "EMAIL_PORT is 'smtp' and must be a whole number"),
        ("EMAIL_PORT", "0", "EMAIL_PORT must be 1 or more"),
        ("SESSION_IDLE", "-1", "SESSION_IDLE is '-1' and must be a whole number"),
        ("SESSION_IDLE", "5", "SESSION_IDLE must be 60 or more"),
        ("SIGN_IN_ATTEMPTS", "1.5", "SIGN_IN_ATTEMPTS is '1.5' and must be a whole number"),
        ("DEBUG", "maybe", "DEBUG is 'maybe' and must be true or false"),
        ("BEHIND_TLS", "2", "BEHIND_TLS is '2' and must be true or false"),
        ("TIME_ZONE", "Mars/Olympus", "TIME_ZONE must be a name such as Europe/Tirane"),
        ("TIME_ZONE", "../etc/passwd", "TIME_ZONE must be a name such as Europe/Tirane"),
        ("FILE_KEYS", "", "FILE_KEYS is not set; make a key with"),
        ("FILE_KEYS", "hunter2", "FILE_KEYS has no name before the colon in key 1"),
        ("FILE_KEYS", "k1:hunter2", "FILE_KEYS has a key k1 that is not 32 bytes in base64"),
        ("CLAMAV_ADDRESS", "clamav", "CLAMAV_ADDRESS must look like clamav:3310"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ("SECRET_KEY_FILE", "/nowhere/key", "SECRET_KEY_FILE names /nowhere/key, which cannot be read"),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(right: dict[str, str], name: str, value: str, message: str) -> None:
    if name.endswith("_FILE"):
        del right[name.removesuffix("_FILE")]
    assert message in wrong(right | {name: value})


def test_all_wrong_values_are_named_at_once(right: dict[str, str]) -> None:
    said = wrong(right | {"EMAIL_PORT": "smtp", "DEBUG": "maybe", "REDIS_URL": ""})
    assert all(name in said for name in ("EMAIL_PORT", "DEBUG", "REDIS_URL"))


def test_a_message_never_shows_a_secret(right: dict[str, str]) -> None:
    said = wrong(
        right
        | {
            "SECRET_KEY": "hunter2",
            "FILE_KEYS": "k1:hunter2",
            "DATABASE_URL": "mysql://portal:hunter2@db.example/portal",
        }
    )
    assert "hunter2" not in said


def test_a_secret_may_lie_in_a_file(right: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text("f" * 40 + "\n")
    del right["SECRET_KEY"]
    assert read_environment(right | {"SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "f" * 40


def test_a_secret_given_twice_is_refused(right: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text("f" * 40)
    said = wrong(right | {"SECRET_KEY_FILE": str(tmp_path / "key")})
    assert "SECRET_KEY and SECRET_KEY_FILE are both set" in said


def test_the_services_of_make_run_are_found_in_the_data_directory(tmp_path: Path, right: dict[str, str]) -> None:
    (tmp_path / "services.json").write_text('{"REDIS_URL": "redis://127.0.0.1:7/0"}')
    del right["REDIS_URL"]
    assert read_environment(right).redis_url == "redis://127.0.0.1:7/0"


def test_what_is_given_goes_before_the_services_of_make_run(tmp_path: Path, right: dict[str, str]) -> None:
    (tmp_path / "services.json").write_text('{"REDIS_URL": "redis://127.0.0.1:7/0"}')
    assert read_environment(right).redis_url == right["REDIS_URL"]


def test_keys_of_files_stand_one_to_a_line_and_the_first_seals(right: dict[str, str]) -> None:
    ring = read_environment(right | {"FILE_KEYS": f"k2:{'B' * 43}=\nk1:{'A' * 43}=\n"}).file_keys
    assert (ring.current, list(ring.keys)) == ("k2", ["k2", "k1"])


def test_files_lie_beside_the_other_data_where_nothing_else_is_said(right: dict[str, str], tmp_path: Path) -> None:
    assert read_environment(right).files_dir == tmp_path / "files"
    assert read_environment(right | {"FILES_DIR": "/srv/files"}).files_dir == Path("/srv/files")


def test_the_portal_answers_to_its_own_address_and_to_this_machine(right: dict[str, str]) -> None:
    read = read_environment(
        right | {"BASE_URL": "https://mla.example.org", "ALLOWED_HOSTS": "other.example, third.example"}
    )
    assert read.allowed_hosts == [
        "mla.example.org",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "other.example",
        "third.example",
    ]


def test_each_variable_says_what_it_means() -> None:
    assert all(variable.metadata["meaning"] for variable in Environment.__dataclass_fields__.values())
