"""Going home: one note, the requests that go with it, and that whoever comes has read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import Error
from django.test import Client

from contacts.roles import Role
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.models import HandedRequest, Request, WorkHandOver
from requests_app.selectors.hand_overs import hand_overs_known, hand_overs_waiting, in_my_hands, note_begun
from requests_app.services.assignments import request_assign
from requests_app.services.hand_overs import hand_over_note, work_hand_over
from tests.pages.work.rows import cost, sent_rows
from tests.world import World, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(db: None) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def night(world: World) -> User:
    """Who comes after the contact."""
    return person("night", world.asked, Role.CONTACT)


def taken(world: World) -> Request:
    request = world.sent()
    return request_assign(actor=world.contact, request=request, person=world.contact)


def handed(world: World, *rows: Request, to: User | None = None) -> WorkHandOver:
    return work_hand_over(
        actor=world.contact,
        authority=world.asked,
        to=to,
        note="The provider calls back at nine.",
        requests=[row.pk for row in rows],
    )


def test_the_note_begins_with_what_is_open_by_its_next_date(world: World) -> None:
    request = taken(world)
    world.sent()
    rows = in_my_hands(world.contact, world.asked)
    assert rows == [request]
    assert note_begun(rows).startswith(f"{request.reference} (Sent, ")


def test_nothing_of_a_sealed_case_stands_in_the_note(world: World) -> None:
    world.draft(case=world.case(reference="GE-75/2026", sealed=True))
    rows = in_my_hands(world.officer, world.asking)
    assert len(rows) == 1
    assert note_begun(rows) == ""


def test_each_request_that_moves_is_an_event_of_its_own(world: World, night: User) -> None:
    first, second = taken(world), taken(world)
    hand_over = handed(world, first, second, to=night)
    for row in (first, second):
        row.refresh_from_db()
        assert row.requested_person == night
        verbs = Event.objects.filter(chain=f"request:{row.pk}").values_list("verb", flat=True)
        assert list(verbs).count("assigned.requested") == 2
    lines = HandedRequest.objects.filter(hand_over=hand_over)
    assert {line.request_id: line.due_at for line in lines} == {
        row.pk: row.deadlines.get().due_at for row in (first, second)
    }
    assert Event.objects.filter(verb="work.handed_over").count() == 1
    [mail] = Message.objects.filter(template="work_handed_over")
    assert mail.to_address == "night@portal.example"
    assert mail.context["number"] == 2


def test_to_the_desk_it_is_nobodys_and_everybody_there_reads_it(world: World, night: User) -> None:
    request = taken(world)
    hand_over = handed(world, request)
    request.refresh_from_db()
    assert request.requested_person is None
    assert list(hand_overs_waiting(night)) == [hand_over]
    assert list(hand_overs_waiting(world.their_supervisor)) == [hand_over]
    assert list(hand_overs_waiting(world.contact)) == []
    assert list(hand_overs_waiting(world.officer)) == []


def test_it_is_noted_once(world: World, night: User) -> None:
    hand_over = handed(world, taken(world), to=night)
    with pytest.raises(NotAllowed):
        hand_over_note(actor=world.contact, hand_over=hand_over)
    first = hand_over_note(actor=night, hand_over=hand_over)
    assert hand_over_note(actor=world.their_supervisor, hand_over=hand_over).noted_by == night
    assert first.noted_at == WorkHandOver.objects.get().noted_at
    assert list(hand_overs_waiting(night)) == []
    assert Event.objects.filter(verb="work.hand_over_noted").count() == 1


def test_what_is_no_more_in_ones_hands_stays_where_it_is(world: World, night: User) -> None:
    request, other = taken(world), world.sent()
    request_assign(actor=world.contact, request=request, person=world.their_supervisor)
    handed(world, request, other, to=night)
    request.refresh_from_db()
    assert request.requested_person == world.their_supervisor
    assert not HandedRequest.objects.exists()


def test_what_is_refused_hands_over_nothing(world: World) -> None:
    request = taken(world)
    for to, note in ((world.contact, "x"), (world.officer, "x"), (None, "  ")):
        with pytest.raises(Invalid):
            work_hand_over(actor=world.contact, authority=world.asked, to=to, note=note, requests=[request.pk])
    with pytest.raises(NotAllowed):
        work_hand_over(actor=world.auditor, authority=world.asking, to=None, note="x", requests=[])
    with pytest.raises(NotAllowed):
        work_hand_over(actor=world.contact, authority=world.asking, to=None, note="x", requests=[])
    request.refresh_from_db()
    assert request.requested_person == world.contact
    assert not WorkHandOver.objects.exists()


def test_the_note_is_never_changed(world: World) -> None:
    hand_over = handed(world)
    with pytest.raises(Error, match="work_hand_over_frozen"):
        WorkHandOver.objects.filter(pk=hand_over.pk).update(note="Another.")


def test_only_those_whom_it_concerns_see_it(world: World, night: User) -> None:
    other = person("other", world.asked, Role.CONTACT)
    hand_over = handed(world, to=night)
    for user in (night, world.contact, world.their_supervisor):
        assert list(hand_overs_known(user)) == [hand_over]
    for user in (other, world.officer, world.stranger):
        assert list(hand_overs_known(user)) == []


def test_from_the_form_to_the_home_of_the_next(world: World, night: User, as_: Callable[[User], Client]) -> None:
    kept, given = taken(world), taken(world)
    client = as_(world.contact)
    page = client.get("/hand-overs/new/").content.decode()
    assert kept.reference in page
    form = {"to": str(night.pk), "note": "Call at nine.", "requests": [str(given.pk)]}
    assert client.post("/hand-overs/new/", {**form, "note": ""}).status_code == 400
    response = client.post("/hand-overs/new/", form, follow=True)
    assert given.reference in response.content.decode()
    assert kept.reference not in response.content.decode()
    home = as_(night).get("/").content.decode()
    assert "Contact hands over" in home
    assert "Call at nine." in home
    after = as_(night).post(f"/hand-overs/{WorkHandOver.objects.get().pk}/noted/", follow=True)
    assert "Contact hands over" not in after.content.decode()


def test_many_requests_cost_what_few_cost(world: World, as_: Callable[[User], Client]) -> None:
    client = as_(world.contact)
    costs = []
    for number in (1, 30):
        rows = sent_rows(world, number)
        Request.objects.filter(pk__in=[row.pk for row in rows]).update(requested_person=world.contact)
        costs.append(cost(client, "/hand-overs/new/"))
    assert costs[0] == costs[1]
