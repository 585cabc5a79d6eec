"""Four eyes: what is approved is what was submitted, and what was read."""

from __future__ import annotations

import hashlib
from threading import Barrier, Thread
from typing import Any

import pgtrigger
import pytest
from django.db import InternalError, connections, transaction
from django.utils import timezone

from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import Case, Identifier, Request
from requests_app.selectors.document_context import context_digest
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_change
from requests_app.services.documents import document_open
from requests_app.services.drafts import request_draft, request_edit
from tests.world import CONTENT, IP, World

pytestmark = pytest.mark.django_db


def test_what_changes_in_the_case_after_submission_is_not_approved(world: World) -> None:
    request = world.in_review()
    case_change(actor=world.supervisor, case=request.own_case, answers={"facts": "Something else happened."})
    with pytest.raises(Conflict, match="changed since it was submitted"):
        action_perform(actor=world.supervisor, request=_fresh(request), action="approve", answers={})
    assert not request.documents.exists()


def test_returned_and_submitted_again_the_new_words_are_approved(world: World) -> None:
    request = world.in_review()
    case_change(actor=world.colleague, case=request.own_case, answers={"facts": "Something else happened."})
    for actor, action, answers in (
        (world.supervisor, "return", {"reason": "Read the facts again"}),
        (world.officer, "submit", {}),
        (world.supervisor, "approve", {}),
    ):
        action_perform(actor=actor, request=_fresh(request), action=action, answers=answers)
    assert "Something else happened." in request.documents.get().context


def test_a_stale_page_does_not_approve_what_came_after_it(world: World) -> None:
    request = world.in_review()
    read = context_digest(request, now=timezone.now())
    action_perform(actor=world.supervisor, request=request, action="return", answers={"reason": "Necessity"})
    request_edit(actor=world.officer, request=request, content={"necessity": "New words."})
    action_perform(actor=world.officer, request=_fresh(request), action="submit", answers={})
    with pytest.raises(Conflict, match="while you were reading"):
        action_perform(actor=world.supervisor, request=_fresh(request), action="approve", answers={"seen": read})


def test_an_object_read_before_is_read_again_under_the_lock(world: World) -> None:
    request = world.draft()
    stale = _fresh(request)
    request_edit(actor=world.colleague, request=request, content={"necessity": ""})
    with pytest.raises(Invalid) as refused:
        action_perform(actor=world.officer, request=stale, action="submit", answers={})
    assert list(refused.value.errors) == ["necessity"]


def test_whoever_submitted_it_does_not_approve_it(world: World) -> None:
    draft = world.draft()
    action_perform(actor=world.supervisor, request=draft, action="submit", answers={})
    with pytest.raises(NotAllowed):
        action_perform(actor=world.supervisor, request=draft, action="approve", answers={})


def test_a_character_that_no_font_has_is_refused_when_it_is_submitted(world: World) -> None:
    draft = world.draft(content={**CONTENT, "necessity": "Logs are deleted soon \U0001f600"})
    with pytest.raises(Invalid, match=r"\U0001f600|character"):
        action_perform(actor=world.officer, request=draft, action="submit", answers={})
    assert _fresh(draft).status == "draft"


@pytest.mark.parametrize("change", [{"content": {}}, {"urgency": "urgent"}, {"reference": "XX-1"}])
def test_the_database_keeps_the_answers_once_it_is_no_draft(world: World, change: dict[str, Any]) -> None:
    request = world.in_review()
    with pytest.raises(InternalError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(**change)


def test_the_database_keeps_the_identifiers_once_it_is_no_draft(world: World) -> None:
    request = world.in_review()
    for attempt in (
        lambda: request.identifiers.update(value="203.0.113.9"),
        lambda: request.identifiers.all().delete(),
        lambda: Identifier.objects.create(request=request, type="other", value="x"),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            attempt()


def test_a_document_that_the_trail_does_not_vouch_for_is_not_shown(world: World) -> None:
    document = world.approved().documents.get()
    assert document_open(actor=world.officer, document=document)
    with pgtrigger.ignore("requests_app.Document:document_frozen"):
        type(document).objects.update(pdf=b"other", sha256=hashlib.sha256(b"other").hexdigest())
    document.refresh_from_db()
    with pytest.raises(Invalid, match="damaged"):
        document_open(actor=world.officer, document=document)


def test_a_long_value_is_kept_and_too_many_of_them_are_refused(world: World) -> None:
    long = "".join(chr(0x4E00 + number) for number in range(1900))
    draft = world.draft(identifiers=[{"type": "other", "value": long}])
    assert draft.identifiers.get().value == long
    with pytest.raises(Invalid, match="Shorten"):
        world.draft(identifiers=[{"type": "other", "value": f"{number} {long}"} for number in range(80)])


@pytest.mark.django_db(transaction=True)
def test_presses_at_once_make_one_draft(world: World) -> None:
    case = world.case()
    together, made, failed = Barrier(4), [], []

    def press() -> None:
        together.wait()
        try:
            draft = request_draft(
                actor=world.officer,
                case=Case.objects.get(pk=case.pk),
                kind="preservation",
                requested_authority=world.asked,
                identifiers=[IP],
                client_token="one page",
            )
            made.append(draft.pk)
        except Exception as error:
            failed.append(error)
        connections.close_all()

    presses = [Thread(target=press) for _number in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert failed == []
    assert set(made) == {Request.objects.get().pk}


def _fresh(request: Request) -> Request:
    return Request.objects.select_related("case").get(pk=request.pk)
