from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from mla_portal.audit.models import Event
from requests_app.models import Request
from tests.api.calls import Caller
from tests.world import CONTENT, IP, World

pytestmark = pytest.mark.django_db


def given(world: World, **more: Any) -> dict[str, Any]:
    return {
        "case": str(world.case().pk),
        "kind": "preservation",
        "requested_authority": "RO-247",
        "urgency": "urgent",
        "content": CONTENT,
        "identifiers": [IP],
        **more,
    }


def test_a_draft_is_made_and_read_again(world: World, officer: Caller) -> None:
    body = given(world)
    made = officer.post("requests/", body, 201)
    assert (made["status"], made["outcome"], made["their_reference"]) == ("draft", None, None)
    assert made["reference"].startswith("GE-")
    assert (made["case"], made["requesting_authority"], made["requested_authority"]) == (
        body["case"],
        "GE-CA",
        "RO-247",
    )
    assert (made["deadlines"], made["allowed_actions"], made["follows"]) == ([], ["submit"], None)
    assert officer.get(f"requests/{made['id']}/") == made


def test_instants_are_answered_in_utc(world: World, officer: Caller) -> None:
    made = officer.post("requests/", given(world), 201)
    assert made["content"]["period_from"] == "2026-10-31T20:00:00Z"
    [identifier] = made["identifiers"]
    assert (identifier["at"], identifier["at_offset"]) == ("2026-11-14T04:21:07Z", 240)
    assert made["created_at"].endswith("Z")


def test_facts_and_offences_are_those_of_the_case(world: World, officer: Caller) -> None:
    made = officer.post("requests/", given(world), 201)
    assert made["facts"].startswith("False pages of a bank")
    assert [offence["article"] for offence in made["offences"]] == ["8"]


def test_everything_wrong_is_named_at_once(world: World, officer: Caller) -> None:
    body = given(
        world,
        case=str(uuid4()),
        requested_authority="XX-247",
        urgency="soon",
        content={"duration_days": 30, "period_from": "2026-11-01T00:00:00", "colour": "red", "custodian": {"age": 5}},
        identifiers=[{"type": "ip", "value": "300.1.2.3"}, IP],
        follows=str(uuid4()),
        status="sent",
    )
    assert set(officer.post("requests/", body, 400)["errors"]) == {
        "case",
        "requested_authority",
        "urgency",
        "content.duration_days",
        "content.period_from",
        "content.colour",
        "content.custodian.age",
        "identifiers.1.value",
        "identifiers.1.at",
        "follows",
        "status",
    }
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "invitation"}, "kind"),
        ({"kind": None}, "kind"),
        ({"requested_authority": "GE-CA"}, "requested_authority"),
        ({"urgency": None}, "urgency"),
        ({"content": []}, "content"),
        ({"content": None}, "content"),
        ({"identifiers": {}}, "identifiers"),
        ({"identifiers": [IP, IP]}, "identifiers.2.value"),
        ({"follows": 7}, "follows"),
    ],
)
def test_one_wrong_answer(world: World, officer: Caller, change: dict[str, Any], field: str) -> None:
    assert set(officer.post("requests/", given(world, **change), 400)["errors"]) == {field}


def test_sent_again_with_the_same_key_one_draft_is_made(world: World, officer: Caller) -> None:
    body, key = given(world), "draft-1"
    assert officer.post("requests/", body, 201, key=key) == officer.post("requests/", body, 201, key=key)
    officer.post("requests/", {**body, "urgency": "normal"}, 409, key=key)
    assert Request.objects.count() == 1


def test_it_may_continue_a_request_of_ones_own(world: World, officer: Caller) -> None:
    earlier = world.sent()
    made = officer.post(
        "requests/",
        {
            "case": str(earlier.case_id),
            "kind": "preservation",
            "requested_authority": "RO-247",
            "follows": str(earlier.pk),
        },
        201,
    )
    assert made["follows"] == str(earlier.pk)


def test_only_who_may_draft_drafts(world: World) -> None:
    Caller(world.auditor).post("requests/", given(world), 403)


def test_the_case_of_another_authority_is_not_told_from_none(world: World, contact: Caller) -> None:
    assert set(contact.post("requests/", given(world), 400)["errors"]) == {"case"}


def test_a_draft_is_changed(world: World, officer: Caller) -> None:
    made = officer.post("requests/", given(world), 201)
    answers = {
        "urgency": "normal",
        "content": {"necessity": "Now."},
        "identifiers": [],
        "requested_authority": "MD-247",
    }
    changed = officer.patch(f"requests/{made['id']}/", answers)
    assert (changed["urgency"], changed["requested_authority"], changed["identifiers"]) == ("normal", "MD-247", [])
    assert changed["content"] == {**made["content"], "necessity": "Now."}
    edit = Event.objects.get(chain=f"request:{made['id']}", verb="request.edited")
    assert edit.data == '{"fields":["necessity","urgency","requested_authority","identifiers"]}'


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"case": str(uuid4()), "kind": "preservation", "follows": None}, {"case", "kind", "follows"}),
        (
            {"status": "sent", "urgency": "soon", "content": {"necessity": 1}},
            {"status", "urgency", "content.necessity"},
        ),
        ({"requested_authority": "GE-CA"}, {"requested_authority"}),
        ({"requested_authority": None, "identifiers": None}, {"requested_authority", "identifiers"}),
    ],
)
def test_what_cannot_be_changed_is_named(
    world: World, officer: Caller, change: dict[str, Any], fields: set[str]
) -> None:
    assert set(officer.patch(f"requests/{world.draft().pk}/", change, 400)["errors"]) == fields


