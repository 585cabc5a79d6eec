"""The whole way of a request, through the services."""

from __future__ import annotations

import pytest
from django.db import InternalError, connection, transaction

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.models import Document, Request
from requests_app.services.actions import action_perform
from tests.world import World

pytestmark = pytest.mark.django_db


def test_from_draft_to_acknowledgement(world: World) -> None:
    request = world.acknowledged()
    request = Request.objects.get(pk=request.pk)
    assert request.status == "acknowledged"
    assert request.acknowledgements.get().their_reference == "RO-9"
    deadline = request.deadlines.get(kind="acknowledgement")
    assert deadline.closed_reason == "acknowledged"
    assert (deadline.due_at - deadline.starts_at).total_seconds() == 24 * 3600
    verbs = list(Event.objects.filter(chain=f"request:{request.pk}").order_by("seq").values_list("verb", flat=True))
    assert verbs == [
        "request.drafted",
        "request.submitted",
        "request.approved",
        "document.issued",
        "request.sent",
        "deadline.started",
        "request.acknowledged",
        "deadline.closed",
        "deadline.started",  # the report on the preservation is owed now
    ]
    assert list(request.deadlines.filter(closed_at__isnull=True).values_list("kind", flat=True)) == [
        "preservation_report"
    ]


def test_each_step_tells_those_who_act_next(world: World) -> None:
    world.acknowledged()
    told = list(Message.objects.order_by("id").values_list("template", "to_address", "status"))
    assert told == [
        ("request_submitted", "supervisor@portal.example", "cancelled"),
        ("request_approved", "officer@portal.example", "cancelled"),
        ("request_arrived", "backup@ro.example", "cancelled"),
        ("request_arrived", "desk@ro.example", "cancelled"),
        ("request_acknowledged", "officer@portal.example", "queued"),
    ]


def test_an_incomplete_draft_is_not_submitted_and_every_duty_is_named(world: World) -> None:
    draft = world.draft(content={}, identifiers=[])
    with pytest.raises(Invalid) as refused:
        action_perform(actor=world.officer, request=draft, action="submit", answers={})
    assert set(refused.value.errors) == {
        "data_categories",
        "identifiers",
        "relationship",
        "custodian",
        "necessity",
        "mla_intended",
    }


def test_the_author_does_not_approve(world: World) -> None:
    case = world.case()
    draft = world.draft(case=case)
    Request.objects.filter(pk=draft.pk).update(author=world.supervisor)
    draft.refresh_from_db()
    action_perform(actor=world.officer, request=draft, action="submit", answers={})
    with pytest.raises(NotAllowed):
        action_perform(actor=world.supervisor, request=draft, action="approve", answers={})


@pytest.mark.parametrize("action", ["submit", "approve", "send"])
def test_a_move_made_twice_is_a_conflict(world: World, action: str) -> None:
    request = world.acknowledged()
    with pytest.raises(Conflict) as refused:
        action_perform(actor=world.officer, request=request, action=action, answers={})
    assert refused.value.details["allowed_actions"] == ["withdraw"]


def test_a_stale_object_does_not_move_twice(world: World) -> None:
    sent = world.sent()
    stale = Request.objects.get(pk=sent.pk)
    action_perform(actor=world.contact, request=sent, action="acknowledge", answers={})
    with pytest.raises(Conflict):
        action_perform(actor=world.contact, request=stale, action="acknowledge", answers={})
    assert stale.acknowledgements.count() == 1


def test_the_database_refuses_a_jump(world: World) -> None:
    draft = world.draft()
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE requests_app_request SET status = 'sent', sent_at = now() WHERE id = %s", [draft.pk])


def test_a_document_is_frozen(world: World) -> None:
    request = world.approved()
    with pytest.raises(InternalError), transaction.atomic():
        Document.objects.filter(request=request).update(html="other")
    with pytest.raises(InternalError), transaction.atomic():
        Document.objects.filter(request=request).delete()


def test_returned_after_approval_it_becomes_a_new_revision(world: World) -> None:
    request = world.approved()
    action_perform(actor=world.officer, request=request, action="return", answers={"reason": "Wrong period"})
    action_perform(actor=world.officer, request=request, action="submit", answers={})
    action_perform(actor=world.supervisor, request=request, action="approve", answers={})
    assert list(request.documents.values_list("revision", flat=True)) == [1, 2]


def test_an_outsider_is_recorded_by_the_requesting_officer(world: World) -> None:
    request = world.approved(to=world.outsider)
    action_perform(
        actor=world.officer, request=request, action="send", answers={"channel": "interpol", "note": "No 12"}
    )
    action_perform(actor=world.officer, request=request, action="acknowledge", answers={"their_reference": "US-1"})
    assert request.status == "acknowledged"
