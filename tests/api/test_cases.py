from __future__ import annotations

from typing import Any

import pytest

from requests_app.models import Case
from requests_app.services.cases import case_open
from tests.api.calls import Caller
from tests.world import CASE, World

pytestmark = pytest.mark.django_db

GIVEN: dict[str, Any] = {"authority": "GE-CA", **CASE}


def test_a_case_is_opened_and_read_again(officer: Caller) -> None:
    made = officer.post("cases/", GIVEN, 201)
    assert {name: made[name] for name in GIVEN} == GIVEN
    assert made["created_at"].endswith("Z")
    assert officer.get(f"cases/{made['id']}/") == made
    assert officer.get("cases/")["results"] == [made]


def test_everything_wrong_is_named_at_once(officer: Caller) -> None:
    wrong = {"title": 5, "facts": [], "sealed": "yes", "offences": [{"article": "1"}, 7], "colour": "red"}
    errors = officer.post("cases/", {"authority": "GE-CA", **wrong}, 400)["errors"]
    assert set(errors) == {
        "reference", "title", "facts", "sealed", "offences.1.article", "offences.1.title", "offences.2", "colour",
    }  # fmt: skip


@pytest.mark.parametrize("authority", ["XX-CA", "", None, 5, ["GE-CA"]])
def test_the_authority_has_to_be_in_the_directory(officer: Caller, authority: object) -> None:
    errors = officer.post("cases/", {**GIVEN, "authority": authority, "title": 5}, 400)["errors"]
    assert set(errors) == {"authority", "title"}


def test_a_number_is_used_once(officer: Caller) -> None:
    officer.post("cases/", GIVEN, 201)
    assert "reference" in officer.post("cases/", GIVEN, 400)["errors"]


def test_sent_again_with_the_same_key_it_is_opened_once(officer: Caller) -> None:
    key = "case-1"
    first = officer.post("cases/", GIVEN, 201, key=key)
    assert officer.post("cases/", GIVEN, 201, key=key) == first
    officer.post("cases/", {**GIVEN, "title": "Another"}, 409, key=key)
    assert Case.objects.count() == 1


def test_only_who_may_draft_opens_cases(world: World, contact: Caller) -> None:
    assert contact.post("cases/", GIVEN, 403)["code"] == "not_allowed"
    Caller(world.auditor).post("cases/", GIVEN, 403)


def test_answers_left_out_stay(officer: Caller) -> None:
    made = officer.post("cases/", GIVEN, 201)
    changed = officer.patch(f"cases/{made['id']}/", {"facts": "Another fact."})
    assert changed == {**made, "facts": "Another fact.", "updated_at": changed["updated_at"]}
    assert officer.patch(f"cases/{made['id']}/", {"offences": []})["offences"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": ""}, "title"),
        ({"reference": None}, "reference"),
        ({"authority": "RO-247"}, "authority"),
        ({"sealed": None}, "sealed"),
        ({"id": "x"}, "id"),
        ({"offences": {}}, "offences"),
    ],
)
def test_what_cannot_be_changed_is_named(world: World, officer: Caller, body: dict[str, Any], field: str) -> None:
    case = world.case()
    assert set(officer.patch(f"cases/{case.pk}/", body, 400)["errors"]) == {field}


def test_the_same_authority_may_be_sent_back(world: World, officer: Caller) -> None:
    officer.patch(f"cases/{world.case().pk}/", {"authority": "GE-CA"})


def test_an_auditor_reads_and_does_not_write(world: World) -> None:
    case, auditor = world.case(), Caller(world.auditor)
    auditor.get(f"cases/{case.pk}/")
    auditor.patch(f"cases/{case.pk}/", {"title": "Mine"}, 403)


def test_a_sealed_case_opens_for_those_named_on_it(world: World, officer: Caller) -> None:
    case, colleague = world.case(), Caller(world.colleague)
    colleague.get(f"cases/{case.pk}/")
    officer.patch(f"cases/{case.pk}/", {"sealed": True})
    colleague.get(f"cases/{case.pk}/", 404)
    assert colleague.get("cases/?q=Phishing")["results"] == []
    assert officer.get("cases/?q=phishing")["results"][0]["sealed"] is True


def test_nobody_else_sees_it(world: World, contact: Caller, stranger: Caller) -> None:
    case = world.sent().own_case
    for person in (contact, stranger):
        person.get(f"cases/{case.pk}/", 404)
        person.patch(f"cases/{case.pk}/", {"title": "Mine"}, 404)
        assert person.get("cases/")["results"] == []


def test_pages_and_the_number_of_queries(world: World, officer: Caller, django_assert_max_num_queries: Any) -> None:
    for number in range(50):
        case_open(actor=world.officer, authority=world.asking, answers={**CASE, "reference": f"GE-{number:03}"})
    with django_assert_max_num_queries(7):
        first = officer.get("cases/?page_size=30")
    second = officer.get(first["next"])
    assert [case["reference"] for case in first["results"] + second["results"]] == [
        f"GE-{number:03}" for number in reversed(range(50))
    ]
    assert second["next"] is None


@pytest.mark.parametrize("query", ["status=draft", "page_size=0", "page_size=201", "cursor=x"])
def test_a_query_that_is_not_understood_is_refused(officer: Caller, query: str) -> None:
    officer.get(f"cases/?{query}", 400)