def test_what_is_no_draft_any_more_is_not_changed(world: World, officer: Caller) -> None:
    officer.patch(f"requests/{world.in_review().pk}/", {"urgency": "urgent"}, 409)


def test_who_may_read_may_not_always_write(world: World, contact: Caller) -> None:
    Caller(world.auditor).patch(f"requests/{world.draft().pk}/", {"urgency": "urgent"}, 403)
    contact.patch(f"requests/{world.sent().pk}/", {"urgency": "urgent"}, 403)


def test_a_stranger_finds_nothing(world: World, stranger: Caller) -> None:
    row = world.sent()
    stranger.get(f"requests/{row.pk}/", 404)
    stranger.patch(f"requests/{row.pk}/", {"urgency": "urgent"}, 404)
    assert stranger.get("requests/")["results"] == []


def test_the_requested_side_sees_it_when_it_is_sent(world: World, contact: Caller) -> None:
    contact.get(f"requests/{world.approved().pk}/", 404)
    row = world.sent()
    told = contact.get(f"requests/{row.pk}/")
    assert (told["case"], told["status"], told["allowed_actions"]) == (None, "sent", ["acknowledge"])
    assert told["facts"].startswith("False pages of a bank")
    assert told["content"]["necessity"] == CONTENT["necessity"]
    assert [one["kind"] for one in told["deadlines"]] == ["acknowledgement"]


def test_the_requested_side_reads_what_was_sent_not_what_the_case_became(
    world: World, officer: Caller, contact: Caller
) -> None:
    row = world.sent()
    officer.patch(f"cases/{row.case_id}/", {"facts": "A new suspect.", "offences": []})
    told = contact.get(f"requests/{row.pk}/")
    assert told["facts"].startswith("False pages of a bank")
    assert [offence["article"] for offence in told["offences"]] == ["8"]


def test_opening_it_is_told_to_the_other_side(world: World, contact: Caller) -> None:
    row = world.sent()
    contact.get(f"requests/{row.pk}/")
    contact.get(f"requests/{row.pk}/")
    assert row.readings.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("box=outbox", 3),
        ("box=inbox", 0),
        ("status=draft", 1),
        ("status=sent&kind=preservation", 1),
        ("q=phishing", 3),
        ("q=GE-74", 3),
        ("q=nothing", 0),
        ("q=RO-9", 1),
        ("overdue=true", 0),
        ("overdue=false", 3),
        ("counterpart=RO-247", 3),
        ("counterpart=MD-247", 0),
        ("urgency=emergency", 0),
    ],
)
def test_lists_of_the_officer(world: World, officer: Caller, query: str, found: int) -> None:
    world.draft()
    world.sent()
    world.acknowledged()
    assert len(officer.get(f"requests/?{query}")["results"]) == found


def test_lists_of_the_contact_know_nothing_of_the_case(world: World, contact: Caller) -> None:
    world.draft()
    row = world.acknowledged()
    for query in ("", "?box=inbox", "?q=RO-9", f"?q={row.reference}"):
        [line] = contact.get(f"requests/{query}")["results"]
        assert (line["id"], line["case"], line["their_reference"]) == (str(row.pk), None, "RO-9")
    for query in ("?box=outbox", "?q=phishing", "?q=GE-74"):
        assert contact.get(f"requests/{query}")["results"] == []


@pytest.mark.parametrize("query", ["box=both", "status=lost", "kind=gift", "overdue=perhaps", "colour=red"])
def test_a_filter_that_is_not_understood_is_named(officer: Caller, query: str) -> None:
    assert set(officer.get(f"requests/?{query}", 400)["errors"]) == {query.split("=")[0]}


def test_pages_and_the_number_of_queries(world: World, officer: Caller, django_assert_max_num_queries: Any) -> None:
    made = [world.draft() for _number in range(50)]
    with django_assert_max_num_queries(8):
        first = officer.get("requests/?page_size=30")
    second = officer.get(first["next"])
    assert [line["id"] for line in first["results"] + second["results"]] == [str(row.pk) for row in reversed(made)]
    assert second["next"] is None


@pytest.mark.parametrize(
    "path",
    [
        "requests/7/",
        "requests/none/events/",
        "cases/1-2-3/",
        "documents/x/file.pdf",
        "requests/{}/messages/",
        "incoming/none/",
    ],
)
def test_what_is_not_there_is_answered_in_json(officer: Caller, path: str) -> None:
    assert officer.get(path.format(uuid4()), 404)["code"] == "not_found"


def test_the_legal_basis_is_given_and_taken(world: World, officer: Caller) -> None:
    made = officer.post("requests/", given(world), 201)
    assert made["instrument"] == "CETS185"
    path = f"requests/{made['id']}/"
    assert officer.patch(path, {"instrument": None})["instrument"] is None
    assert officer.patch(path, {"instrument": "CETS185"})["instrument"] == "CETS185"
    for wrong in ("ETS030", "", 7, ["CETS185"]):
        assert set(officer.patch(path, {"instrument": wrong}, 400)["errors"]) == {"instrument"}
