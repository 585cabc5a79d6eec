"""A move of the requested side owes its notice: written with the move, made afterwards, none lost and none twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mla_portal.errors import Conflict, Invalid
from requests_app.access import documents_visible_to
from requests_app.models import Document, NoticeOwed, Request
from requests_app.selectors.papers import name_of, papers_awaited
from requests_app.services import owed_notices
from requests_app.services.actions import action_perform
from requests_app.services.chain import request_follow
from requests_app.services.documents import is_vouched_for
from requests_app.services.drafts import request_edit
from requests_app.services.owed_notices import notices_owed_make
from requests_app.services.questions import question_answer, question_ask
from requests_app.tasks import notices_owed_make as task
from templates_app.context import RequestDocument
from templates_app.models import Letterhead
from templates_app.notice import Notice, NoticeDocument
from tests.days import day
from tests.world import World, preserved, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
NOTICES = [str(one) for one in Notice]


def act(world: World, request: Request, action: str, who: str = "contact", **answers: Any) -> Request:
    return action_perform(actor=getattr(world, who), request=request, action=action, answers=answers)


def make() -> int:
    return notices_owed_make(now=timezone.now())


def notices(request: Request) -> list[str]:
    return sorted(request.documents.filter(kind__in=NOTICES).values_list("kind", flat=True))


def said(request: Request, kind: str) -> NoticeDocument:
    return NoticeDocument.from_json(request.documents.get(kind=kind).context)


def test_an_acknowledgement_is_made_after_the_move(world: World) -> None:
    request = act(world, world.sent(), "acknowledge", their_reference="RO-9", note="We begin on Monday.")
    assert notices(request) == []

    assert make() == 1
    notice = said(request, "acknowledgement")
    assert (notice.note, notice.channel, notice.received_at) == (
        "We begin on Monday.",
        "Portal",
        request.sent_at and request.sent_at.replace(microsecond=0),
    )
    assert notice.about
    assert notice.about.their_reference == "RO-9"
    assert is_vouched_for(request.documents.get(kind="acknowledgement"))


def test_making_again_makes_nothing(world: World) -> None:
    request = world.acknowledged()
    task()
    task()
    assert notices(request) == ["acknowledgement"]


@pytest.mark.parametrize(
    ("action", "answers", "kind"),
    [
        ("refuse", {"ground": "essential_interests", "reason": "Not now.", "considered": "A part."}, "refusal"),
        ("redirect", {"authority": "MD-247"}, "redirect"),
        ("postpone", {"until": day(7), "reason": "It would warn them."}, "postponement"),
        ("complete", preserved(90), "preservation_report"),
        ("complete", {**preserved(90), "outcome": "partly", "note": "Half."}, "partial_execution"),
        ("complete", {"outcome": "no_data", "note": "Never had them."}, "preservation_report"),
    ],
)
def test_each_answer_has_its_notice(world: World, action: str, answers: dict[str, Any], kind: str) -> None:
    request = act(world, world.in_execution(), action, **answers)
    make()
    assert notices(request) == sorted(["acknowledgement", kind])


def test_a_refusal_says_its_ground_and_what_was_considered(world: World) -> None:
    request = act(
        world, world.in_execution(), "refuse", ground="essential_interests", reason="Why.", considered="A part."
    )
    make()
    notice = said(request, "refusal")
    assert (notice.ground, notice.article, notice.reason, notice.considered) == (
        "essential_interests",
        "29(5)(b)",
        "Why.",
        "A part.",
    )


def test_a_report_names_each_thing_and_its_result(world: World) -> None:
    request = world.in_execution()
    item = {"identifier": str(request.identifiers.get().pk), "what": "", "outcome": "executed", "note": "All of it."}
    act(world, request, "complete", **preserved(90), items=[item])
    make()
    [result] = said(request, "preservation_report").items
    assert (result.subject, result.result, result.note) == ("185.220.101.7", "executed", "All of it.")


def test_what_it_says_is_what_was_so_when_the_move_was_made(world: World) -> None:
    request = world.acknowledged()
    world.asked.name = "Renamed"
    world.asked.save(update_fields=["name"])
    make()
    assert said(request, "acknowledgement").sender.organisation == "Cybercrime Service"


def test_of_an_outsider_no_notice_is_made_in_its_name(world: World) -> None:
    request = act(world, world.sent(to=world.outsider), "acknowledge", "officer", note="By telephone.")
    act(world, request, "start", "officer")
    act(world, request, "refuse", "officer", ground="essential_interests", reason="So they wrote.")
    assert not NoticeOwed.objects.exists()


def test_a_move_that_fails_owes_nothing(world: World) -> None:
    request = world.acknowledged()
    with pytest.raises(Conflict):
        act(world, request, "acknowledge")
    assert NoticeOwed.objects.count() == 1


def test_the_move_asks_a_worker_at_once(
    world: World, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("mla_portal.celery.app.send_task", lambda name, **_: asked.append(name))
    with django_capture_on_commit_callbacks(execute=True):
        world.acknowledged()
    assert task.name == owed_notices.TASK
    assert owed_notices.TASK in asked


def test_what_cannot_be_printed_stops_the_move_and_names_the_field(world: World) -> None:
    request = world.in_execution()
    with pytest.raises(Invalid) as refused:
        act(world, request, "refuse", ground="essential_interests", reason="\u1780", considered="\u1781")
    request.refresh_from_db()
    assert (set(refused.value.errors), request.status) == ({"reason", "considered"}, "in_execution")


@pytest.mark.parametrize("step", ["before rendering", "before the document", "after the document"])
def test_a_worker_that_dies_leaves_it_to_the_next(world: World, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    request = world.acknowledged()
    with monkeypatch.context() as broken:
        if step == "after the document":
            broken.setattr(NoticeOwed, "save", _dying_at_the_second(NoticeOwed.save))
        else:
            broken.setattr(owed_notices, {"before rendering": "notice_make"}.get(step, "notice_freeze"), _die)
        with pytest.raises(SystemExit):
            make()
    assert (notices(request), NoticeOwed.objects.get().attempts) == ([], 1)

    assert make() == 0
    assert notices_owed_make(now=timezone.now() + owed_notices.FIRST_PAUSE) == 1
    assert notices(request) == ["acknowledgement"]


def _die(**_: object) -> None:
    raise SystemExit


def _dying_at_the_second(save: Any) -> Any:
    """The first saves the claim, the second marks the notice as made."""
    calls: list[int] = []

    def saved(self: NoticeOwed, **more: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        save(self, **more)

    return saved


def test_two_workers_with_the_same_notice_make_one(world: World) -> None:
    request = world.acknowledged()
    owed = NoticeOwed.objects.get()
    assert [owed_notices._make(owed), owed_notices._make(owed)] == [True, False]
    assert notices(request) == ["acknowledgement"]


def test_one_that_cannot_be_made_keeps_the_reason_and_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = world.acknowledged()
    with monkeypatch.context() as broken:
        broken.setattr(owed_notices, "notice_make", _refusing)
        assert make() == 0
    owed = NoticeOwed.objects.get()
    assert (owed.last_error, owed.attempts) == ("The certificate has expired.", 1)

    assert notices_owed_make(now=owed.next_attempt_at) == 1
    assert NoticeOwed.objects.get().last_error == ""
    assert notices(request) == ["acknowledgement"]


def _refusing(**_: object) -> None:
    raise Conflict("The certificate has expired.")


def test_what_was_made_is_not_changed_and_nothing_is_deleted(world: World) -> None:
    world.acknowledged()
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeOwed.objects.all().delete()
    make()
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeOwed.objects.update(document=None)


def test_one_decision_owes_one_notice(world: World) -> None:
    world.acknowledged()
    owed = NoticeOwed.objects.values("request_id", "kind", "cause", "context", "by_id", "at", "next_attempt_at").get()
    make()
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeOwed.objects.create(**owed)
    assert Document.objects.filter(kind="acknowledgement").count() == 1


@pytest.mark.parametrize(
    ("topic", "kind", "field"),
    [("clarification", "clarification", "questions"), ("consultation", "consultation", "reason")],
)
def test_a_question_has_its_notice(world: World, topic: str, kind: str, field: str) -> None:
    request = world.acknowledged()
    question_ask(actor=world.contact, request=request, topic=topic, text="Which of the two?")
    make()
    assert getattr(said(request, kind), field) == "Which of the two?"


def test_a_withdrawal_is_a_document_of_who_asked(world: World) -> None:
    request = act(world, world.acknowledged(), "withdraw", "officer", reason="The suspect has confessed.")
    assert [one.kind for one in papers_awaited(world.officer, request)] == ["withdrawal"]
    assert "withdrawal" not in [one.kind for one in papers_awaited(world.contact, request)]
    make()
    document = request.documents.get(kind="withdrawal")
    read = RequestDocument.from_json(document.context)
    assert (read.reason, read.release_data, read.facts) == ("The suspect has confessed.", True, "")
    assert read.follows
    assert (read.follows.reference, read.follows.their_reference) == (request.reference, "RO-9")
    assert read.requesting_authority.person == "Officer"
    for reader in (world.officer, world.contact):
        assert documents_visible_to(reader).filter(pk=document.pk).exists()
    assert name_of(request, document.kind) == "Withdrawal"


def test_a_consultation_that_ends_in_withdrawal_withdraws_in_writing(world: World) -> None:
    request = world.acknowledged()
    question = question_ask(actor=world.contact, request=request, topic="consultation", text="They would be told.")
    question_answer(actor=world.officer, question=question, decision="withdraw", text="Then rather not.")
    make()
    assert notices(request) == ["acknowledgement", "consultation"]
    assert RequestDocument.from_json(request.documents.get(kind="withdrawal").context).reason == "Then rather not."


def test_of_what_came_from_outside_the_withdrawal_is_no_act_of_the_receiver(world: World) -> None:
    request = act(world, registered(world), "withdraw", reason="They wrote so.")
    assert not NoticeOwed.objects.filter(request=request, kind="withdrawal").exists()


def test_the_answer_to_an_extension_says_until_when_each_custodian_keeps_the_data(world: World) -> None:
    earlier = world.completed()
    extension = request_follow(actor=world.officer, request=earlier, kind="extension", client_token="longer")
    request_edit(actor=world.officer, request=extension, content={"days": 60, "reason": "The court has not decided."})
    for who, action in (
        ("officer", "submit"),
        ("supervisor", "approve"),
        ("officer", "send"),
        ("contact", "acknowledge"),
    ):
        act(world, extension, action, who)
    act(world, extension, "start")
    act(world, extension, "complete", **preserved(150))
    make()
    notice = said(extension, "preservation_report")
    assert [str(one.preserved_until) for one in notice.custody] == [preserved(150)["preserved_until"]]
    assert str(notice.preserved_until) == preserved(150)["preserved_until"]


def test_a_notice_stands_on_the_letterhead_of_who_answers(world: World) -> None:
    Letterhead.objects.create(
        authority="RO-247", lines=["Bucharest"], changed_by=world.contact, changed_at=timezone.now()
    )
    request = world.acknowledged()
    make()
    assert said(request, "acknowledgement").sender.letterhead == ("Bucharest",)
