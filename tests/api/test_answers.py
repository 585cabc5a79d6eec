"""The requested authority answers through the contract."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.calls import Caller
from tests.days import day
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_from_the_acknowledgement_to_the_end(world: World, officer: Caller, contact: Caller) -> None:
    row = world.acknowledged()
    assert contact.act(row.pk, "start")["allowed_actions"] == ["complete", "postpone", "redirect", "refuse"]
    items = [{"identifier": "185.220.101.7", "outcome": "executed", "note": "Connection logs."}]
    told = contact.act(row.pk, "complete", **preserved(90), note="Kept by Hosting SRL.", items=items)
    assert (told["status"], told["outcome"], told["allowed_actions"]) == ("completed", "executed", [])
    [decision] = officer.get(f"requests/{row.pk}/")["decisions"]
    assert decision["preserved_until"] == preserved(90)["preserved_until"]
    assert decision["items"][0]["identifier"] == str(row.identifiers.get().pk)
    assert officer.act(row.pk, "close")["status"] == "closed"


def test_refused_with_its_paragraph(world: World, officer: Caller, contact: Caller) -> None:
    row = world.acknowledged()
    told = contact.act(row.pk, "refuse", ground="essential_interests", reason="An operation of ours.")
    assert (told["status"], told["outcome"], told["reason"]) == ("completed", "refused", "An operation of ours.")
    [decision] = officer.get(f"requests/{row.pk}/")["decisions"]
    assert (decision["ground"], decision["article"]) == ("essential_interests", "29(5)(b)")


def test_passed_on(world: World, contact: Caller) -> None:
    told = contact.act(world.acknowledged().pk, "redirect", authority="MD-247", note="The server is there.")
    assert (told["status"], told["outcome"]) == ("completed", "misdirected")
    assert told["decisions"][0]["authority"] == "MD-247"


def test_postponed_and_resumed(world: World, contact: Caller) -> None:
    row = world.in_execution()
    told = contact.act(row.pk, "postpone", until=day(30), reason="Ours first.")
    assert (told["status"], told["allowed_actions"]) == ("postponed", ["resume"])
    assert contact.act(row.pk, "resume")["status"] == "in_execution"


def test_what_does_not_fit_says_which_would(world: World, officer: Caller, contact: Caller) -> None:
    row = world.acknowledged()
    refused = contact.act(row.pk, "complete", 409, outcome="executed")
    assert refused["allowed_actions"] == ["start", "redirect", "refuse"]
    assert officer.act(row.pk, "close", 409)["allowed_actions"] == ["withdraw"]
    officer.act(row.pk, "start", 403)


@pytest.mark.parametrize(
    ("action", "answers", "field"),
    [
        ("refuse", {"ground": "treaty_or_domestic_ground", "reason": "No."}, "ground"),
        ("refuse", {"ground": "dual_criminality", "reason": "No."}, "ground"),
        ("refuse", {"ground": {"a": 1}, "reason": "No."}, "ground"),
        ("refuse", {"ground": "political_offence"}, "reason"),
        ("postpone", {"until": "2001-01-01", "reason": "No."}, "until"),
        ("postpone", {"reason": "No."}, "until"),
        ("complete", {"outcome": "done"}, "outcome"),
        ("complete", {"outcome": "no_data", "items": [1]}, "items"),
        ("complete", {"outcome": "no_data", "reason": "x"}, "reason"),
        ("redirect", {"authority": ["RO-247"]}, "authority"),
    ],
)
def test_a_wrong_answer_is_named(
    world: World, contact: Caller, action: str, answers: dict[str, Any], field: str
) -> None:
    assert set(contact.act(world.in_execution().pk, action, 400, **answers)["errors"]) == {field}


def test_the_trail_tells_both_sides_and_holds_no_reasons(world: World, officer: Caller, contact: Caller) -> None:
    row = world.acknowledged()
    contact.act(row.pk, "refuse", ground="political_offence", reason="A secret of ours.")
    for caller in (officer, contact):
        told = caller.get(f"requests/{row.pk}/events/")["results"]
        [refused] = [one for one in told if one["verb"] == "request.refused"]
        assert refused["data"]["article"] == "29(5)(a)"
        assert "A secret of ours." not in str(told)
