"""The directory is asked once more when a request is sent: what it did not say at approval has to be read first."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from contacts.models import Authority, InstrumentStatus, Requirements, Reservation, Standing
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid
from requests_app.models import Request, Transmission
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.cautions import reading_digest
from requests_app.selectors.contract import events_told
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_change
from requests_app.services.transmissions import Cautioned
from tests.world import OUTSIDE, World, end_party, reserve

pytestmark = pytest.mark.django_db


def send(world: World, request: Request, **answers: Any) -> Request:
    return action_perform(actor=world.officer, request=request, action="send", answers=answers)


def entry_goes_stale() -> None:
    Authority.objects.filter(code="RO-247").update(checked_on=timezone.localdate() - timedelta(days=180))


def other_language() -> None:
    Requirements.objects.create(code="RO-wants", jurisdiction_id="RO", preservation_languages=["ro", "fr"])


@pytest.mark.parametrize(
    ("happens", "code", "sentence"),
    [
        (
            lambda: reserve("RO"),
            "dual_criminality_reservation",
            "Romania has reserved the right to refuse preservation",
        ),
        (lambda: end_party("RO"), "not_a_party", "Romania has not been a Party to the Convention since"),
        (entry_goes_stale, "unverified_entry", "The entry of Cybercrime Service was last checked on"),
        (other_language, "language", "Romania is believed to take preservation requests in Romanian, French"),
    ],
)
def test_what_came_after_the_approval_stops_it_until_it_is_read(
    world: World, happens: Any, code: str, sentence: str
) -> None:
    request = world.approved(case=world.case(offences=OUTSIDE))
    assert request.approved_cautions == []
    happens()
    with pytest.raises(Cautioned, match=sentence) as stopped:
        send(world, request)
    assert f"despite: {code}" in stopped.value.message
    assert [one["code"] for one in stopped.value.details["warnings"]] == [code]
    assert not Transmission.objects.exists()
    with pytest.raises(Conflict):
        send(world, request, despite=["future_instant"])
    assert send(world, request, despite=[code, "port_missing"]).status == "sent"
    event = Event.objects.get(chain=f"request:{request.pk}", verb="request.sent_despite")
    assert json.loads(event.data) == {"warnings": [code]}
    assert "request.sent_despite" not in [one.verb for one in events_told(world.contact, request)]


def test_what_was_read_at_approval_is_not_asked_again(world: World) -> None:
    reserve("RO", standing=Standing.BELIEVED)
    request = world.approved(case=world.case(offences=OUTSIDE))
    assert request.approved_cautions == ["dual_criminality_reservation 29(4) believed"]
    assert send(world, request).status == "sent"
    assert not Event.objects.filter(verb="request.sent_despite").exists()


def reservation_verified() -> None:
    Reservation.objects.update(standing=Standing.READ)


def languages_changed() -> None:
    Requirements.objects.update(preservation_languages=["hu"])


@pytest.mark.parametrize(
    ("worse", "sentence"),
    [
        (reservation_verified, "Romania has reserved the right to refuse preservation"),
        (languages_changed, "Romania is believed to take preservation requests in Hungarian \\(not verified"),
    ],
)
def test_what_was_read_at_approval_may_come_to_say_something_worse(world: World, worse: Any, sentence: str) -> None:
    reserve("RO", standing=Standing.POSSIBLE)
    other_language()
    request = world.in_review(case=world.case(offences=OUTSIDE))
    seen = reading_digest(request, now=timezone.now())
    action_perform(actor=world.supervisor, request=request, action="approve", answers={"seen": seen})
    worse()
    assert reading_digest(request, now=timezone.now()) != seen
    with pytest.raises(Cautioned, match=sentence) as stopped:
        send(world, request)
    assert len(stopped.value.details["warnings"]) == 1


def test_the_channel_that_was_chosen_is_judged(world: World) -> None:
    Requirements.objects.create(code="US-wants", jurisdiction_id="US", channels=["email"], standing=Standing.READ)
    request = world.approved(to=world.outsider)
    assert not any("channel" in one for one in request.approved_cautions)
    with pytest.raises(Cautioned, match="by another, Post or courier: ask whether that will do"):
        send(world, request, channel="post")
    assert send(world, request, channel="email").status == "sent"


def test_another_entry_that_goes_stale_is_another_matter(world: World) -> None:
    InstrumentStatus.objects.filter(jurisdiction="RO").update(standing=Standing.BELIEVED)
    request = world.approved()
    assert request.approved_cautions == ["unverified_entry 29(1) unread"]
    entry_goes_stale()
    with pytest.raises(Cautioned, match="Cybercrime Service"):
        send(world, request)


def test_returned_and_approved_again_the_new_warning_is_known(world: World) -> None:
    request = world.approved()
    end_party("RO")
    for actor, action, answers in (
        (world.officer, "return", {"reason": "Look at the Party."}),
        (world.officer, "submit", {}),
        (world.supervisor, "approve", {}),
        (world.officer, "send", {}),
    ):
        action_perform(actor=actor, request=request, action=action, answers=answers)
        if action == "return":
            assert Request.objects.get().approved_cautions == []
    assert Request.objects.get().status == "sent"


def test_what_the_approver_did_not_read_is_not_approved(world: World) -> None:
    request = world.in_review()
    seen = reading_digest(request, now=timezone.now())
    end_party("RO")
    with pytest.raises(Conflict, match="what the directory says"):
        action_perform(actor=world.supervisor, request=request, action="approve", answers={"seen": seen})


def test_what_the_document_says_is_judged_not_the_case_which_went_on(world: World) -> None:
    request = world.approved()
    reserve("RO")
    case_change(actor=world.officer, case=request.own_case, answers={"offences": OUTSIDE})
    assert send(world, request).status == "sent"


def test_nothing_is_sent_to_an_authority_that_has_ended_whatever_was_read(world: World) -> None:
    request = world.approved()
    Authority.objects.filter(code="RO-247").update(valid_until=timezone.localdate())
    with pytest.raises(Conflict, match="no longer valid") as refused:
        send(world, request, despite=["unverified_entry", "authority_not_valid"])
    assert not isinstance(refused.value, Cautioned)


@pytest.mark.parametrize("despite", ["not_a_party", {"not_a_party": True}, [["not_a_party"]], [None], 7])
def test_what_is_no_list_of_codes_is_refused(world: World, despite: Any) -> None:
    with pytest.raises(Invalid) as refused:
        send(world, world.approved(), despite=despite)
    assert list(refused.value.errors) == ["despite"]


def test_the_day_is_that_of_the_country_asked(world: World) -> None:
    """At 23:00 UTC it is already tomorrow in Romania, on which it becomes a Party."""
    InstrumentStatus.objects.filter(jurisdiction="RO").update(in_force_from=date(2026, 12, 1))
    request = world.draft()
    evening = datetime(2026, 11, 30, 23, tzinfo=UTC)
    for minutes, expected in ((-120, True), (0, False)):
        found = completeness_of(request, now=evening + timedelta(minutes=minutes)).warnings
        assert ("not_a_party" in [one.code for one in found]) is expected
