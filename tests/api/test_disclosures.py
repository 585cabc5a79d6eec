"""Deliveries and their conditions through the contract."""

from __future__ import annotations

import pytest

from tests.api.calls import Caller
from tests.results.making import LOGS, laid
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_offered_under_conditions_accepted_and_opened(world: World, officer: Caller, contact: Caller) -> None:
    request = world.in_execution()
    path = f"requests/{request.pk}/disclosures/"
    body = {"contains": "Logs.", "no_other_use": True, "attachments": [str(laid(world.contact, request).pk)]}
    made = contact.post(path, body, 201, key="one")
    assert contact.post(path, body, 201, key="one") == made
    [seen] = officer.get(path)["results"]
    assert (seen["number"], seen["state"], seen["open"], seen["no_other_use"]) == (1, "offered", False, True)
    [file] = seen["files"]
    officer.file(file["url"], 409)
    answered = officer.post(f"{path}{made['id']}/actions/", {"action": "accept"})
    assert (answered["state"], answered["steps"][0]["side"]) == ("accepted", "requesting")
    assert b"".join(officer.client.get(file["url"]).streaming_content) == LOGS  # type: ignore[attr-defined]
    officer.post(f"{path}{made['id']}/actions/", {"action": "decline", "reason": "x"}, 409)


def test_who_may_not_and_what_is_wrong(world: World, officer: Caller, contact: Caller, stranger: Caller) -> None:
    path = f"requests/{world.in_execution().pk}/disclosures/"
    stranger.get(path, 404)
    officer.post(path, {"contains": "Logs."}, 403)
    assert set(contact.post(path, {"attachments": "x"}, 400)["errors"]) == {"contains", "attachments"}
    made = contact.post(path, {"contains": "Logs.", "confidential": True}, 201)
    actions = f"{path}{made['id']}/actions/"
    stranger.post(actions, {"action": "accept"}, 404)
    contact.post(actions, {"action": "accept"}, 403)
    assert set(officer.post(actions, {"action": "decline"}, 400)["errors"]) == {"reason"}
    assert set(officer.post(actions, {"action": "burn"}, 400)["errors"]) == {"action"}
