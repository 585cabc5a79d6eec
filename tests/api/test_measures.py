"""Measures and preservations through the contract."""

from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

DAYS = {name: value for name, value in preserved(90).items() if name != "outcome"}


def test_recorded_read_by_both_and_extended(world: World, officer: Caller, contact: Caller) -> None:
    path = f"requests/{world.in_execution().pk}/measures/"
    body = {"kind": "preservation_order", "custodian": "Hosting SRL", "note": "Ask for Ana.", **DAYS}
    made = contact.post(path, body, 201)
    [kept] = made["preservations"]
    assert (kept["state"], kept["until"]) == ("active", DAYS["preserved_until"])
    [seen] = officer.get(path)["results"]
    assert (seen["custodian"], seen["note"], made["note"]) == ("Hosting SRL", None, "Ask for Ana.")
    later = preserved(120)["preserved_until"]
    changed = contact.patch(f"{path}{made['id']}/", {"preserved_until": later})
    assert changed["preservations"][0]["until"] == later
    assert officer.get(path.removesuffix("measures/"))["preservations"][0]["until"] == later


def test_who_may_not_and_what_is_wrong(world: World, officer: Caller, contact: Caller, stranger: Caller) -> None:
    path = f"requests/{world.in_execution().pk}/measures/"
    officer.post(path, {"kind": "search", "custodian": "X"}, 403)
    stranger.get(path, 404)
    assert set(contact.post(path, {"kind": "x"}, 400)["errors"]) == {"kind", "custodian"}
    contact.post(f"requests/{world.sent().pk}/measures/", {"kind": "search", "custodian": "X"}, 409)
    contact.patch(f"{path}01a22d31-d3c1-7df4-8506-4f8a8889e332/", {}, 404)
