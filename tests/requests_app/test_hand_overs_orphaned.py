"""Handed over to somebody who left before reading it: a supervisor finds it, and gives it on with one press."""

from __future__ import annotations

import pytest
from django.test import Client

from contacts.models import Membership
from contacts.roles import Role
from contacts.services.memberships import membership_end
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotFound
from mla_portal.outbox.models import Message
from requests_app.models import Request, WorkHandOver
from requests_app.selectors.hand_overs import hand_overs_orphaned, hand_overs_waiting
from requests_app.services.assignments import request_assign
from requests_app.services.hand_overs import hand_over_note, hand_over_pass_on, work_hand_over
from tests.world import World, person

pytestmark = pytest.mark.django_db
NOTE = "The provider calls back at nine."


@pytest.fixture
def night(world: World) -> User:
    """Who was to come after the contact."""
    return person("night", world.asked, Role.CONTACT)


@pytest.fixture
def early(world: World) -> User:
    return person("early", world.asked, Role.CONTACT)


def leaves(user: User) -> None:
    for membership in Membership.objects.filter(user=user):
        membership_end(actor=None, membership=membership)


def handed(world: World, to: User, *rows: Request) -> WorkHandOver:
    keys = [row.pk for row in rows]
    return work_hand_over(actor=world.contact, authority=world.asked, to=to, note=NOTE, requests=keys)


def left(world: World, night: User) -> tuple[WorkHandOver, Request]:
    request = request_assign(actor=world.contact, request=world.sent(), person=world.contact)
    made = handed(world, night, request)
    leaves(night)
    request.refresh_from_db()
    return made, request


def test_it_is_found_once_the_reader_has_left(world: World, night: User) -> None:
    made = handed(world, night)
    assert not hand_overs_orphaned(world.their_supervisor).exists()
    leaves(night)
    assert list(hand_overs_orphaned(world.their_supervisor)) == [made]


def test_somebody_who_may_not_sign_in_any_more_reads_nothing_either(world: World, night: User) -> None:
    made = handed(world, night)
    User.objects.filter(pk=night.pk).update(is_active=False)
    assert list(hand_overs_orphaned(world.their_supervisor)) == [made]


def test_what_was_read_or_is_for_the_desk_is_nobodys_loss(world: World, night: User) -> None:
    hand_over_note(actor=night, hand_over=handed(world, night))
    work_hand_over(actor=world.contact, authority=world.asked, to=None, note=NOTE, requests=[])
    leaves(night)
    assert not hand_overs_orphaned(world.their_supervisor).exists()


def test_only_those_who_supervise_there_find_it(world: World, night: User) -> None:
    made, _request = left(world, night)
    for outsider in (world.contact, world.supervisor, world.stranger):
        assert not hand_overs_orphaned(outsider).exists()
        with pytest.raises(NotFound):
            hand_over_pass_on(actor=outsider, hand_over=made, person=None)


def test_a_colleague_gets_the_words_and_the_requests(world: World, night: User, early: User) -> None:
    made, request = left(world, night)
    assert hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=early) == 1
    request.refresh_from_db()
    made.refresh_from_db()
    assert request.requested_person == early
    assert (made.noted_by, made.note) == (world.their_supervisor, NOTE)
    again = hand_overs_waiting(early).get()
    assert again.note.endswith(NOTE)
    assert "Night, who has left" in again.note
    assert [line.request for line in again.requests.all()] == [request]
    assert Message.objects.filter(template="work_handed_over", to_address=early.email).count() == 1
    verbs = list(Event.objects.filter(verb__startswith="work.").order_by("pk").values_list("verb", flat=True))
    assert sorted(verbs) == ["work.hand_over_noted", "work.handed_over", "work.handed_over"]


def test_to_the_desk_everybody_there_reads_it(world: World, night: User, early: User) -> None:
    made, request = left(world, night)
    hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=None)
    request.refresh_from_db()
    assert request.requested_person is None
    assert hand_overs_waiting(early).count() == 1


def test_the_supervisor_takes_it(world: World, night: User) -> None:
    made, _request = left(world, night)
    hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=world.their_supervisor)
    assert not hand_overs_orphaned(world.their_supervisor).exists()
    assert WorkHandOver.objects.count() == 1


def test_what_somebody_has_meanwhile_stays_with_them(world: World, night: User, early: User) -> None:
    made, request = left(world, night)
    request_assign(actor=world.their_supervisor, request=request, person=world.contact)
    assert hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=early) == 0
    request.refresh_from_db()
    assert request.requested_person == world.contact


def test_the_second_press_says_who_was_first(world: World, night: User, early: User) -> None:
    made, _request = left(world, night)
    hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=early)
    with pytest.raises(Conflict, match="before you"):
        hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=None)
    assert hand_overs_waiting(early).count() == 1


def test_it_stays_with_somebody_who_is_there(world: World, night: User) -> None:
    with pytest.raises(Conflict, match="still here"):
        hand_over_pass_on(actor=world.their_supervisor, hand_over=handed(world, night), person=None)


def test_somebody_from_elsewhere_gets_nothing(world: World, night: User) -> None:
    made, _request = left(world, night)
    with pytest.raises(Invalid):
        hand_over_pass_on(actor=world.their_supervisor, hand_over=made, person=world.officer)


def test_the_list_of_what_nobody_has_shows_it_with_its_presses(world: World, night: User, early: User) -> None:
    made, _request = left(world, night)
    client = Client()
    client.force_login(world.their_supervisor)
    shown = client.get("/orphans/").content.decode()
    assert NOTE in shown
    assert "Take it myself" in shown
    address = f"/hand-overs/{made.pk}/pass-on/"
    assert client.post(address, {"person": ""}).status_code == 400
    assert client.post(address, {"person": str(world.officer.pk)}).status_code == 400
    assert client.post(address, {"person": str(early.pk)}, follow=True).redirect_chain == [("/orphans/", 302)]
    assert NOTE not in client.get("/orphans/").content.decode()
