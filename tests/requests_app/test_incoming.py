"""Registering a request that came by e-mail, post, INTERPOL or telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from contacts.roles import Role
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message
from requests_app.access import get_request, sides_of
from requests_app.models import Deadline, Reminder, Request
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.deadlines import concerning, open_deadlines
from requests_app.selectors.reminders import open_deadlines_of
from requests_app.selectors.timeline import timeline_of
from requests_app.services.actions import action_perform
from requests_app.services.formal_texts import formal_text_record
from requests_app.services.incoming import RegisteredBefore, request_register, sender_verify
from requests_app.services.incoming_files import bytes_to_read, held, held_file, incoming_keep
from requests_app.services.reminders import reminders_sweep
from requests_app.states import Side
from tests.world import CASE, IP, World, person, registered

pytestmark = pytest.mark.django_db


def refused(world: World, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        registered(world, **more)
    assert not Request.objects.exists()
    return refusal.value.errors


def test_it_is_received_and_its_clock_runs_from_then(world: World) -> None:
    received = timezone.now() - timedelta(hours=5)
    row = registered(world, received_at=received)
    assert (row.status, row.sent_at, row.case, row.is_registered) == ("sent", received, None, True)
    assert row.reference.startswith("RO-")
    clock = Deadline.objects.get(request=row)
    assert (clock.starts_at, clock.due_at) == (received, received + timedelta(hours=24))
    assert Message.objects.filter(topic=f"request:{row.pk}", to_address="desk@ro.example").exists()


def test_only_the_authority_that_received_it_sees_it(world: World) -> None:
    row = registered(world)
    for reader in (world.contact, world.their_supervisor):
        assert sides_of(reader, get_request(reader, row.pk)) == {Side.REQUESTED}
    for stranger in (world.officer, world.supervisor, world.stranger):
        with pytest.raises(NotFound):
            get_request(stranger, row.pk)


def test_a_sender_that_is_a_member_does_not_see_it_either(world: World) -> None:
    row = registered(world, requesting_authority=world.asking, note="Their connection is down.")
    for reader in (world.officer, world.supervisor, world.auditor):
        with pytest.raises(NotFound):
            get_request(reader, row.pk)


def test_it_is_acknowledged_once_like_any_other(world: World) -> None:
    row = registered(world)
    action_perform(actor=world.contact, request=row, action="acknowledge", answers={"their_reference": "RO-1"})
    assert row.status == "acknowledged"
    assert row.acknowledgements.get().transmission is None
    assert Deadline.objects.get(request=row, kind="acknowledgement").closed_reason == "acknowledged"
    with pytest.raises(Conflict):
        action_perform(actor=world.their_supervisor, request=row, action="acknowledge", answers={})


def test_what_the_requester_says_is_recorded_by_who_received_it(world: World) -> None:
    row = registered(world)
    assert "withdraw" in [str(one) for one in allowed_actions(world.contact, row)]
    action_perform(actor=world.contact, request=row, action="withdraw", answers={"reason": "They wrote so."})
    assert (row.status, row.outcome) == ("withdrawn", "withdrawn")


def test_late_ones_are_reminded_of_at_the_own_authority_alone(world: World) -> None:
    row = registered(world, received_at=timezone.now() - timedelta(days=3))
    for rung in range(10):
        reminders_sweep(now=timezone.now() + timedelta(hours=12 * rung))
    told = set(Message.objects.filter(template="reminder").values_list("to_address", flat=True))
    assert row.deadlines.get().kind == "acknowledgement"
    assert world.their_supervisor.email in told
    assert not told & {world.officer.email, world.supervisor.email, "desk@us.example"}


CALL = {"channel": "telephone", "note": "The duty officer called from +1 202 555 0100 and asked to keep the log."}


def test_of_a_call_the_text_in_writing_is_waited_for(world: World) -> None:
    called = timezone.now() - timedelta(hours=1)
    row = registered(world, received_at=called, urgency="emergency", **CALL)
    written = row.deadlines.get(kind="formal_confirmation")
    assert (written.rule, written.owed_by, written.starts_at) == ("25(3)", Side.REQUESTING, called)
    assert written.due_at == called + timedelta(hours=4)
    assert get_request(world.contact, str(row.pk)).sender_unverified
    colleague = person("theirs", world.asked, Role.CONTACT)
    assert written in concerning(open_deadlines(colleague), colleague)
    for rung in range(10):
        reminders_sweep(now=written.due_at + timedelta(hours=12 * rung))
    told = set(Reminder.objects.filter(deadline=written).values_list("recipient", flat=True))
    assert {"desk@ro.example", world.their_supervisor.email} <= told
    assert not told & {world.officer.email, world.supervisor.email, "desk@us.example"}
    said = timeline_of(row, Side.REQUESTED, clocks=open_deadlines_of(row, Side.REQUESTED))
    assert "first contact point of the requested authority" in next(
        str(one.note) for one in said if one.title == "Next reminder"
    )
    formal_text_record(actor=world.contact, request=row, verdict="same", note="Read beside what was said.")
    written.refresh_from_db()
    assert written.closed_at is not None


def test_of_a_call_somebody_writes_down_what_was_said(world: World) -> None:
    assert set(refused(world, **{**CALL, "note": "  "})) == {"note"}


def test_what_came_in_writing_is_not_waited_for(world: World) -> None:
    assert [one.kind for one in registered(world).deadlines.all()] == ["acknowledgement"]


def test_it_need_not_be_complete(world: World) -> None:
    row = registered(world, content={}, offences=[], identifiers=[])
    missing = {duty.article for duty in completeness_of(row, now=timezone.now()).missing}
    assert {"29(2)(b)", "29(2)(c)", "29(2)(e)"} <= missing


def test_offences_and_facts_are_its_own(world: World) -> None:
    assert completeness_of(registered(world), now=timezone.now()).complete


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    errors = refused(
        world,
        kind="preservation",
        content={"duration_days": 3, "necessity": "NUL \x00"},
        offences=[{"article": "99"}],
        identifiers=[{**IP, "value": "300.1.1.1"}],
        sender_reference="x" * 81,
        received_at=timezone.now() + timedelta(days=1),
        channel="portal",
        sender_verified_how="hope",
        requesting_authority=world.asked,
    )
    assert set(errors) >= {
        "content.duration_days",
        "content.necessity",
        "offences.1.article",
        "identifiers.1.value",
        "sender_reference",
        "received_at",
        "channel",
        "sender_verified_how",
        "requesting_authority",
    }


def test_an_instant_without_an_offset_is_no_receipt(world: World) -> None:
    assert "received_at" in refused(world, received_at=timezone.now().replace(tzinfo=None))


def test_a_member_of_the_portal_needs_a_reason(world: World) -> None:
    assert "Prosecutor's Office" in refused(world, requesting_authority=world.asking)["note"][0]


@pytest.mark.parametrize("who", ["officer", "stranger", "auditor"])
def test_only_those_who_acknowledge_there_register(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        request_register(
            actor=getattr(world, who),
            requested_authority=world.asked,
            requesting_authority=world.outsider,
            kind="preservation",
            received_at=timezone.now(),
            channel="post",
        )


def test_the_same_number_of_the_same_requester_is_pointed_out(world: World) -> None:
    first = registered(world)
    with pytest.raises(RegisteredBefore) as refusal:
        registered(world)
    assert refusal.value.details["duplicates"] == [{"id": str(first.pk), "reference": first.reference}]
    assert registered(world, repeated=True).pk != first.pk
    assert registered(world, sender_reference="US-4712").sender_reference == "US-4712"


def test_the_number_of_one_that_came_through_the_portal_counts_too(world: World) -> None:
    row = world.sent()
    with pytest.raises(RegisteredBefore):
        registered(world, requesting_authority=world.asking, note="By post too.", sender_reference=row.reference)


def test_a_second_press_gives_the_same_request(world: World) -> None:
    assert registered(world, client_token="page").pk == registered(world, client_token="page").pk


def test_who_sent_it_is_verified_once(world: World) -> None:
    row = registered(world)
    assert row.sender_unverified
    sender_verify(actor=world.contact, request=row, how="call_back")
    assert (row.sender_unverified, row.sender_verified_by) == (False, world.contact)
    with pytest.raises(Conflict):
        sender_verify(actor=world.their_supervisor, request=row, how="signature")
    with pytest.raises(Invalid):
        sender_verify(actor=world.contact, request=registered(world, sender_reference=""), how="hope")


def test_nobody_else_verifies_it_and_nothing_of_the_portal_is_verified(world: World) -> None:
    with pytest.raises(NotAllowed):
        sender_verify(actor=world.stranger, request=registered(world), how="call_back")
    with pytest.raises(Conflict):
        sender_verify(actor=world.contact, request=world.sent(), how="call_back")


def test_the_trail_tells_how_it_came(world: World) -> None:
    row = registered(world, sender_verified_how="call_back")
    verbs = list(Event.objects.filter(chain=f"request:{row.pk}").order_by("seq").values_list("verb", flat=True))
    assert verbs[:3] == ["request.registered", "request.sender_verified", "deadline.started"]
    told = "".join(Event.objects.filter(chain=f"request:{row.pk}").values_list("data", flat=True))
    assert str(IP["value"]) not in told
    assert CASE["offences"][0]["title"] not in told


def test_a_request_without_a_case_is_a_registered_one(world: World) -> None:
    row = world.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(case=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(sender_verified_at=timezone.now())


def test_what_it_says_stands_still(world: World) -> None:
    row = registered(world)
    with pytest.raises(Exception, match="only by a correction"), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(content={})
    with pytest.raises(Exception, match="identifiers change"), transaction.atomic():
        row.identifiers.all().delete()


def test_a_file_is_held_for_its_person(world: World) -> None:
    file = incoming_keep(actor=world.contact, source=[b"%PDF-1.7 letter"], name="letter.pdf")
    token = held(file, world.contact)
    assert held_file(world.contact, token) == file
    assert bytes_to_read(world.contact, file) == b"%PDF-1.7 letter"
    assert registered(world, original=file).original == file
    for actor, wrong in ((world.stranger, token), (world.contact, token + "x")):
        with pytest.raises(Invalid):
            held_file(actor, wrong)
