"""The emergency lane: sent at once without approval, told to the supervisors, reviewed by another afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from contacts.roles import Role
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.access import deadlines_visible_to
from requests_app.models import EmergencySending, Reminder, Request
from requests_app.selectors.bell import count_unread
from requests_app.selectors.contract import events_told
from requests_app.selectors.emergencies import awaiting, uses_since
from requests_app.services.actions import action_perform
from requests_app.services.emergencies import emergency_review
from requests_app.services.oral_requests import oral_request_record
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Status
from tests.world import CONTENT, World, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

FACTS = "A child is held since 21 November; the account asked about sent the demand an hour ago."


def emergency(world: World, **content: Any) -> Request:
    grounds = {"urgency_grounds": ["threat_to_life"], "urgency_details": FACTS}
    return world.draft(urgency="emergency", content={**CONTENT, **grounds, **content})


def send(world: World, request: Request, **answers: Any) -> Request:
    return action_perform(actor=world.officer, request=request, action="send_at_once", answers=answers)


def a_call(**more: Any) -> dict[str, Any]:
    call = {
        "spoken_to": "Duty officer, Cybercrime Service",
        "number": "+40 21 555 0100",
        "said_at": timezone.now() - timedelta(minutes=10),
        "said": "Asked to keep the logs of the account. They will.",
        "called_back": True,
    }
    return {**call, **more}


def test_it_leaves_the_draft_at_once_and_arrives(world: World) -> None:
    request = send(world, emergency(world))
    row = Request.objects.get(pk=request.pk)
    assert (row.status, row.approved_by, row.emergency.facts) == (Status.SENT, None, FACTS)
    assert row.documents.get().transmissions.get().recipient == world.asked
    assert Message.objects.filter(template="request_arrived", to_address="desk@ro.example").exists()
    assert row.deadlines.filter(kind="acknowledgement", closed_at__isnull=True).exists()


def test_its_document_says_what_shows_the_emergency_and_claims_no_approval(world: World) -> None:
    request = send(world, emergency(world, urgency_details=""), emergency_facts="Shots were heard in the house.")
    context = request.documents.get().context
    assert "Shots were heard in the house." in context
    assert '"name":"Officer"' in context
    assert '"approved_at":null' in context


def test_out_of_review_too_when_nobody_is_there_to_approve(world: World) -> None:
    request = action_perform(actor=world.officer, request=emergency(world), action="submit", answers={})
    assert send(world, request).status == Status.SENT


def test_nothing_but_an_emergency(world: World) -> None:
    request = world.draft()
    with pytest.raises(Conflict, match="Only an emergency") as refusal:
        send(world, request, emergency_facts=FACTS)
    assert "submit" in refusal.value.details["allowed_actions"]
    with pytest.raises(DatabaseError, match="only an emergency"), transaction.atomic():
        EmergencySending.objects.create(request=request, facts=FACTS, sent_by=world.officer, sent_at=timezone.now())


def test_the_facts_are_required_and_so_is_a_whole_document(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        send(world, emergency(world, urgency_details=""))
    assert set(refusal.value.errors) == {"emergency_facts"}
    with pytest.raises(Invalid) as refusal:
        send(world, emergency(world, necessity=""))
    assert set(refusal.value.errors) == {"necessity"}
    assert not EmergencySending.objects.exists()


@pytest.mark.parametrize("name", ["auditor", "contact", "stranger"])
def test_never_by_those_who_may_not_send(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        action_perform(actor=getattr(world, name), request=emergency(world), action="send_at_once", answers={})


def test_the_database_lets_nothing_unapproved_out_without_its_facts(world: World) -> None:
    request = emergency(world)
    with pytest.raises(DatabaseError, match="without approval only in an emergency"), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(status=Status.SENT, sent_at=timezone.now())


def test_twice_it_is_sent_once(world: World) -> None:
    request = emergency(world)
    stale = Request.objects.get(pk=request.pk)
    send(world, request)
    with pytest.raises(Conflict, match="does not fit any more"):
        send(world, stale)
    assert request.transmissions.count() == 1


def test_the_supervisors_are_told_at_once_also_at_night(world: World) -> None:
    night = timezone.now().replace(hour=22, minute=30)
    with time_machine.travel(night, tick=False):
        send(world, emergency(world))
        told = Message.objects.get(template="emergency_sent")
        assert (told.to_address, told.next_attempt_at) == (world.supervisor.email, night)
        reminders_sweep(now=night)
        assert count_unread(world.supervisor, now=night) == 1
        assert count_unread(world.officer, now=night) == 0
    assert not Message.objects.filter(template="reminder").exists()


def test_the_acknowledgement_does_not_call_off_what_supervisors_are_told(world: World) -> None:
    request = send(world, emergency(world))
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    assert Message.objects.get(template="emergency_sent").status == "queued"


def test_the_review_outlasts_the_request_and_climbs_until_somebody_decides(world: World) -> None:
    request = send(world, emergency(world))
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found."})
    clock = request.deadlines.get(closed_at__isnull=True)
    assert (clock.kind, clock.due_at - clock.starts_at) == ("emergency_review", timedelta(hours=72))
    reminders_sweep(now=clock.due_at)
    assert {one.recipient for one in Reminder.objects.filter(deadline=clock)} == {world.supervisor.email}
    assert Message.objects.filter(template="reminder", to_address=world.supervisor.email).exists()


def test_another_supervisor_decides_once_with_a_reason(world: World) -> None:
    request = send(world, emergency(world))
    with pytest.raises(Invalid):
        emergency_review(actor=world.supervisor, request=request, finding="justified", reason=" ")
    done = emergency_review(actor=world.supervisor, request=request, finding="not_justified", reason="A week old.")
    assert (done.finding, done.reviewed_by, done.finding_reason) == ("not_justified", world.supervisor, "A week old.")
    assert not request.deadlines.filter(kind="emergency_review", closed_at__isnull=True).exists()
    assert Message.objects.filter(template="emergency_reviewed", to_address=world.officer.email).exists()
    with pytest.raises(Conflict, match="reviewed already"):
        emergency_review(actor=world.supervisor, request=request, finding="justified", reason="Rather so.")
    with pytest.raises(DatabaseError), transaction.atomic():
        EmergencySending.objects.update(finding="justified")


def test_who_sent_it_never_reviews_it(world: World) -> None:
    request = action_perform(actor=world.supervisor, request=emergency(world), action="send_at_once", answers={})
    with pytest.raises(NotAllowed, match="Another person"):
        emergency_review(actor=world.supervisor, request=request, finding="justified", reason="I know it was.")
    with pytest.raises(NotAllowed):
        emergency_review(actor=world.officer, request=request, finding="justified", reason="I know it was.")
    with pytest.raises(DatabaseError, match="reviewed_by_another"), transaction.atomic():
        EmergencySending.objects.update(
            finding="justified", finding_reason="x", reviewed_by=world.supervisor, reviewed_at=timezone.now()
        )
    assert not awaiting(world.supervisor).exists()
    second = person("second", world.asking, Role.SUPERVISOR)
    assert awaiting(second).count() == 1


def test_the_other_side_is_told_nothing_of_the_review(world: World) -> None:
    request = send(world, emergency(world))
    emergency_review(actor=world.supervisor, request=request, finding="not_justified", reason="A week old.")
    told = set(events_told(world.contact, request).values_list("verb", flat=True))
    assert told == {"request.sent"}
    assert not deadlines_visible_to(world.contact).filter(kind="emergency_review").exists()
    assert deadlines_visible_to(world.officer).filter(kind="emergency_review").exists()


def test_how_often_it_was_used_and_how_rightly(world: World) -> None:
    first, _second = send(world, emergency(world)), send(world, emergency(world))
    emergency_review(actor=world.supervisor, request=first, finding="not_justified", reason="A week old.")
    uses = uses_since(world.supervisor, timezone.now() - timedelta(days=1))
    assert (uses.sent, uses.awaiting, uses.justified, uses.not_justified) == (2, 1, 0, 1)
    assert [(one["sent_by__name"], one["sent"], one["not_justified"]) for one in uses.by_sender] == [("Officer", 2, 1)]
    assert uses_since(world.their_supervisor, timezone.now() - timedelta(days=1)).sent == 0


def test_told_by_telephone_first_it_is_owed_in_writing(world: World) -> None:
    request = emergency(world)
    made = oral_request_record(actor=world.officer, request=request, answers=a_call())
    assert (made.caller, made.by, made.called_back) == ("Officer", world.officer, True)
    clock = request.deadlines.get(kind="written_confirmation")
    assert (clock.starts_at, clock.due_at - clock.starts_at) == (made.said_at, timedelta(hours=4))
    reminders_sweep(now=clock.due_at)
    assert {one.audience for one in Reminder.objects.filter(deadline=clock)} == {"officer", "own_supervisor"}
    send(world, request)
    clock.refresh_from_db()
    assert clock.closed_reason == "sent"
    verbs = list(Event.objects.filter(chain=f"request:{request.pk}").values_list("verb", flat=True))
    assert verbs.index("emergency.oral") < verbs.index("request.sent") < verbs.index("emergency.sent")


def test_a_second_call_starts_no_second_clock(world: World) -> None:
    request = emergency(world)
    for _number in range(2):
        oral_request_record(actor=world.officer, request=request, answers=a_call())
    assert request.oral_requests.count() == 2
    assert request.deadlines.filter(kind="written_confirmation").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"spoken_to": ""}, "spoken_to"),
        ({"number": ""}, "number"),
        ({"said": ""}, "said"),
        ({"said_at": "2026-11-21T10:00:00"}, "said_at"),
        ({"said_at": "2099-01-01T10:00:00Z"}, "said_at"),
        ({"called_back": "perhaps"}, "called_back"),
        ({"weather": "fair"}, "weather"),
    ],
)
def test_a_call_is_recorded_whole(world: World, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        oral_request_record(actor=world.officer, request=emergency(world), answers=a_call(**wrong))
    assert set(refusal.value.errors) == {field}


def test_no_call_of_what_is_no_emergency_or_is_in_writing(world: World) -> None:
    with pytest.raises(Conflict, match="Only an emergency"):
        oral_request_record(actor=world.officer, request=world.draft(), answers=a_call())
    with pytest.raises(Conflict, match="in writing"):
        oral_request_record(actor=world.officer, request=send(world, emergency(world)), answers=a_call())
    with pytest.raises(NotAllowed):
        oral_request_record(actor=world.auditor, request=emergency(world), answers=a_call())


def test_to_an_authority_outside_it_is_recorded_as_sent(world: World) -> None:
    request = world.draft(
        to=world.outsider,
        urgency="emergency",
        content={**CONTENT, "urgency_grounds": ["threat_to_life"], "urgency_details": FACTS},
    )
    sent = send(world, request, channel="interpol", note="I-24/7 number 44")
    assert (sent.transmissions.get().channel, sent.status) == ("interpol", Status.SENT)
    with pytest.raises(Invalid):
        send(world, emergency(world), channel="pigeon")
