"""Every kind of request over the HTTP contract: the table of cases, refusals with their reasons, and bad input."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from requests_app.kinds import KINDS
from requests_app.kinds.fields import GroupField
from requests_app.models import Request
from tests.api.calls import Caller
from tests.api.test_hostile import VALUES, judged
from tests.kinds import CASES, COMPLETE, URGENCY, KindCase, name_of, treaties
from tests.pages.work.rows import sent_rows
from tests.world import IP, World

pytestmark = pytest.mark.django_db


def given(world: World, kind: str, **more: Any) -> dict[str, Any]:
    follows = sent_rows(world, 1)[0].pk if KINDS[kind].must_follow else None
    return {
        "case": str(world.case(reference="GE-80/2026").pk),
        "kind": kind,
        "requested_authority": "RO-247",
        "urgency": URGENCY.get(kind, "normal"),
        "content": COMPLETE[kind],
        "identifiers": [IP],
        "follows": follows and str(follows),
        **more,
    }


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_duties_and_warnings(world: World, officer: Caller, case: KindCase) -> None:
    treaties(world)
    body = given(world, case.kind, content=case.content, identifiers=[*case.identifiers], urgency=case.how_urgent)
    made = officer.post("requests/", body, 201)
    told = officer.get(f"requests/{made['id']}/completeness/")
    assert {(duty["field"], duty["article"]) for duty in told["missing"]} == case.missing
    assert told["complete"] is not bool(case.missing)
    assert {warning["code"] for warning in told["warnings"]} == case.warnings


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_answered_as_it_was_sent(world: World, officer: Caller, kind: str) -> None:
    treaties(world)
    made = officer.post("requests/", given(world, kind), 201)
    sent = {name: value for name, value in COMPLETE[kind].items() if not name.startswith("period_")}
    assert sent.items() <= made["content"].items()
    assert set(made["content"]) == set(KINDS[kind].fields)


@pytest.mark.parametrize("kind", ["un_preservation", "emergency_disclosure"])
def test_what_is_not_offered_is_refused_with_the_reason(world: World, officer: Caller, kind: str) -> None:
    told = officer.post("requests/", given(world, kind), 400)
    assert set(told["errors"]) == {"kind"}
    assert "in force between Georgia and Romania" in told["errors"]["kind"][0]


def test_everything_wrong_is_named_at_once(world: World, officer: Caller) -> None:
    body = given(
        world,
        "extension",
        urgency="soon",
        content={"days": 0, "preserved_until": "2026-02-30", "necessity": "As before."},
        follows=None,
    )
    assert set(officer.post("requests/", body, 400)["errors"]) == {
        "urgency",
        "content.days",
        "content.preserved_until",
        "content.necessity",
        "follows",
    }


def test_a_day_out_of_all_reason(world: World, officer: Caller) -> None:
    body = given(world, "extension", content={"days": 3650, "preserved_until": "9999-12-31"})
    assert set(officer.post("requests/", body, 400)["errors"]) == {"content.preserved_until"}


@pytest.mark.parametrize("kind", [code for code in KINDS if code != "preservation"])
def test_every_answer_as_everything_it_is_not(world: World, officer: Caller, settings: Settings, kind: str) -> None:
    settings.API_CALLS_PER_MINUTE = 10**6
    treaties(world)
    made = officer.post("requests/", given(world, kind), 201)
    groups = [question for question in KINDS[kind].fields.values() if isinstance(question, GroupField)]
    for value in VALUES:
        judged(officer, "patch", f"requests/{made['id']}/", {"content": dict.fromkeys(KINDS[kind].fields, value)})
        for group in groups:
            parts = dict.fromkeys((part.name for part in group.parts), value)
            judged(officer, "patch", f"requests/{made['id']}/", {"content": {group.name: parts}})
    assert Request.objects.get(pk=made["id"]).status == "draft"
