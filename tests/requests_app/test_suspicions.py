"""A doubt whether a request is genuine: nothing is told while it stands, a call back ends it, and nobody else hears."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from contacts.models import Authority
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message
from requests_app.models import Decision, Disclosure, DisclosureAction, Request, Suspicion
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.contract import events_told
from requests_app.selectors.timeline import pulse, timeline_of
from requests_app.services.actions import action_perform
from requests_app.services.attachments import attachment_open
from requests_app.services.disclosed_paths import path_follow
from requests_app.services.disclosures import disclosure_act, disclosure_open
from requests_app.services.incoming import sender_verify
from requests_app.services.suspicions import suspicion_clear, suspicion_raise
from requests_app.states import Side
from tests.results.making import handed_over, laid
from tests.world import World, preserved, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

NUMBER = "+995 32 555 01 00"


def doubt(world: World, request: Request) -> Suspicion:
    reason = "The style is another, and nobody there knows the case."
    return suspicion_raise(actor=world.contact, request=request, reason=reason)


def a_call(**more: Any) -> dict[str, Any]:
    call = {
        "number": NUMBER,
        "spoken_to": "The registry",
        "called_at": timezone.now(),
        "answer": "They read me their number and the name of the officer.",
    }
    return {**call, **more}


def test_no_result_is_reported_and_nothing_handed_over(world: World) -> None:
    request = world.in_execution()
    doubt(world, request)
    for refused in (
        lambda: action_perform(actor=world.contact, request=request, action="complete", answers=preserved(90)),
        lambda: action_perform(actor=world.contact, request=request, action="redirect", answers={"note": "Theirs."}),
        lambda: handed_over(world.contact, request),
        lambda: laid(world.contact, request, internal=False),
    ):
        with pytest.raises(Conflict, match="doubts that this request is genuine"):
            refused()
    assert not {"complete", "redirect"} & set(allowed_actions(world.contact, request))
    assert {"postpone", "refuse"} <= set(allowed_actions(world.contact, request))


def test_what_was_handed_over_before_does_not_open_and_the_other_side_reads_nothing_of_why(world: World) -> None:
    request = world.in_execution()
    given, file = handed_over(world.contact, request), laid(world.contact, request, internal=False, data=b"more")
    part = given.parts.get()
    doubt(world, request)
    with pytest.raises(Conflict) as refusal:
        disclosure_open(actor=world.officer, request=request, disclosure=given, part=part)
    assert refusal.value.message == "This cannot be opened at the moment. Try again later."
    with pytest.raises(Conflict, match="at the moment"):
        attachment_open(actor=world.officer, attachment=file)
    assert b"".join(disclosure_open(actor=world.contact, request=request, disclosure=given, part=part))
    assert b"".join(attachment_open(actor=world.contact, attachment=file)) == b"more"


def test_a_path_is_not_followed_and_nothing_given_without_its_conditions(world: World) -> None:
    request = world.in_execution()
    path = {"provider": "Transit SRL", "provider_country": "MD", "path": "203.0.113.9"}
    given = handed_over(world.contact, request, **path)
    shut = handed_over(world.contact, request, confidential=True)
    disclosure_act(actor=world.officer, request=request, disclosure=shut, action="decline", reason="It cannot.")
    doubt(world, request)
    with pytest.raises(Conflict, match="at the moment"):
        path_follow(actor=world.officer, request=request, disclosure=given)
    with pytest.raises(Conflict, match="genuine"):
        disclosure_act(actor=world.contact, request=request, disclosure=shut, action="give")


def test_the_database_holds_it_too(world: World) -> None:
    request = world.in_execution()
    shut = handed_over(world.contact, request, confidential=True)
    doubt(world, request)
    common = {"by": world.contact, "at": timezone.now()}
    for insert in (
        lambda: Disclosure.objects.create(request=request, number=9, contains="x", client_token="x", **common),
        lambda: Decision.objects.create(request=request, action="complete", outcome="executed", **common),
        lambda: shut.steps.create(action=DisclosureAction.GIVE, **common),
    ):
        with pytest.raises(DatabaseError, match="not sure who asks"), transaction.atomic():
            insert()
    unknown = registered(world)
    with pytest.raises(DatabaseError, match="not sure who asks"), transaction.atomic():
        Disclosure.objects.create(request=unknown, number=1, contains="x", client_token="x", **common)


def test_the_other_side_hears_nothing_of_it(world: World) -> None:
    request = world.in_execution()
    now = timezone.now()
    before = pulse(request, Side.REQUESTING, now=now), timeline_of(request, Side.REQUESTING)
    trail = list(events_told(world.officer, request))
    made = doubt(world, request)
    assert (pulse(request, Side.REQUESTING, now=now), timeline_of(request, Side.REQUESTING)) == before
    assert list(events_told(world.officer, request)) == trail
    assert {one.to_address for one in Message.objects.filter(template="request_suspected")} == {
        world.their_supervisor.email
    }
    assert pulse(request, Side.REQUESTED, now=now) != before[0]
    assert "suspicion.raised" in events_told(world.contact, request).values_list("verb", flat=True)
    for actor in (world.officer, world.supervisor, world.stranger):
        with pytest.raises(NotFound):
            suspicion_raise(actor=actor, request=request, reason="Hm.")
        with pytest.raises(NotFound):
            suspicion_clear(actor=actor, request=request, answers=a_call())
    assert Suspicion.objects.get(pk=made.pk).cleared_at is None


def test_a_call_by_another_person_clears_it(world: World) -> None:
    request = world.in_execution()
    doubt(world, request)
    with pytest.raises(Conflict, match="said so already"):
        doubt(world, request)
    with pytest.raises(NotAllowed, match="another person"):
        suspicion_clear(actor=world.contact, request=request, answers=a_call())
    done = suspicion_clear(actor=world.their_supervisor, request=request, answers=a_call())
    assert (done.number, done.cleared_by, done.by_supervisor) == (NUMBER, world.their_supervisor, True)
    assert handed_over(world.contact, request).number == 1
    with pytest.raises(Conflict, match="cleared it already"):
        suspicion_clear(actor=world.their_supervisor, request=request, answers=a_call())
    verbs = events_told(world.contact, request).values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("suspicion.")] == ["suspicion.raised", "suspicion.cleared"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Suspicion.objects.update(answer="Something else.")


def test_who_raised_it_clears_it_only_as_a_supervisor(world: World) -> None:
    request = world.in_execution()
    suspicion_raise(actor=world.their_supervisor, request=request, reason="An odd hour.")
    assert suspicion_clear(actor=world.their_supervisor, request=request, answers=a_call()).by_supervisor
    doubt(world, request)
    with pytest.raises(DatabaseError, match="cleared_by_another"), transaction.atomic():
        Suspicion.objects.filter(cleared_at=None).update(
            cleared_by=world.contact,
            cleared_at=timezone.now(),
            number="1",
            spoken_to="x",
            answer="x",
            called_at=timezone.now(),
        )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": "+40 700 000 000"}, "number"),
        ({"number": ""}, "number"),
        ({"spoken_to": ""}, "spoken_to"),
        ({"answer": " "}, "answer"),
        ({"called_at": "yesterday"}, "called_at"),
        ({"called_at": "2020-01-01T00:00:00Z"}, "called_at"),
        ({"mail": "They wrote."}, "mail"),
    ],
)
def test_only_a_call_to_a_number_of_the_directory(world: World, wrong: dict[str, Any], field: str) -> None:
    request = world.in_execution()
    doubt(world, request)
    with pytest.raises(Invalid) as refusal:
        suspicion_clear(actor=world.their_supervisor, request=request, answers=a_call(**wrong))
    assert set(refusal.value.errors) == {field}


def test_without_any_number_the_directory_comes_first(world: World) -> None:
    request = world.in_execution()
    doubt(world, request)
    Authority.objects.filter(pk=world.asking.pk).update(telephone="")
    request.requesting_authority.refresh_from_db()
    with pytest.raises(Invalid) as refusal:
        suspicion_clear(actor=world.their_supervisor, request=request, answers=a_call())
    assert "no number" in refusal.value.errors["number"][0]


def test_of_one_that_came_from_outside_the_call_makes_sure_of_the_sender(world: World) -> None:
    request = registered(world)
    doubt(world, request)
    desk = world.outsider.contact_points.get()
    later = a_call(number=desk.telephone, called_at=timezone.now() + timedelta(seconds=1))
    suspicion_clear(actor=world.their_supervisor, request=request, answers=later)
    row = Request.objects.get(pk=request.pk)
    assert (row.sender_verified_how, row.sender_verified_by) == ("call_back", world.their_supervisor)


def test_a_sender_that_is_verified_can_still_be_doubted(world: World) -> None:
    request = registered(world)
    sender_verify(actor=world.contact, request=request, how="signature")
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    action_perform(actor=world.contact, request=request, action="start", answers={})
    doubt(world, request)
    with pytest.raises(Conflict, match="genuine"):
        handed_over(world.contact, request)


def test_before_it_is_sent_and_to_an_authority_outside_there_is_nobody_to_doubt(world: World) -> None:
    with pytest.raises(NotFound):
        suspicion_raise(actor=world.contact, request=world.draft(), reason="Hm.")
    with pytest.raises(NotFound):
        suspicion_raise(actor=world.officer, request=world.sent(to=world.outsider), reason="Hm.")
