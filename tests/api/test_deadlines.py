from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.clocks.kinds import INTERNAL
from requests_app.clocks.reckoned import Reckoned
from requests_app.instants import as_utc_text
from requests_app.models import Deadline, DeadlineKind
from requests_app.services.deadlines import deadline_start
from tests.api.calls import Caller
from tests.world import CONTENT, World

pytestmark = pytest.mark.django_db

URGENT = {**CONTENT, "urgency_grounds": ["crime_in_progress"]}


def test_both_sides_see_what_is_owed(world: World, officer: Caller, contact: Caller) -> None:
    row = world.sent()
    for person in (officer, contact):
        [owed] = person.get("deadlines/?state=open")["results"]
        assert (owed["request"], owed["reference"]) == (str(row.pk), row.reference)
        assert (owed["kind"], owed["rule"], owed["closed_at"]) == ("acknowledgement", "29(3)", None)
        assert owed["starts_at"].endswith("Z")
        assert owed["due_at"] > owed["starts_at"]


def test_nobody_else_does(world: World, stranger: Caller) -> None:
    world.sent()
    assert stranger.get("deadlines/")["results"] == []


def test_a_closed_one_is_not_open(world: World, officer: Caller) -> None:
    world.acknowledged()
    assert [owed["kind"] for owed in officer.get("deadlines/?state=open")["results"]] == ["preservation_report"]
    [closed] = [owed for owed in officer.get("deadlines/")["results"] if owed["kind"] == "acknowledgement"]
    assert closed["closed_at"].endswith("Z")


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_every_kind_with_its_rule_to_the_sides_that_may_know(
    world: World, officer: Caller, contact: Caller, stranger: Caller, kind: DeadlineKind
) -> None:
    row, now = world.in_execution(), timezone.now()
    Deadline.objects.filter(request=row).update(closed_at=now, next_step_at=None)
    rule = Reckoned(rule=f"rule of {kind}", starts_at=now, due_at=now + timedelta(days=9), zone="UTC", steps=())
    deadline_start(request=row, kind=kind, reckoned=rule, now=now)
    [owed] = officer.get("deadlines/?state=open")["results"]
    assert (owed["kind"], owed["rule"], owed["request"]) == (kind, rule.rule, str(row.pk))
    assert (owed["starts_at"], owed["due_at"]) == (as_utc_text(now), as_utc_text(rule.due_at))
    theirs = [one["kind"] for one in contact.get("deadlines/?state=open")["results"]]
    assert theirs == ([] if kind in INTERNAL else [kind])
    assert stranger.get("deadlines/?state=open")["results"] == []


def test_overdue(world: World, officer: Caller) -> None:
    world.sent()
    assert officer.get("deadlines/?state=overdue")["results"] == []
    for owed in Deadline.objects.all():
        Deadline.objects.filter(pk=owed.pk).update(
            starts_at=owed.starts_at - timedelta(days=9), due_at=owed.due_at - timedelta(days=9)
        )
    assert len(officer.get("deadlines/?state=overdue")["results"]) == 1


def test_mine_are_those_i_wrote_or_may_answer(world: World, officer: Caller, contact: Caller) -> None:
    world.sent()
    for person, number in ((officer, 1), (contact, 1), (Caller(world.colleague), 0), (Caller(world.auditor), 0)):
        assert len(person.get("deadlines/?mine=true")["results"]) == number
        assert len(person.get("deadlines/?mine=false")["results"]) == 1


def test_the_first_due_stands_first(world: World, officer: Caller) -> None:
    rows = [world.sent(urgency="normal"), world.sent(urgency="urgent", content=URGENT)]
    told = [owed["request"] for owed in officer.get("deadlines/")["results"]]
    assert told == [str(row.pk) for row in reversed(rows)]


@pytest.mark.parametrize("query", ["state=closed", "mine=perhaps", "colour=red"])
def test_a_filter_that_is_not_understood_is_named(officer: Caller, query: str) -> None:
    assert set(officer.get(f"deadlines/?{query}", 400)["errors"]) == {query.split("=")[0]}
