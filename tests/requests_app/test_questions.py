"""Clarification and the consultation of Article 29(6): beside the status, while the right clocks stand still."""

from __future__ import annotations

import pytest

from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import Question, Request
from requests_app.services.actions import action_perform
from requests_app.services.questions import question_answer, question_ask
from tests.kinds import COMPLETE
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def ask(world: World, request: Request, topic: str = "clarification", text: str = "Which account?") -> Question:
    return question_ask(actor=world.contact, request=request, topic=topic, text=text)


def standing_still(request: Request) -> set[str]:
    found = request.deadlines.filter(closed_at__isnull=True, paused_at__isnull=False)
    return set(found.values_list("kind", flat=True))


def test_asked_and_answered_the_clocks_stand_and_run_again(world: World) -> None:
    request = world.acknowledged()
    question = ask(world, request)
    assert request.deadlines.get(kind="clarification_reply").owed_by == "requesting"
    assert standing_still(request) == {"preservation_report"}
    question = question_answer(actor=world.officer, question=question, text="The first of them.")
    assert (question.verdict, question.answer.text if question.answer else "") == ("answered", "The first of them.")
    assert standing_still(request) == set()
    assert request.deadlines.get(kind="clarification_reply").closed_at is not None
    assert [message.topic for message in request.messages.all()] == ["clarification", "clarification"]


def test_a_consultation_waits_for_a_decision(world: World) -> None:
    request = world.in_execution()
    question = ask(world, request, "consultation", "The provider tells its users.")
    with pytest.raises(Conflict, match="yet to decide"):
        action_perform(actor=world.contact, request=request, action="complete", answers=preserved(90))
    with pytest.raises(Invalid):
        question_answer(actor=world.officer, question=question, text="Hm.")
    question_answer(actor=world.officer, question=question, decision="proceed")
    done = action_perform(actor=world.contact, request=request, action="complete", answers=preserved(90))
    assert done.status == "completed"


def test_decided_to_withdraw_the_request_ends(world: World) -> None:
    request = world.in_execution()
    question = ask(world, request, "consultation", "The provider tells its users.")
    with pytest.raises(Invalid):
        question_answer(actor=world.officer, question=question, decision="withdraw")
    question_answer(actor=world.officer, question=question, decision="withdraw", text="Then rather not.")
    row = Request.objects.get(pk=request.pk)
    assert (row.status, row.reason) == ("withdrawn", "Then rather not.")
    assert not row.deadlines.filter(closed_at__isnull=True).exists()


def test_one_of_each_is_open_at_a_time(world: World) -> None:
    request = world.acknowledged()
    question = ask(world, request)
    ask(world, request, "consultation", "It would be noticed.")
    with pytest.raises(Conflict, match="open already"):
        ask(world, request)
    question_answer(actor=world.officer, question=question, text="All of them.")
    assert standing_still(request) == {"preservation_report"}
    with pytest.raises(Conflict, match="over"):
        question_answer(actor=world.colleague, question=question, text="Another answer.")


def test_when_the_request_ends_nobody_has_to_answer(world: World) -> None:
    request = world.in_execution()
    question = ask(world, request)
    action_perform(actor=world.contact, request=request, action="complete", answers=preserved(90))
    question.refresh_from_db()
    assert question.verdict == "overtaken"
    with pytest.raises(Conflict):
        question_answer(actor=world.officer, question=question, text="Too late.")


def test_article_29_6_is_about_preserving(world: World) -> None:
    request = world.acknowledged(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    with pytest.raises(Invalid) as refused:
        ask(world, request, "consultation", "It would be noticed.")
    assert set(refused.value.errors) == {"topic"}


@pytest.mark.parametrize(
    ("topic", "text"), [("message", "Hello."), ("", "Hello."), (None, "Hello."), ("clarification", " ")]
)
def test_what_is_no_question(world: World, topic: str, text: str) -> None:
    with pytest.raises(Invalid):
        ask(world, world.acknowledged(), topic, text)


def test_who_asks_and_who_answers(world: World) -> None:
    request = world.acknowledged()
    with pytest.raises(NotAllowed):
        question_ask(actor=world.officer, request=request, topic="clarification", text="Which?")
    question = ask(world, request)
    for who in (world.contact, world.auditor):
        with pytest.raises(NotAllowed):
            question_answer(actor=who, question=question, text="The first.")
    with pytest.raises(Conflict):
        ask(world, world.sent())


def test_what_an_outsider_asks_is_recorded(world: World) -> None:
    request = world.sent(to=world.outsider)
    action_perform(actor=world.officer, request=request, action="acknowledge", answers={})
    question = question_ask(actor=world.officer, request=request, topic="clarification", text="Which account?")
    assert (question.asked.side, question.asked.said_by) == ("requested", "Duty Desk")
    answered = question_answer(actor=world.officer, question=question, text="The first, by telephone.")
    assert answered.answer is not None
    assert answered.answer.side == "requesting"
