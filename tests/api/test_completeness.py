from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_told_with_its_article(world: World, officer: Caller) -> None:
    told = officer.get(f"requests/{world.draft(content={}, identifiers=[]).pk}/completeness/")
    assert told["complete"] is False
    duties = {duty["field"]: duty for duty in told["missing"]}
    assert duties["necessity"]["article"] == "29(2)(e)"
    assert duties["mla_intended"]["article"] == "29(2)(f)"
    assert all(duty["message"].endswith(".") for duty in told["missing"])


def test_a_complete_one(world: World, officer: Caller) -> None:
    told = officer.get(f"requests/{world.draft().pk}/completeness/")
    assert (told["complete"], told["missing"]) == (True, [])


def test_warnings_have_a_code(world: World, officer: Caller) -> None:
    private = {"type": "ip", "value": "192.168.1.5", "at": "2026-11-14T08:21:07+04:00"}
    told = officer.get(f"requests/{world.draft(identifiers=[private]).pk}/completeness/")
    assert {"private_address", "port_missing"} <= {warning["code"] for warning in told["warnings"]}


def test_it_is_for_the_own_side(world: World, contact: Caller, stranger: Caller) -> None:
    row = world.sent()
    Caller(world.auditor).get(f"requests/{row.pk}/completeness/")
    contact.get(f"requests/{row.pk}/completeness/", 404)
    stranger.get(f"requests/{row.pk}/completeness/", 404)


def test_that_another_case_looks_for_the_same_is_warned_of(world: World, officer: Caller) -> None:
    other = world.draft(case=world.case(reference="GE-99"))
    row = world.draft(case=world.case())
    [warning] = [
        one for one in officer.get(f"requests/{row.pk}/completeness/")["warnings"] if one["code"] == "duplicate"
    ]
    assert other.reference in warning["message"]
