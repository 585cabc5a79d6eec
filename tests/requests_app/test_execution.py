"""What the requested authority does: begins, puts off, passes on, reports; and what makes no sense."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.models import Decision, Request
from requests_app.selectors.timeline import timeline_of
from requests_app.services.actions import action_perform
from requests_app.states import Side
from tests.days import day
from tests.kinds import COMPLETE
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def act(world: World, request: Request, action: str, who: str = "contact", **answers: Any) -> Request:
    return action_perform(actor=getattr(world, who), request=request, action=action, answers=answers)


def wrong(world: World, request: Request, action: str, **answers: Any) -> set[str]:
    with pytest.raises(Invalid) as refused:
        act(world, request, action, **answers)
    return set(refused.value.errors)


def test_from_start_to_close(world: World) -> None:
    request = act(world, world.acknowledged(), "start")
    act(world, request, "complete", **preserved(90), note="Kept by Hosting SRL.")
    assert (request.status, request.outcome) == ("completed", "executed")
    assert request.completed_at is not None
    act(world, request, "close", "officer")
    assert (request.status, request.outcome) == ("closed", "executed")
    titles = [moment.title for moment in timeline_of(request, Side.REQUESTED) if not moment.future]
    assert set(titles[:4]) == {"Closed", "Result reported: Executed", "Data are preserved", "Execution begun"}


def test_each_side_is_told_of_what_the_other_did(world: World) -> None:
    request = world.completed()
    assert {mail.to_address for mail in Message.objects.filter(template="request_completed")} == {
        "officer@portal.example"
    }
    act(world, request, "close", "officer")
    assert {mail.to_address for mail in Message.objects.filter(template="request_closed")} == {
        "desk@ro.example",
        "backup@ro.example",
    }


def test_postponed_until_a_day_of_review_and_resumed(world: World) -> None:
    request = act(world, world.in_execution(), "postpone", until=day(30), reason="An operation of our own.")
    decision = request.decisions.get()
    assert (request.status, decision.article, str(decision.until)) == ("postponed", "27(5)", day(30))
    running = request.deadlines.filter(closed_at__isnull=True)
    assert running.get(kind="postponed_review").due_at > timezone.now()
    assert running.get(kind="preservation_report").paused_at is not None
    act(world, request, "resume")
    assert (request.status, request.reason) == ("in_execution", "")
    assert running.get().paused_at is None


def test_a_report_starts_the_clock_of_the_end_and_closing_does_not_stop_it(world: World) -> None:
    request = act(world, world.completed(), "close", "officer")
    running = request.deadlines.filter(closed_at__isnull=True)
    assert {row.kind for row in running} == {"preservation_expiry", "mla_follow_up"}


def test_a_refusal_ends_what_was_waited_for(world: World) -> None:
    request = act(world, world.acknowledged(), "refuse", ground="political_offence", reason="It is one.")
    assert not request.deadlines.filter(closed_at__isnull=True).exists()


@pytest.mark.parametrize("until", ["", None, "soon", "2020-01-01", "2026-02-30", "2026-11-14T08:00:00", 5, ["x"]])
def test_a_review_is_on_a_day_to_come(world: World, until: object) -> None:
    assert wrong(world, world.in_execution(), "postpone", until=until, reason="Ours first.") == {"until"}


def test_without_reasons_nothing_is_postponed(world: World) -> None:
    assert wrong(world, world.in_execution(), "postpone", until=day(9), reason="") == {"reason"}


def test_passed_on_to_the_authority_whose_it_is(world: World) -> None:
    request = act(world, world.acknowledged(), "redirect", authority="MD-247", note="The data are there.")
    decision = request.decisions.get()
    assert (request.status, request.outcome) == ("completed", "misdirected")
    assert decision.authority is not None
    assert (decision.authority.code, decision.article) == ("MD-247", "27(9)(c)")
    assert Message.objects.filter(template="request_redirected").count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "note"),
        ({"authority": "XX-1"}, "authority"),
        ({"authority": 5}, "authority"),
        ({"authority": "RO-247"}, "authority"),
        ({"authority": "GE-CA"}, "authority"),
    ],
)
def test_passed_on_to_nobody_in_particular(world: World, answers: dict[str, Any], field: str) -> None:
    assert wrong(world, world.acknowledged(), "redirect", **answers) == {field}


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({}, {"outcome"}),
        ({"outcome": "refused"}, {"outcome"}),
        ({"outcome": ["executed"]}, {"outcome"}),
        ({"outcome": "executed"}, {"preserved_from", "preserved_until"}),
        ({"outcome": "partly", "preserved_from": "x", "preserved_until": day(9)}, {"preserved_from"}),
        # before the request was sent, and still to come
        ({"outcome": "executed", "preserved_from": day(-9), "preserved_until": day(90)}, {"preserved_from"}),
        ({"outcome": "executed", "preserved_from": day(9), "preserved_until": day(90)}, {"preserved_from"}),
        ({"outcome": "executed", "preserved_from": day(0), "preserved_until": day(0)}, {"preserved_until"}),
        # less than 60 days has to be explained
        ({"outcome": "executed", "preserved_from": day(0), "preserved_until": day(30)}, {"note"}),
        ({"outcome": "no_data", "preserved_until": day(90)}, {"preserved_until"}),
        ({**preserved(90), "items": [{"identifier": "198.51.100.1", "outcome": "executed"}]}, {"items"}),
        ({**preserved(90), "items": [{"outcome": "executed"}]}, {"items"}),
        ({**preserved(90), "items": [{"what": "logs", "outcome": "refused"}]}, {"items"}),
        ({**preserved(90), "items": [{"what": "a\x00b", "outcome": "executed"}]}, {"items"}),
        ({**preserved(90), "items": "all"}, {"items"}),
    ],
)
def test_a_report_that_makes_no_sense_is_not_taken(world: World, answers: dict[str, Any], fields: set[str]) -> None:
    request = world.in_execution()
    assert wrong(world, request, "complete", **answers) == fields
    assert Request.objects.get(pk=request.pk).status == "in_execution"


def test_a_short_preservation_is_taken_with_its_reason(world: World) -> None:
    request = act(world, world.in_execution(), "complete", **preserved(30), note="The log is overwritten then.")
    assert request.outcome == "executed"


def test_the_answer_may_differ_from_item_to_item(world: World) -> None:
    request = world.in_execution()
    items = [
        {"identifier": "185.220.101.7", "outcome": "executed"},
        {"what": "content of the mailbox", "outcome": "data_deleted", "note": "on 3 November"},
    ]
    act(world, request, "complete", **{**preserved(90), "outcome": "partly"}, items=items)
    told = request.decisions.get().items
    assert told[0]["identifier"] == str(request.identifiers.get().pk)
    assert [item["outcome"] for item in told] == ["executed", "data_deleted"]


def test_mutual_assistance_has_no_days_of_preservation(world: World) -> None:
    request = world.in_execution(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    assert wrong(world, request, "complete", **preserved(90)) == {"preserved_from", "preserved_until"}
    assert act(world, request, "complete", outcome="executed").status == "completed"


def test_an_answer_after_the_end_changes_nothing(world: World) -> None:
    withdrawn = act(world, world.in_execution(), "withdraw", "officer", reason="It was found.")
    closed = act(world, world.completed(), "close", "officer")
    for request in (withdrawn, closed):
        with pytest.raises(Conflict) as refused:
            act(world, request, "complete", **preserved(90))
        assert refused.value.details["allowed_actions"] == []
    assert not withdrawn.decisions.exists()


def test_from_two_browsers_the_first_report_stands(world: World) -> None:
    request = world.in_execution()
    stale = Request.objects.get(pk=request.pk)
    act(world, request, "complete", **preserved(90))
    with pytest.raises(Conflict, match="Somebody may have been first"):
        act(world, stale, "complete", outcome="no_data")
    assert request.decisions.get().outcome == "executed"


@pytest.mark.parametrize(("action", "who"), [("start", "officer"), ("start", "auditor"), ("start", "supervisor")])
def test_only_who_executes_begins(world: World, action: str, who: str) -> None:
    with pytest.raises(NotAllowed):
        act(world, world.acknowledged(), action, who)


def test_of_an_outsider_the_officer_records_what_it_answers(world: World) -> None:
    request = world.sent(to=world.outsider)
    for action, answers in (
        ("acknowledge", {"their_reference": "US-1"}),
        ("start", {}),
        ("complete", {**preserved(90, "US"), "note": "E-mail of 30 November."}),
    ):
        act(world, request, action, "officer", **answers)
    decision = request.decisions.get()
    assert (request.status, decision.recorded, decision.by) == ("completed", True, world.officer)
    past = [moment for moment in timeline_of(request, Side.REQUESTING) if not moment.future]
    assert [moment.by for moment in past[:2]] == ["by Officer", "by Officer"]


def test_what_was_decided_stands(world: World) -> None:
    world.completed()
    for change in (lambda: Decision.objects.update(outcome="partly"), lambda: Decision.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_database_lets_no_status_skip(world: World) -> None:
    request = world.sent()
    for status in ("in_execution", "completed", "closed"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Request.objects.filter(pk=request.pk).update(status=status, outcome="executed")
