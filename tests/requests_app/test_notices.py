"""The mails of a move go to people who may still know of it."""

from __future__ import annotations

import pytest

from contacts.models import Membership
from contacts.services.memberships import membership_end
from mla_portal.outbox.models import Message
from requests_app.models import Case, CaseUserObjectPermission
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_share
from tests.world import World

pytestmark = pytest.mark.django_db


def told(template: str) -> set[str]:
    return set(Message.objects.filter(template=template).values_list("to_address", flat=True))


def officer_leaves(world: World) -> None:
    for membership in Membership.objects.filter(user=world.officer):
        membership_end(actor=None, membership=membership)


def test_the_author_is_told_of_the_approval(world: World) -> None:
    world.approved()
    assert told("request_approved") == {"officer@portal.example"}


def test_of_an_author_who_left_the_supervisors_are_told(world: World) -> None:
    request = world.in_review()
    officer_leaves(world)
    action_perform(actor=world.supervisor, request=request, action="approve", answers={})
    assert told("request_approved") == {"supervisor@portal.example"}


def test_a_return_reaches_somebody_when_the_author_left(world: World) -> None:
    request = world.in_review()
    officer_leaves(world)
    action_perform(actor=world.supervisor, request=request, action="return", answers={"reason": "Shorten it"})
    assert told("request_returned") == {"supervisor@portal.example"}


def test_the_acknowledgement_goes_to_the_supervisors_when_the_sender_left(world: World) -> None:
    request = world.sent()
    officer_leaves(world)
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    assert told("request_acknowledged") == {"supervisor@portal.example"}


def test_author_and_sender_are_both_told_of_the_acknowledgement(world: World) -> None:
    request = action_perform(actor=world.colleague, request=world.approved(), action="send", answers={})
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    assert told("request_acknowledged") == {"officer@portal.example", "colleague@portal.example"}


def test_a_case_sealed_since_is_kept_from_who_is_not_named_on_it(world: World) -> None:
    request = world.sent()
    Case.objects.filter(pk=request.own_case.pk).update(sealed=True)
    CaseUserObjectPermission.objects.filter(content_object=request.case).delete()
    case_share(actor=world.colleague, case=request.own_case, colleague=world.colleague)
    request.refresh_from_db()
    action_perform(actor=world.contact, request=request, action="acknowledge", answers={})
    assert told("request_acknowledged") == {"colleague@portal.example"}
