from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from requests_app.models import Acknowledgement
from tests.api.calls import Caller
from tests.world import World

pytestmark = pytest.mark.django_db


def test_from_a_draft_to_an_acknowledgement(world: World, officer: Caller, supervisor: Caller, contact: Caller) -> None:
    row = world.draft()
    assert officer.act(row.pk, "submit")["status"] == "in_review"
    assert supervisor.get(f"requests/{row.pk}/")["allowed_actions"] == ["return", "approve"]
    assert supervisor.act(row.pk, "approve")["status"] == "approved"
    sent = officer.act(row.pk, "send", channel="portal", recipients=["RO-247"])
    assert (sent["status"], sent["allowed_actions"]) == ("sent", ["withdraw"])
    [owed] = sent["deadlines"]
    assert (owed["kind"], owed["rule"], owed["closed_at"]) == ("acknowledgement", "29(3)", None)
    told = contact.act(row.pk, "acknowledge", their_reference="RO-7", note="At the desk.")
    assert (told["status"], told["their_reference"], told["case"]) == ("acknowledged", "RO-7", None)
    assert told["deadlines"][0]["closed_at"].endswith("Z")


def test_returned_with_a_reason(world: World, officer: Caller, supervisor: Caller) -> None:
    row = world.in_review()
    assert set(supervisor.act(row.pk, "return", 400)["errors"]) == {"reason"}
    supervisor.act(row.pk, "return", reason="Name the custodian.")
    told = officer.get(f"requests/{row.pk}/")
    assert (told["status"], told["reason"]) == ("draft", "Name the custodian.")


def test_withdrawn_with_a_reason(world: World, officer: Caller, contact: Caller) -> None:
    row = world.sent()
    assert officer.act(row.pk, "withdraw", reason="The data was found.")["outcome"] == "withdrawn"
    told = contact.get(f"requests/{row.pk}/")
    assert (told["status"], told["reason"], told["allowed_actions"]) == ("withdrawn", "The data was found.", [])


def test_an_incomplete_draft_is_not_submitted(world: World, officer: Caller) -> None:
    row = world.draft(content={}, identifiers=[])
    refused = officer.act(row.pk, "submit", 400)
    assert {"data_categories", "identifiers", "relationship", "necessity", "mla_intended"} <= set(refused["errors"])
    assert "Art. 29(2)(e)" in refused["errors"]["necessity"][0]


def test_a_move_that_does_not_fit_says_which_would(world: World, officer: Caller, contact: Caller) -> None:
    row = world.sent()
    assert officer.act(row.pk, "submit", 409)["allowed_actions"] == ["withdraw"]
    contact.act(row.pk, "acknowledge")
    assert contact.act(row.pk, "acknowledge", 409)["allowed_actions"] == ["start", "redirect", "refuse"]
    assert Acknowledgement.objects.count() == 1


def test_the_other_role_is_needed(world: World, officer: Caller, contact: Caller) -> None:
    officer.act(world.in_review().pk, "approve", 403)
    row = world.sent()
    officer.act(row.pk, "acknowledge", 403)
    contact.act(row.pk, "withdraw", 403, reason="Not ours.")
    Caller(world.auditor).act(row.pk, "withdraw", 403, reason="Looked at it.")


def test_nobody_approves_their_own_request(world: World, supervisor: Caller) -> None:
    row = world.draft()
    supervisor.act(row.pk, "submit")
    assert supervisor.get(f"requests/{row.pk}/")["allowed_actions"] == ["return"]
    supervisor.act(row.pk, "approve", 403)


def test_a_stranger_finds_nothing(world: World, stranger: Caller, contact: Caller) -> None:
    stranger.act(world.sent().pk, "acknowledge", 404)
    contact.act(world.approved().pk, "acknowledge", 404)
    stranger.act(uuid4(), "acknowledge", 404)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "action"),
        ({"action": "explode"}, "action"),
        ({"action": ["submit"]}, "action"),
        ({"action": "acknowledge", "reason": "x"}, "reason"),
        ({"action": "acknowledge", "their_reference": "x" * 81}, "their_reference"),
        ({"action": "acknowledge", "note": 5}, "note"),
        ([], "non_field_errors"),
        ("acknowledge", "non_field_errors"),
    ],
)
def test_a_wrong_answer_is_named(world: World, contact: Caller, body: Any, field: str) -> None:
    assert set(contact.post(f"requests/{world.sent().pk}/actions/", body, 400)["errors"]) == {field}


@pytest.mark.parametrize(
    ("answers", "field"), [({"channel": "post"}, "channel"), ({"recipients": ["MD-247"]}, "recipients")]
)
def test_it_goes_to_the_requested_authority_alone(
    world: World, officer: Caller, answers: dict[str, Any], field: str
) -> None:
    assert set(officer.act(world.approved().pk, "send", 400, **answers)["errors"]) == {field}


def test_sent_again_with_the_same_key_it_is_done_once(world: World, contact: Caller) -> None:
    path, body = f"requests/{world.sent().pk}/actions/", {"action": "acknowledge", "their_reference": "RO-7"}
    first = contact.post(path, body, key="ack-1")
    assert contact.post(path, body, key="ack-1") == first
    contact.post(path, {**body, "their_reference": "RO-8"}, 409, key="ack-1")
