from __future__ import annotations

from typing import Any

import pytest

from tests.api.calls import Caller
from tests.world import World, registered

pytestmark = pytest.mark.django_db

WHY = {"after": 0, "reason": "Mistyped."}


def test_what_was_mistyped_is_corrected_and_listed(world: World, contact: Caller) -> None:
    path = f"requests/{registered(world).pk}/corrections/"
    made = contact.post(path, {**WHY, "sender_reference": "US-4712", "received_at": "2026-11-14T08:00:00+02:00"}, 201)
    assert (made["number"], made["by"], made["changed"]) == (1, "Contact", ["received_at", "sender_reference"])
    assert made["before"]["sender_reference"] == "US-4711"
    assert contact.get(path)["results"] == [made]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"sender_reference": "US-1", "reason": "x"}, "after"),
        ({"after": "0", "reason": "x"}, "after"),
        ({"after": 0, "sender_reference": "US-1"}, "reason"),
        ({**WHY, "received_at": "2026-11-14T08:00:00"}, "received_at"),
        ({**WHY, "requesting_authority": "NOBODY"}, "requesting_authority"),
        ({**WHY, "kind": ["x"]}, "kind"),
        ({**WHY, "content": []}, "content"),
        ({**WHY, "identifiers": {}}, "identifiers"),
        ({**WHY, "facts": 7}, "facts"),
        ({**WHY, "original": None}, "original"),
        (WHY, "reason"),
    ],
)
def test_what_is_wrong_is_named(world: World, contact: Caller, body: dict[str, Any], field: str) -> None:
    refusal = contact.post(f"requests/{registered(world).pk}/corrections/", body, 400)
    assert field in refusal["errors"]


def test_the_second_of_two_is_told(world: World, contact: Caller) -> None:
    path = f"requests/{registered(world).pk}/corrections/"
    contact.post(path, {**WHY, "sender_reference": "US-1"}, 201)
    contact.post(path, {**WHY, "sender_reference": "US-2"}, 409)
    assert len(contact.get(path)["results"]) == 1


def test_asked_again_with_the_same_key(world: World, contact: Caller) -> None:
    path = f"requests/{registered(world).pk}/corrections/"
    body = {**WHY, "sender_reference": "US-1"}
    assert contact.post(path, body, 201, key="c-1") == contact.post(path, body, 201, key="c-1")


def test_of_what_came_through_the_portal_there_is_none(world: World, contact: Caller) -> None:
    contact.get(f"requests/{world.sent().pk}/corrections/", 404)
