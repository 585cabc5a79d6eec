"""Art. 25(3): the text that came formally beside the one that came first, and what differs."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.ids import uuid7
from mla_portal.outbox.models import Message
from requests_app.models import DeadlineKind, FormalText, Request
from requests_app.selectors.formal_texts import FORMALITIES, differences, differences_of
from requests_app.services.formal_texts import formal_text_record
from requests_app.services.incoming_files import incoming_keep
from templates_app.context import Identifier, IdentifierType, RequestDocument, Urgency
from tests.outside.links import sent_outside
from tests.outside.test_further import wants_confirmation
from tests.templates_app.samples import PHISHING
from tests.world import World, registered

OTHER = Identifier(type=IdentifierType.EMAIL, value="one@mail.example")
# What a field may say instead of what it says.
INSTEAD: dict[str, Any] = {
    "kind": "extension",
    "response_by_expedited_means": False,
    "confidential": not PHISHING.confidential,
    "identifiers": (*PHISHING.identifiers, OTHER),
    "duration_days": 17,
    "disclose_path": not PHISHING.disclose_path,
    "custodian_unknown": True,
    "mla_intended": not PHISHING.mla_intended,
    "release_data": True,
    "urgency": Urgency.EMERGENCY,
}


def told(first: RequestDocument, formal: RequestDocument) -> dict[str, str]:
    """{answer: what the formal text says}."""
    found = differences(first, formal)
    return {str(one.label): "".join(p.text for p in one.after) for part in found.sections for one in part.answers}


def altered(name: str) -> RequestDocument | None:
    value: Any = getattr(PHISHING, name)
    if name in INSTEAD:
        return _with(name, INSTEAD[name])
    if isinstance(value, str):
        return _with(name, f"{value} otherwise")
    return _with(name, value[1:]) if isinstance(value, tuple) and value else None


def _with(name: str, value: Any) -> RequestDocument:
    return replace(PHISHING, **{name: value})


# --- pure ---


def test_the_same_text_signed_on_another_day_is_the_same() -> None:
    later = replace(PHISHING, dated=PHISHING.dated + timedelta(days=9), signatory=None, revision=2)
    assert differences(PHISHING, later).count == 0


@pytest.mark.parametrize("name", sorted({one.name for one in fields(PHISHING)} - FORMALITIES))
def test_no_field_differs_unseen(name: str) -> None:
    other = altered(name)
    if other is not None and other != PHISHING:
        assert differences(PHISHING, other).count > 0


def test_an_answer_is_named_with_what_both_say() -> None:
    assert told(PHISHING, replace(PHISHING, facts="Nothing of that.")) == {
        "Brief summary of the facts": "Nothing of that."
    }


def test_identifiers_are_compared_row_by_row() -> None:
    first, *others = PHISHING.identifiers
    moved = replace(first, port=(first.port or 0) + 1)
    [changed] = differences(PHISHING, replace(PHISHING, identifiers=(moved, *others))).rows
    assert changed.before != changed.after
    assert first.value in changed.before
    assert first.value in changed.after
    [gone] = differences(PHISHING, replace(PHISHING, identifiers=tuple(others))).rows
    assert (first.value in gone.before, gone.after) == (True, "")
    [come] = differences(PHISHING, replace(PHISHING, identifiers=(*PHISHING.identifiers, OTHER))).rows
    assert (come.before, "one@mail.example" in come.after) == ("", True)


def test_in_another_order_they_are_the_same() -> None:
    assert not differences(PHISHING, replace(PHISHING, identifiers=PHISHING.identifiers[::-1])).rows


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6), st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_rows_account_for_every_identifier(before: list[str], after: list[str]) -> None:
    rows = [tuple(Identifier(type=IdentifierType.ACCOUNT, value=one) for one in values) for values in (before, after)]
    found = differences(replace(PHISHING, identifiers=rows[0]), replace(PHISHING, identifiers=rows[1])).rows
    gone, come = sum(bool(one.before) for one in found), sum(bool(one.after) for one in found)
    assert len(before) - gone == len(after) - come
    assert bool(found) == (sorted(before) != sorted(after))


# --- recording ---

pytestmark = pytest.mark.django_db


def context_of(request: Request) -> RequestDocument:
    return RequestDocument.from_json(request.documents.get(kind=request.kind).context)


def file(document: RequestDocument) -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.json", document.to_json().encode())


def test_the_pdf_that_was_sent_says_the_same(world: World) -> None:
    request = world.sent()
    letter = SimpleUploadedFile("letter.pdf", bytes(request.documents.get().pdf))
    made = formal_text_record(actor=world.contact, request=request, file=letter, verdict="different")
    assert (made.verdict, made.side) == ("same", "requested")
    assert not Message.objects.filter(template="formal_differs").exists()


def test_what_differs_is_kept_and_who_asked_is_told(world: World) -> None:
    request = world.sent()
    letter = file(replace(context_of(request), facts="Something else."))
    made = formal_text_record(actor=world.contact, request=request, file=letter)
    assert made.is_different
    found = differences_of(made)
    assert found is not None
    assert found.count == 1
    [mail] = Message.objects.filter(template="formal_differs")
    assert mail.to_address == "officer@portal.example"
    assert "Something else" not in str(mail.context)
    [event] = Event.objects.filter(chain=f"request:{request.pk}", verb="formal.recorded")
    assert '"differences":1' in event.data.replace(" ", "")


def test_it_ends_the_clock_whoever_records_it(world: World) -> None:
    wants_confirmation(world)
    request = sent_outside(world)
    clock = request.deadlines.get(kind=DeadlineKind.FORMAL_CONFIRMATION)
    formal_text_record(actor=world.officer, request=request, verdict="same", note="Read against the PDF.")
    clock.refresh_from_db()
    assert clock.closed_at is not None
    assert not Message.objects.filter(template="formal_differs").exists()


def test_the_same_again_changes_nothing(world: World) -> None:
    request = world.sent()
    for _ in range(2):
        formal_text_record(actor=world.contact, request=request, file=file(context_of(request)))
    assert FormalText.objects.count() == 1


def test_a_scan_is_compared_by_a_person(world: World) -> None:
    request = world.sent()
    scan = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    with pytest.raises(Invalid) as refusal:
        formal_text_record(actor=world.contact, request=request, file=scan)
    assert "neither a PDF nor a request in JSON" in refusal.value.errors["verdict"][0]
    with pytest.raises(Invalid) as refusal:
        formal_text_record(actor=world.contact, request=request, file=scan, verdict="different")
    assert set(refusal.value.errors) == {"note"}
    scan.seek(0)
    made = formal_text_record(
        actor=world.contact, request=request, file=scan, verdict="different", note="Another period."
    )
    assert (made.text, made.is_different, made.file and made.file.size) == ("", True, 58)
    assert differences_of(made) is None


def test_the_text_of_another_request_is_shown_to_nobody(world: World) -> None:
    request, other = world.sent(), world.sent()
    for person in (world.officer, world.contact):
        with pytest.raises(Invalid, match=f"It has the number {other.reference}"):
            formal_text_record(actor=person, request=request, file=file(context_of(other)))
    assert not FormalText.objects.exists()


@pytest.mark.parametrize("file_", [None, SimpleUploadedFile("empty.pdf", b""), "text"])
def test_nothing_is_nothing(world: World, file_: Any) -> None:
    with pytest.raises(Invalid):
        formal_text_record(actor=world.contact, request=world.sent(), file=file_)


def test_not_before_it_was_sent_nor_in_the_future(world: World) -> None:
    with pytest.raises(Conflict, match="not sent yet"):
        formal_text_record(actor=world.officer, request=world.approved(), verdict="same", note="x")
    request = world.sent()
    for wrong in (timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=9)):
        with pytest.raises(Invalid) as refusal:
            formal_text_record(actor=world.contact, request=request, verdict="same", note="x", received_at=wrong)
        assert set(refusal.value.errors) == {"received_at"}


def test_who_may_not_write_may_not_record(world: World) -> None:
    request = world.sent()
    with pytest.raises(NotAllowed):
        formal_text_record(actor=world.auditor, request=request, verdict="same", note="x")
    with pytest.raises(NotFound):
        formal_text_record(actor=world.stranger, request=request, verdict="same", note="x")


def test_of_a_registered_request_its_file_is_what_came_first(world: World) -> None:
    came = context_of(world.sent())
    kept = incoming_keep(actor=world.contact, source=[came.to_json().encode()], name="first.json")
    request = registered(world, original=kept)
    letter = file(replace(came, facts="Something else."))
    made = formal_text_record(actor=world.contact, request=request, file=letter)
    found = differences_of(made)
    assert found is not None
    assert [str(one.label) for part in found.sections for one in part.answers] == ["Brief summary of the facts"]


def test_the_record_stands(world: World) -> None:
    request = world.sent()
    made = formal_text_record(actor=world.contact, request=request, verdict="same", note="Read.")
    with pytest.raises(DatabaseError), transaction.atomic():
        FormalText.objects.update(note="")
    made.pk, made.note = uuid7(), ""
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
