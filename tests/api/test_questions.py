"""Questions of the requested authority through the contract."""

from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_asked_and_decided(world: World, officer: Caller, contact: Caller) -> None:
    row = world.in_execution()
    path = f"requests/{row.pk}/questions/"
    made = contact.post(path, {"topic": "consultation", "text": "The provider tells its users."}, 201)
    assert contact.act(row.pk, "complete", 409, outcome="no_data")["message"]
    assert set(officer.post(f"{path}{made['id']}/", {"decision": "perhaps"}, 400)["errors"]) == {"decision"}
    told = officer.post(f"{path}{made['id']}/", {"decision": "proceed"})
    assert (told["verdict"], told["closed_at"] is None) == ("proceed", False)
    assert contact.get(path)["results"] == [told]
    officer.post(f"{path}{made['id']}/", {"decision": "proceed"}, 409)


def test_who_may_not_and_what_is_wrong(world: World, officer: Caller, contact: Caller, stranger: Caller) -> None:
    path = f"requests/{world.acknowledged().pk}/questions/"
    officer.post(path, {"topic": "clarification", "text": "Which?"}, 403)
    stranger.get(path, 404)
    assert set(contact.post(path, {"topic": "message", "text": "Hello."}, 400)["errors"]) == {"topic"}
    assert set(contact.post(path, {"topic": "clarification", "text": "Which?", "x": 1}, 400)["errors"]) == {"x"}
    contact.post(f"requests/{world.sent().pk}/questions/", {"topic": "clarification", "text": "Which?"}, 409)
