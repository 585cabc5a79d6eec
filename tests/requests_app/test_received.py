"""From a request to its document, to JSON, to a registered request: nothing that its kind asks is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mla_portal.errors import Invalid
from requests_app.kinds import KINDS
from requests_app.kinds import fields as questions
from requests_app.models import Request
from requests_app.received import received
from requests_app.selectors.document_context import document_context
from requests_app.services.identifiers import identifiers_checked
from templates_app.context import RequestDocument
from tests.kinds import COMPLETE, TREATIES, URGENCY
from tests.world import IP, World, in_force, registered

pytestmark = pytest.mark.django_db

PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


def answers(field: questions.Field) -> st.SearchStrategy[Any]:
    """What somebody may answer to one question, by its type."""
    match field:
        case questions.ChoicesField(choices=choices):
            return st.lists(st.sampled_from([code for code, _label in choices]), unique=True)
        case questions.FlagField():
            return st.booleans()
        case questions.NumberField(minimum=low, maximum=high):
            return st.none() | st.integers(low, high)
        case questions.DayField():
            return st.none() | st.dates(date(1971, 1, 1), date(2098, 1, 1)).map(date.isoformat)
        case questions.InstantField():
            instants = st.datetimes(datetime(1971, 1, 1), datetime(2098, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
            return st.none() | instants.map(datetime.isoformat)
        case questions.GroupField(parts=parts):
            return st.none() | st.fixed_dictionaries({part.name: answers(part) for part in parts})
        case _:
            return PLAIN


def contents(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    asked = KINDS[kind].fields
    return st.fixed_dictionaries({name: answers(field) for name, field in asked.items()}).map(
        lambda raw: KINDS[kind].clean_content(raw)[0]
    )


def a_request(world: World, kind: str) -> Request:
    if kind in TREATIES:
        for country in ("GE", "RO", "US"):
            in_force(TREATIES[kind], country)
    follows = world.acknowledged() if KINDS[kind].must_follow else None
    return world.draft(kind=kind, content=COMPLETE[kind], follows=follows, urgency=URGENCY.get(kind, "urgent"))


def told(document: RequestDocument) -> dict[str, Any]:
    """What the kind asks: all but who sent it to whom, when, and under which number and treaty."""
    apart = {
        *("reference", "dated", "revision", "requested_authority", "requesting_authority", "legal_basis"),
        *("mla_authority", "signatory", "demonstration", "request_status", "court", "prosecution_office"),
    }
    return {name: getattr(document, name) for name in RequestDocument.__dataclass_fields__ if name not in apart}


def as_registered(world: World, document: RequestDocument) -> Request:
    read = received(RequestDocument.from_json(document.to_json()))
    names = ("kind", "urgency", "content", "facts", "offences", "identifiers", "case_number", "continues")
    given = {name: getattr(read, name) for name in names}
    return registered(world, **given, sender_reference=read.reference)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_complete_request_comes_out_as_it_went_in(world: World, kind: str) -> None:
    before = document_context(a_request(world, kind), now=timezone.now())
    row = as_registered(world, before)
    after = document_context(row, now=timezone.now())
    assert told(after) == told(before)
    assert (after.prosecution_office, after.court) == (before.prosecution_office, before.court)
    assert after.requesting_authority.person == before.requesting_authority.person
    assert after.request_status == before.request_status
    assert row.sender_reference == before.reference


@pytest.mark.parametrize("kind", list(KINDS))
def test_whatever_is_answered(world: World, kind: str) -> None:
    row = a_request(world, kind)
    empty = as_registered(world, document_context(row, now=timezone.now()))

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(content=contents(kind))
    def round_trip(content: dict[str, Any]) -> None:
        row.content = content
        before = document_context(row, now=timezone.now())
        read = received(RequestDocument.from_json(before.to_json()))
        cleaned, errors = KINDS[kind].clean_content(read.content)
        assert not errors
        empty.content = {**cleaned, "facts": read.facts, "offences": read.offences, "case_number": read.case_number}
        if read.continues:
            empty.content["continues"] = read.continues
        after = document_context(empty, now=timezone.now())
        assert told(after) == told(before)

    round_trip()


def test_identifiers_are_taken_as_the_document_writes_them(world: World) -> None:
    rows = [
        IP,
        {**IP, "until": "2026-11-14T09:00:00+04:00", "note": "second login"},
        {"type": "other", "value": "٣ 🙂"},
    ]
    before = document_context(world.draft(identifiers=rows), now=timezone.now())
    given, errors = identifiers_checked(received(before).identifiers)
    assert not errors
    assert [(one.value, one.at, one.until, one.note) for one in given] == [
        (one.value, one.at, one.until, one.note) for one in before.identifiers
    ]


def test_a_kind_that_nobody_knows_is_refused(world: World) -> None:
    document = document_context(world.draft(), now=timezone.now())
    with pytest.raises(Invalid, match="no kind of request"):
        received(replace(document, kind="wiretap"))
