"""`GET /healthz/`: each part by itself, and no part able to hang or break the answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from pytest_django import Settings

from mla_portal import health, heartbeat
from mla_portal.local import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _all_alive() -> None:
    heartbeat.leave_sign("worker")
    heartbeat.leave_sign("beat")


@pytest.fixture
def silent_port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A port that takes a connection and never says a word."""
    monkeypatch.setattr(health, "LIMIT_SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def answers(client: Client, status: int) -> dict[str, str]:
    response = client.get("/healthz/")
    assert response.status_code == status
    said: dict[str, str] = response.json()
    return said


def test_all_parts_answer(client: Client) -> None:
    assert answers(client, 200) == {"database": "ok", "broker": "ok", "worker": "ok", "beat": "ok"}


@pytest.mark.parametrize("part", ["worker", "beat"])
def test_a_part_without_a_sign_of_life_is_named(client: Client, part: str) -> None:
    cache.delete(f"alive:{part}")
    said = answers(client, 503)
    assert {name for name, answer in said.items() if answer == "no answer"} == {part}


def test_a_broker_that_is_away_is_named(client: Client, settings: Settings) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{files.free_port()}/0"
    assert answers(client, 503) == {"database": "ok", "broker": "no answer", "worker": "ok", "beat": "ok"}


def test_a_broker_that_hangs_does_not_hang_the_answer(client: Client, settings: Settings, silent_port: int) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent_port}/0"
    assert answers(client, 503)["broker"] == "no answer"


def test_signs_of_life_are_unknown_without_the_broker(client: Client, settings: Settings) -> None:
    nowhere = {**settings.CACHES["default"], "LOCATION": f"redis://127.0.0.1:{files.free_port()}/0"}
    settings.CACHES = {"default": nowhere}
    said = answers(client, 503)
    assert (said["worker"], said["beat"]) == ("no answer", "no answer")


def test_a_database_that_is_away_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "PORT", files.free_port())
    assert answers(client, 503) == {"database": "no answer", "broker": "ok", "worker": "ok", "beat": "ok"}


def test_a_database_that_hangs_does_not_hang_the_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch, silent_port: int
) -> None:
    monkeypatch.setitem(connections.settings["default"], "PORT", silent_port)
    assert answers(client, 503)["database"] == "no answer"


def test_it_needs_no_sign_in_and_is_never_kept(client: Client) -> None:
    assert "no-store" in client.get("/healthz/")["Cache-Control"]


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/healthz/").status_code == 405


def test_a_sign_that_cannot_be_left_stops_nobody(settings: Settings) -> None:
    nowhere = {**settings.CACHES["default"], "LOCATION": f"redis://127.0.0.1:{files.free_port()}/0"}
    settings.CACHES = {"default": nowhere}
    heartbeat.leave_sign("worker")
