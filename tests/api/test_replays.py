"""A call that comes again with its Idempotency-Key is told what its person may see by then, and nothing is stored."""

from __future__ import annotations

from typing import Any

import pytest

from contacts.models import Membership
from contacts.roles import Role
from contacts.services.memberships import membership_end, membership_grant
from mla_portal.api.models import FirstAnswer
from tests.api.calls import Caller
from tests.world import CASE, IP, World

pytestmark = pytest.mark.django_db

GIVEN = {**CASE, "authority": "GE-CA", "reference": "GE-75/2026"}


def leave(world: World) -> None:
    """For another authority: with the last one the key would end, too."""
    other = Membership.objects.get(user=world.stranger).authority
    membership_grant(actor=None, user=world.officer, authority=other, role=Role.CONTACT)
    for membership in Membership.objects.filter(user=world.officer).exclude(authority=other):
        membership_end(actor=None, membership=membership)


def calls(world: World) -> list[tuple[str, Any, int]]:
    draft = world.draft(identifiers=[])
    complete = world.draft(identifiers=[IP])
    request = {"case": str(draft.case_id), "kind": "preservation", "requested_authority": "RO-247"}
    return [
        ("cases/", GIVEN, 201),
        ("requests/", request, 201),
        (f"requests/{draft.pk}/identifiers/", IP, 201),
        (f"requests/{draft.pk}/identifiers/", [{"type": "email", "value": "a@mail.example"}], 201),
        (f"requests/{complete.pk}/actions/", {"action": "submit"}, 200),
    ]


def test_every_call_gives_the_first_answer_again_until_its_person_has_left(world: World, officer: Caller) -> None:
    asked = calls(world)
    for number, (path, body, status) in enumerate(asked):
        first = officer.post(path, body, status, key=f"key-{number}")
        assert officer.post(path, body, status, key=f"key-{number}") == first
    leave(world)
    for number, (path, body, _status) in enumerate(asked):
        assert set(officer.post(path, body, 404, key=f"key-{number}")) == {"message", "code"}


def test_what_was_changed_since_is_told_as_it_is(world: World, officer: Caller) -> None:
    made = officer.post("cases/", GIVEN, 201, key="case-1")
    officer.patch(f"cases/{made['id']}/", {"facts": "Other facts."})
    assert officer.post("cases/", GIVEN, 201, key="case-1")["facts"] == "Other facts."


def test_no_case_data_lie_beside_the_case(world: World, officer: Caller) -> None:
    for number, (path, body, status) in enumerate(calls(world)):
        officer.post(path, body, status, key=f"key-{number}")
    stored = repr(list(FirstAnswer.objects.values()))
    assert not [word for word in ("False pages", "185.220.101.7", "mail.example", "GE-75") if word in stored]


def test_an_identifier_that_was_removed_is_not_told_again(world: World, officer: Caller) -> None:
    row = world.draft(identifiers=[])
    officer.post(f"requests/{row.pk}/identifiers/", IP, 201, key="ip-1")
    officer.patch(f"requests/{row.pk}/", {"identifiers": []})
    officer.post(f"requests/{row.pk}/identifiers/", IP, 404, key="ip-1")
    assert officer.get(f"requests/{row.pk}/identifiers/")["results"] == []
