"""What was mistyped when a request from outside was registered is put right, and what stood there is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import Correction, Deadline, Request
from requests_app.selectors.corrections import corrections_shown, hash_of, written_down
from requests_app.selectors.document_context import document_context
from requests_app.services.actions import action_perform
from requests_app.services.corrections import registered_correct
from requests_app.services.deadlines import deadline_extend
from requests_app.services.incoming import RegisteredBefore, sender_verify
from requests_app.services.incoming_files import incoming_keep
from requests_app.services.measures import measure_record
from tests.days import today
from tests.world import IP, World, registered

pytestmark = pytest.mark.django_db

MEANT = {**IP, "value": "185.220.101.8"}
HOUR = timedelta(hours=1)


def corrected(world: World, row: Request, **more: Any) -> Request:
    about = {"actor": world.contact, "after": row.corrections_made, "reason": "Mistyped: see page 1 of the letter."}
    named = {name: more.pop(name) for name in (*about, "repeated") if name in more}
    return registered_correct(request=row, given=more, **{**about, **named})


def refused(world: World, row: Request, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        corrected(world, row, **more)
    assert not Correction.objects.exists()
    return refusal.value.errors


def clock(row: Request, kind: str = "acknowledgement") -> Deadline:
    return Deadline.objects.get(request=row, kind=kind, closed_at=None)


def test_what_was_mistyped_is_put_right_and_what_stood_there_stays_readable(world: World) -> None:
    row = registered(world)
    before = written_down(row)
    done = corrected(
        world,
        row,
        identifiers=[MEANT],
        sender_reference="US-4712",
        content={"period_from": "2026-11-02T00:00:00+04:00"},
    )
    assert [one.value for one in done.identifiers.all()] == ["185.220.101.8"]
    assert (done.sender_reference, done.content["period_from"]) == ("US-4712", "2026-11-02T00:00:00+04:00")
    assert done.content["necessity"] == row.content["necessity"]
    made = Correction.objects.get()
    assert (made.number, made.by, made.before) == (1, world.contact, before)
    assert set(made.changed) == {"sender_reference", "identifiers", "content.period_from"}
    assert (made.before_sha256, made.after_sha256) == (hash_of(before), hash_of(written_down(done)))
    shown = {str(line.label): line for one in corrections_shown(done) for line in one.lines}
    assert shown["Reference of the requester"].before == ["US-4711"]
    assert "185.220.101.7" in shown["Identifiers"].before[0]
    assert "185.220.101.8" in shown["Identifiers"].after[0]


def test_corrections_follow_on_each_other(world: World) -> None:
    row = corrected(world, registered(world), sender_reference="US-1")
    row = corrected(world, row, sender_reference="US-2", actor=world.their_supervisor)
    first, second = Correction.objects.order_by("number")
    assert first.after_sha256 == second.before_sha256
    newest, oldest = corrections_shown(row)
    assert (newest.lines[0].before, newest.lines[0].after) == (["US-1"], ["US-2"])
    assert (oldest.lines[0].before, oldest.lines[0].after) == (["US-4711"], ["US-1"])


def test_the_trail_names_fields_and_hashes_and_no_word_of_it(world: World) -> None:
    row = corrected(world, registered(world), identifiers=[MEANT])
    told = Event.objects.get(chain=f"request:{row.pk}", verb="request.corrected")
    made = Correction.objects.get()
    assert made.before_sha256 in told.data
    assert made.after_sha256 in told.data
    assert '"identifiers"' in told.data
    for word in (str(IP["value"]), "185.220.101.8", "Mistyped"):
        assert word not in told.data


def test_its_time_runs_from_the_corrected_receipt(world: World) -> None:
    received = timezone.now() - timedelta(hours=5)
    row = registered(world, received_at=received)
    corrected(world, row, received_at=received - HOUR)
    assert (clock(row).starts_at, clock(row).due_at) == (received - HOUR, received + 23 * HOUR)


def test_another_urgency_has_its_own_time(world: World) -> None:
    row = registered(world)
    before = clock(row)
    corrected(world, row, urgency="urgent", content={"urgency_grounds": ["volatility"]})
    assert clock(row).due_at < before.due_at
    assert (clock(row).pk, clock(row).policy.urgency) == (before.pk, "urgent")


def test_a_date_that_a_person_set_stays(world: World) -> None:
    row = registered(world)
    due = timezone.now() + timedelta(days=9)
    with transaction.atomic():
        deadline_extend(actor=world.contact, deadline=clock(row), due_at=due, reason="A holiday.", now=timezone.now())
    corrected(world, row, received_at=timezone.now() - HOUR)
    assert clock(row).due_at == due


def test_the_wrong_kind_asks_its_own_questions_and_starts_its_own_clock(world: World) -> None:
    row = registered(world)
    action_perform(actor=world.contact, request=row, action="acknowledge", answers={"their_reference": "RO-1"})
    row.refresh_from_db()
    done = corrected(world, row, kind="mla_subscriber", content={"purpose": "To find the person."})
    assert (done.kind, done.content["purpose"]) == ("mla_subscriber", "To find the person.")
    assert "mla_intended" not in done.content
    assert done.content["offences"] == row.content["offences"]
    assert clock(row, "status_enquiry").starts_at == row.acknowledged_at
    assert not row.deadlines.filter(kind="preservation_report", closed_at=None).exists()


def test_another_sender_is_verified_anew(world: World) -> None:
    row = registered(world)
    sender_verify(actor=world.contact, request=row, how="call_back")
    done = corrected(world, row, requesting_authority=world.asking, note="Their connection is down.")
    assert (done.requesting_authority, done.sender_unverified) == (world.asking, True)
    assert Correction.objects.get().before["sender_verified_how"] == "call_back"
    assert not sender_verify(actor=world.contact, request=done, how="call_back").sender_unverified


def test_the_file_as_it_came_is_not_touched(world: World) -> None:
    file = incoming_keep(actor=world.contact, source=[b"%PDF-1.7 letter"], name="letter.pdf")
    row = registered(world, original=file)
    assert corrected(world, row, note="By courier.").original == file


def test_what_a_portal_wrote_is_not_corrected_but_how_it_came_is(world: World) -> None:
    document = document_context(world.draft(), now=timezone.now(), signatory=world.supervisor)
    file = incoming_keep(actor=world.contact, source=[document.to_json().encode()], name="request.json")
    row = registered(world, original=file)
    assert set(refused(world, row, identifiers=[MEANT], kind="extension")) >= {"identifiers", "kind"}
    assert corrected(world, row, sender_reference="US-9").sender_reference == "US-9"


def test_an_identifier_that_was_answered_about_stays(world: World) -> None:
    row = registered(world)
    action_perform(actor=world.contact, request=row, action="acknowledge", answers={"their_reference": "RO-1"})
    answered = row.identifiers.get()
    items = [{"identifier": str(answered.pk), "outcome": "executed"}]
    measure_record(
        actor=world.contact,
        request=row,
        answers={"kind": "preservation_order", "custodian": "Hosting SRL", "items": items},
    )
    row.refresh_from_db()
    assert str(IP["value"]) in refused(world, row, identifiers=[MEANT])["identifiers"][0]
    assert "kind" in refused(world, row, kind="mla_subscriber")
    done = corrected(world, row, identifiers=[IP, MEANT])
    assert [one.value for one in done.identifiers.all()] == [IP["value"], "185.220.101.8"]
    assert done.identifiers.filter(pk=answered.pk).exists()


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    errors = refused(
        world,
        registered(world),
        reason="",
        content={"duration_days": 3},
        offences=[{"article": "99"}],
        identifiers=[{**IP, "value": "300.1.1.1"}],
        sender_reference="x" * 81,
        received_at=timezone.now() + timedelta(days=1),
        channel="portal",
        requesting_authority=world.asked,
        author="me",
    )
    assert set(errors) >= {
        "reason",
        "content.duration_days",
        "offences.1.article",
        "identifiers.1.value",
        "sender_reference",
        "received_at",
        "channel",
        "requesting_authority",
        "author",
    }


def test_it_was_received_before_it_was_registered_and_before_anything_was_kept(world: World) -> None:
    row = registered(world, received_at=timezone.now() - timedelta(days=9))
    action_perform(actor=world.contact, request=row, action="acknowledge", answers={"their_reference": "RO-1"})
    kept = today("RO") - timedelta(days=5)
    measure_record(
        actor=world.contact,
        request=row,
        answers={
            "kind": "preservation_order",
            "custodian": "Hosting SRL",
            "preserved_from": kept.isoformat(),
            "preserved_until": (kept + timedelta(days=90)).isoformat(),
        },
    )
    row.refresh_from_db()
    assert "received_at" in refused(world, row, received_at=timezone.now() - timedelta(days=2))


def test_a_correction_that_changes_nothing_is_none(world: World) -> None:
    row = registered(world)
    assert "reason" in refused(world, row, sender_reference="US-4711", identifiers=[IP])


def test_the_number_of_another_request_is_pointed_out(world: World) -> None:
    registered(world, sender_reference="US-1")
    row = registered(world)
    with pytest.raises(RegisteredBefore):
        corrected(world, row, sender_reference="US-1")
    assert corrected(world, row, sender_reference="US-1", repeated=True).sender_reference == "US-1"


def test_a_colleague_was_first(world: World) -> None:
    row = registered(world)
    corrected(world, row, sender_reference="US-1")
    with pytest.raises(Conflict, match="A colleague corrected it"):
        corrected(world, row, sender_reference="US-2", after=0, actor=world.their_supervisor)
    assert Request.objects.get().sender_reference == "US-1"


def test_only_what_was_registered_and_is_not_ended(world: World) -> None:
    with pytest.raises(Conflict, match="through the portal"):
        corrected(world, world.sent(), sender_reference="US-1")
    row = registered(world)
    action_perform(actor=world.contact, request=row, action="withdraw", answers={"reason": "They wrote so."})
    with pytest.raises(Conflict, match="answered or ended"):
        corrected(world, row, sender_reference="US-1")


@pytest.mark.parametrize("who", ["officer", "stranger", "auditor"])
def test_nobody_else_corrects(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        corrected(world, registered(world), sender_reference="US-1", actor=getattr(world, who))


def begun(world: World, row: Request, **more: Any) -> Correction:
    before = written_down(row)
    given = {"number": 1, "reason": "x", "changed": ["note"], "before": before, "by": world.contact}
    hashes = {"before_sha256": "0" * 64, "after_sha256": "0" * 64}
    return Correction.objects.create(request=row, at=timezone.now(), **{**given, **hashes, **more})


WAYS_AROUND: dict[str, tuple[str, Callable[[World, Request], object]]] = {
    "its answers": ("on record", lambda _w, row: Request.objects.filter(pk=row.pk).update(content={})),
    "its kind": ("on record", lambda _w, row: Request.objects.filter(pk=row.pk).update(kind="extension")),
    "counted without one": (
        "on record",
        lambda _w, row: Request.objects.filter(pk=row.pk).update(content={}, corrections_made=1),
    ),
    "an identifier away": ("identifiers change", lambda _w, row: row.identifiers.all().delete()),
    "an identifier changed": ("identifiers change", lambda _w, row: row.identifiers.update(value="x.example")),
    "another number": ("one by one", lambda w, row: begun(w, row, number=7)),
    "another past": ("said before", lambda w, row: begun(w, row, before={**written_down(row), "content": {}})),
    "its file": (
        "Cannot update",
        lambda w, row: (begun(w, row), Request.objects.filter(pk=row.pk).update(original=None, corrections_made=1)),
    ),
    "of one that was sent": ("by hand", lambda w, _row: begun(w, w.sent())),
    "begun and not made": ("has to be made", lambda w, row: _at_the_end(begun(w, row))),
    "rewritten": ("Cannot update", lambda w, row: (begun(w, row), Correction.objects.update(reason="y"))),
    "deleted": ("Cannot update or delete", lambda w, row: begun(w, row).delete()),
}


def _at_the_end(_begun: Correction) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("way", WAYS_AROUND)
def test_the_database_lets_nothing_past_it(world: World, way: str) -> None:
    file = incoming_keep(actor=world.contact, source=[b"%PDF-1.7 letter"], name="letter.pdf")
    row = registered(world, original=file)
    sentence, around = WAYS_AROUND[way]
    with pytest.raises(Exception, match=sentence), transaction.atomic():
        around(world, row)


def test_one_correction_lets_it_change_once(world: World) -> None:
    row = corrected(world, registered(world), sender_reference="US-1")
    with pytest.raises(Exception, match="on record"), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(sender_reference="US-2", corrections_made=1)
    with pytest.raises(Exception, match="identifiers change"), transaction.atomic():
        row.identifiers.all().delete()


def test_what_was_no_call_after_all_waits_for_no_text_in_writing(world: World) -> None:
    received = timezone.now() - HOUR
    row = registered(world, channel="telephone", note="Agent Doe, +1 202 555 0100.", received_at=received)
    done = corrected(world, row, received_at=received - HOUR)
    assert clock(done, "formal_confirmation").starts_at == received - HOUR
    done = corrected(world, done, channel="email")
    assert not done.deadlines.filter(kind="formal_confirmation", closed_at=None).exists()
    assert "note" in str(call_without_note(world, done))
    done = corrected(world, done, channel="telephone")
    assert clock(done, "formal_confirmation").starts_at == received - HOUR


def call_without_note(world: World, row: Request) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        corrected(world, row, channel="telephone", note="")
    return refusal.value.errors
