"""The same identifier in two requests: what the own people see of it, and what supervisors of two authorities learn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from contacts.models import Authority
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import NotAllowed
from requests_app.kinds.base import GivenIdentifier
from requests_app.models import Agreement, Identifier, Request
from requests_app.selectors.deconfliction import neighbours, overlapping_requests
from requests_app.selectors.duplicates import overlap, same_values, shared_with
from requests_app.services.agreements import agreement_end, agreement_make
from requests_app.services.cases import case_open
from requests_app.services.drafts import request_draft
from tests.world import CASE, CONTENT, IP, World, registered

pytestmark = pytest.mark.django_db

LATER = {**IP, "at": "2026-12-14T08:21:07+04:00"}


def theirs(world: World, **more: Any) -> Request:
    """A draft of Romania about the same address."""
    case = case_open(actor=world.their_supervisor, authority=world.asked, answers={**CASE, **more.pop("case", {})})
    given = {"kind": "preservation", "content": CONTENT, "identifiers": [IP], **more}
    return request_draft(actor=world.their_supervisor, case=case, requested_authority=world.outsider, **given)


def agreed(world: World, *people: tuple[User, Authority]) -> None:
    for person, authority in people or ((world.supervisor, world.asking), (world.their_supervisor, world.asked)):
        agreement_make(actor=person, authority=authority)


def told(user: User, row: Request) -> list[str]:
    return [one.authority.code for one in neighbours(user, row, now=timezone.now())]


def test_the_own_people_see_the_other_request(world: World) -> None:
    first, second = world.draft(), world.draft()
    [found] = shared_with(world.colleague, second)
    assert (found.request, found.values, found.at_once) == (first, (IP["value"],), True)


def test_another_type_or_another_value_is_another(world: World) -> None:
    world.draft(identifiers=[{**IP, "value": "185.220.101.8"}, {"type": "other", "value": IP["value"]}])
    assert shared_with(world.officer, world.draft()) == []


def test_at_another_time_it_is_shown_as_such(world: World) -> None:
    world.draft(identifiers=[LATER])
    assert [one.at_once for one in shared_with(world.officer, world.draft())] == [False]


def test_a_sealed_case_is_shown_to_those_named_on_it_alone(world: World) -> None:
    world.draft(case=world.case(sealed=True, reference="GE-99"))
    row = world.draft(case=world.case())
    assert shared_with(world.colleague, row) == []
    assert len(shared_with(world.officer, row)) == 1


def test_what_was_received_counts_too(world: World) -> None:
    sent = world.sent()
    assert [one.request for one in shared_with(world.contact, registered(world))] == [sent]


def test_supervisors_of_both_learn_whom_to_call(world: World) -> None:
    mine, other = world.draft(), theirs(world)
    agreed(world)
    [found] = neighbours(world.supervisor, mine, now=timezone.now())
    assert found.authority == world.asked
    assert told(world.their_supervisor, other) == ["GE-CA"]
    assert [row for row, _others in overlapping_requests(world.supervisor, now=timezone.now())] == [mine]


@pytest.mark.parametrize("who", ["officer", "colleague", "auditor"])
def test_nobody_else_learns_anything(world: World, who: str) -> None:
    mine, _other = world.draft(), theirs(world)
    agreed(world)
    assert told(getattr(world, who), mine) == []
    assert overlapping_requests(getattr(world, who), now=timezone.now()) == []


def test_without_the_agreement_of_both_nothing_is_told(world: World) -> None:
    mine, other = world.draft(), theirs(world)
    assert told(world.supervisor, mine) == []
    agreed(world, (world.supervisor, world.asking))
    assert told(world.supervisor, mine) == told(world.their_supervisor, other) == []
    agreed(world)
    agreement_end(actor=world.their_supervisor, authority=world.asked)
    assert told(world.supervisor, mine) == told(world.their_supervisor, other) == []


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_sealed_case_takes_no_part(world: World, side: str) -> None:
    sealed = {"sealed": True, "reference": "X-1"}
    mine = world.draft(case=world.case(**(sealed if side == "mine" else {})))
    other = theirs(world, case=sealed if side == "theirs" else {})
    agreed(world)
    assert told(world.supervisor, mine) == told(world.their_supervisor, other) == []


def test_another_time_is_no_overlap(world: World) -> None:
    mine, _other = world.draft(), theirs(world, identifiers=[LATER])
    agreed(world)
    assert told(world.supervisor, mine) == []


def test_what_they_see_anyhow_is_not_told_as_an_overlap(world: World) -> None:
    world.sent()
    other = theirs(world)
    agreed(world)
    assert told(world.their_supervisor, other) == []


def test_an_agreement_is_dated_and_kept(world: World) -> None:
    agreed(world, (world.supervisor, world.asking), (world.supervisor, world.asking))
    agreement_end(actor=world.supervisor, authority=world.asking)
    agreement_end(actor=world.supervisor, authority=world.asking)
    [row] = Agreement.objects.all()
    assert (row.agreed_by, row.ended_by) == (world.supervisor, world.supervisor)
    verbs = Event.objects.filter(chain="deconfliction:GE-CA").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["deconfliction.agreed", "deconfliction.ended"]


@pytest.mark.parametrize("who", ["officer", "auditor", "their_supervisor", "stranger"])
def test_only_its_supervisors_agree(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        agreement_make(actor=getattr(world, who), authority=world.asking)


def test_it_is_found_by_an_index(world: World) -> None:
    row = world.draft()
    Identifier.objects.bulk_create(
        Identifier(request=row, type="ip", value=f"2001:db8::{number:x}") for number in range(5000)
    )
    wanted = [GivenIdentifier(type="ip", value=str(IP["value"]))]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE requests_app_identifier")
    assert "identifier_by_value" in same_values(wanted).explain()


def test_a_page_asks_once_however_many_there_are(world: World) -> None:
    counts = []
    for _round in range(2):
        row = world.draft()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shared_with(world.officer, row)
        counts.append(len(queries))
        for _more in range(3):
            world.draft()
    assert counts[1] <= counts[0] + 1


# Minutes since the start of 2026: near enough to each other to meet now and then.
instants = st.integers(0, 20_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
spans = st.integers(0, 20_000).map(lambda minutes: timedelta(minutes=minutes))


@given(instants, spans, instants, spans)
def test_overlap_is_the_same_seen_from_both(one: Any, span: timedelta, other: Any, length: timedelta) -> None:
    first = GivenIdentifier(type="ip", value="x", at=one, until=one + span)
    second = GivenIdentifier(type="ip", value="x", at=other, until=other + length)
    assert overlap(first, second) == overlap(second, first)
    assert overlap(first, first)
    assert overlap(first, GivenIdentifier(type="ip", value="x"))
