"""Approving a long document: the press is kept, a worker makes it; once it is frozen it is approved, or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NoReturn

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, NotAllowed
from mla_portal.outbox.models import Message
from mla_portal.outbox.rendering import compose
from requests_app.models import ApprovalWish, Making, Request
from requests_app.selectors.approvals import approval_wish_of, is_being_made
from requests_app.selectors.cautions import reading_digest
from requests_app.services import approvals, review
from requests_app.services.actions import action_perform
from requests_app.services.approvals import approval_ask, approval_make_next, is_large
from requests_app.services.cases import case_change
from requests_app.tasks import approvals_work
from templates_app.press.client import TooMuchWork
from templates_app.signing.problems import CannotSign
from tests.killing import kill_at_every_line
from tests.world import IP, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def many(number: int) -> list[dict[str, Any]]:
    return [{**IP, "value": f"198.51.100.{last}"} for last in range(number)]


def fresh(request: Request) -> Request:
    return Request.objects.get(pk=request.pk)


def ask(world: World, request: Request, **more: Any) -> ApprovalWish:
    return approval_ask(actor=world.supervisor, request=request, **more)


def verbs(request: Request) -> list[str]:
    return list(Event.objects.filter(chain=f"request:{request.pk}").order_by("seq").values_list("verb", flat=True))


@pytest.mark.parametrize(("number", "expected"), [(60, False), (61, True)])
def test_many_identifiers_make_it_large(world: World, number: int, expected: bool) -> None:
    assert is_large(world.in_review(identifiers=many(number))) is expected


def test_long_texts_make_it_large(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    request = world.in_review()
    assert not is_large(request)
    monkeypatch.setattr(approvals, "MOST_TEXT", 1000)
    assert is_large(request)


def test_the_press_is_kept_and_approves_nothing_yet(world: World) -> None:
    request = world.in_review()
    read = reading_digest(request, now=timezone.now())
    wish = ask(world, request, seen=read)
    assert (wish.by, wish.seen, wish.ended_at) == (world.supervisor, read, None)
    assert fresh(request).status == "in_review"
    assert verbs(request)[-1] == "request.approval_asked"
    assert is_being_made(fresh(request))


def test_the_worker_makes_the_document_and_then_the_move(world: World) -> None:
    request = world.in_review()
    wish = ask(world, request)
    approvals_work()
    request, wish = fresh(request), ApprovalWish.objects.get(pk=wish.pk)
    assert (request.status, request.approved_by) == ("approved", world.supervisor)
    assert request.documents.count() == 1
    assert wish.ended_at is not None
    assert (wish.refusal, wish.making, wish.tries) == ("", Making.FREEZING, 1)
    assert approval_wish_of(request) is None
    assert not approval_make_next()


def test_a_second_press_finds_the_first(world: World) -> None:
    request = world.in_review()
    assert ask(world, request) == ask(world, request)
    assert verbs(request).count("request.approval_asked") == 1


def test_the_author_and_a_stale_page_are_refused_at_once(world: World) -> None:
    request = world.in_review()
    with pytest.raises(NotAllowed):
        approval_ask(actor=world.officer, request=request)
    with pytest.raises(Conflict, match="while you were reading"):
        ask(world, request, seen="0" * 32)
    assert not ApprovalWish.objects.exists()


def test_what_changed_meanwhile_is_not_approved(world: World) -> None:
    request = world.in_review()
    wish = ask(world, request)
    case_change(actor=world.colleague, case=request.own_case, answers={"facts": "Something else happened."})
    assert approval_make_next()
    request, wish = fresh(request), ApprovalWish.objects.get(pk=wish.pk)
    assert request.status == "in_review"
    assert "changed while you were reading" in wish.refusal
    assert not request.documents.exists()
    # whoever pressed is told why, wherever they are by now
    mail = Message.objects.get(template="approval_dropped")
    assert mail.to_address == world.supervisor.email
    assert wish.refusal in " ".join(compose(mail).body.split())
    assert verbs(request)[-1] == "request.approval_dropped"


def test_returned_meanwhile_the_press_has_ended_and_does_not_count_for_the_next_round(world: World) -> None:
    request = world.in_review()
    ask(world, request)
    action_perform(actor=world.supervisor, request=request, action="return", answers={"reason": "Facts"})
    action_perform(actor=world.officer, request=fresh(request), action="submit", answers={})
    assert not approval_make_next()
    assert approval_wish_of(fresh(request)) is None
    assert fresh(request).status == "in_review"


def test_whoever_approves_by_the_contract_is_first(world: World) -> None:
    request = world.in_review()
    ask(world, request)
    action_perform(actor=world.supervisor, request=request, action="approve", answers={})
    assert not approval_make_next()
    assert fresh(request).documents.count() == 1


def test_who_may_no_longer_approve_does_not(world: World) -> None:
    request = world.in_review()
    ask(world, request)
    world.supervisor.authorityuserobjectpermission_set.all().delete()
    assert approval_make_next()
    assert fresh(request).status == "in_review"


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (CannotSign("GE-CA", "It expired yesterday."), "It expired yesterday."),
        (TooMuchWork("Shorten the texts."), "Shorten the texts."),
        (RuntimeError("a bug"), "Tell the administrator"),
    ],
)
def test_what_cannot_be_made_ends_with_its_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, failure: Exception, said: str
) -> None:
    request = world.in_review()
    ask(world, request)

    def fail(**_: Any) -> NoReturn:
        raise failure

    monkeypatch.setattr(review, "document_render", fail)
    assert approval_make_next()
    wish = approval_wish_of(fresh(request))
    assert wish is not None
    assert said in wish.refusal
    assert fresh(request).status == "in_review"
    assert ask(world, fresh(request)).pk != wish.pk


def test_taken_by_a_worker_it_is_left_to_it_until_that_must_be_dead(world: World) -> None:
    request = world.in_review()
    ask(world, request)
    ApprovalWish.objects.update(taken_at=timezone.now(), tries=1)
    assert not approval_make_next()
    ApprovalWish.objects.update(taken_at=timezone.now() - approvals.LEASE - timedelta(seconds=1))
    assert approval_make_next()
    assert fresh(request).status == "approved"


def test_after_three_attempts_it_is_given_up(world: World) -> None:
    request = world.in_review()
    ask(world, request)
    ApprovalWish.objects.update(tries=3)
    assert approval_make_next()
    assert "3 attempts" in ApprovalWish.objects.get().refusal
    assert fresh(request).status == "in_review"


def test_nothing_is_approved_long_after_the_press(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    request = world.in_review()
    ask(world, request)
    monkeypatch.setattr(approvals, "LIFETIME", timedelta(0))
    assert approval_make_next()
    assert "within an hour" in ApprovalWish.objects.get().refusal
    assert fresh(request).status == "in_review"


@pytest.mark.parametrize("change", [{"seen": "0" * 32}, {"at": timezone.now()}])
def test_the_database_keeps_what_was_pressed(world: World, change: dict[str, Any]) -> None:
    ask(world, world.in_review())
    with pytest.raises(InternalError), transaction.atomic():
        ApprovalWish.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        ApprovalWish.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_it_is_taken_up_again_and_approved_once(world: World) -> None:
    made: list[Request] = []

    def before() -> None:
        made.append(world.in_review())
        ask(world, made[-1])

    def after(place: str) -> None:
        request = fresh(made[-1])
        assert (request.status == "approved") == request.documents.exists(), place
        ApprovalWish.objects.filter(ended_at__isnull=True).update(taken_at=None)
        while approval_make_next():
            pass
        assert fresh(request).status == "approved", place
        assert request.documents.count() == 1, place

    kills = kill_at_every_line(
        approval_make_next, modules=("requests_app.services.approvals",), before=before, after=after
    )
    assert kills > 10
