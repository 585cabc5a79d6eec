"""The page of a request: each side sees its own, and the buttons of what this person may do now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from requests_app.models import Reading, Request
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_change
from tests.pages.work.rows import cost
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def shown(client: Client, request: Request) -> str:
    response = client.get(f"/requests/{request.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def buttons(page: str, request: Request) -> set[str]:
    known = ("submit", "approve", "return", "send", "acknowledge", "withdraw")
    return {action for action in known if f"/requests/{request.pk}/actions/{action}/" in page}


def test_in_review_it_asks_the_supervisor_and_tells_the_author_who_may(world: World, as_: SignIn) -> None:
    request = world.in_review()
    page = shown(as_(world.supervisor), request)
    assert buttons(page, request) == {"approve", "return"}
    assert "It waits for your approval" in page
    page = shown(as_(world.officer), request)
    assert buttons(page, request) == set()
    assert "Another person than the author has to approve this. These may: Supervisor." in page


def test_approved_it_is_ready_to_be_sent(world: World, as_: SignIn) -> None:
    request = world.approved()
    assert buttons(shown(as_(world.officer), request), request) == {"send", "return"}
    page = shown(as_(world.auditor), request)
    assert buttons(page, request) == set()
    assert "These may send it: Colleague, Officer, Supervisor." in page


def test_sent_the_other_side_acknowledges_with_one_press(world: World, as_: SignIn) -> None:
    request = world.sent()
    page = shown(as_(world.contact), request)
    assert buttons(page, request) == {"acknowledge"}
    assert f'<form method="post" action="/requests/{request.pk}/actions/acknowledge/">' in page
    own = shown(as_(world.officer), request)
    assert buttons(own, request) == {"withdraw"}
    assert "Waiting for Cybercrime Service to acknowledge" in own
    assert "+40 21 555 0100" in own


def test_the_requested_side_sees_nothing_of_the_case(world: World, as_: SignIn) -> None:
    request = world.sent(case=world.case(title="Operation Lilac", reference="GE-74/2026"))
    page = shown(as_(world.contact), request)
    assert "Data preservation request" in page
    assert "False pages of a bank" in page  # the facts, for the document says them
    for hidden in ("Operation Lilac", "GE-74/2026", str(request.case_id), "Drafted", "Approved", "Submitted"):
        assert hidden not in page
    assert "Operation Lilac" in shown(as_(world.officer), request)


def test_what_the_case_says_later_does_not_reach_the_other_side(world: World, as_: SignIn) -> None:
    request = world.sent()
    case_change(actor=world.officer, case=request.own_case, answers={"facts": "An informer named the suspect."})
    for reader in (world.contact, world.officer):
        page = shown(as_(reader), request)
        assert "informer" not in page
        assert "False pages of a bank" in page


def test_before_it_is_sent_the_other_side_finds_nothing(world: World, as_: SignIn) -> None:
    for request in (world.draft(), world.in_review(), world.approved()):
        assert as_(world.contact).get(f"/requests/{request.pk}/").status_code == 404


def test_a_stranger_and_somebody_signed_out_see_nothing(world: World, as_: SignIn) -> None:
    request = world.sent()
    assert as_(world.stranger).get(f"/requests/{request.pk}/").status_code == 404
    assert Client().get(f"/requests/{request.pk}/").status_code == 302


def test_the_first_opening_is_noted_once_and_the_sender_sees_it(world: World, as_: SignIn) -> None:
    request = world.sent()
    shown(as_(world.officer), request)
    assert not Reading.objects.exists()
    shown(as_(world.contact), request)
    shown(as_(world.contact), request)
    assert Reading.objects.get().user == world.contact
    assert Event.objects.filter(verb="request.read").count() == 1
    page = shown(as_(world.officer), request)
    assert "Opened by the requested authority" in page
    assert "by Contact, Cybercrime Service" in page


def test_the_acknowledgement_shows_on_both_sides(world: World, as_: SignIn) -> None:
    request = world.sent()
    answers = {"their_reference": "RO-9", "note": "The provider is being called."}
    action_perform(actor=world.contact, request=request, action="acknowledge", answers=answers)
    for reader in (world.officer, world.contact):
        page = shown(as_(reader), request)
        assert "Receipt acknowledged" in page
        assert "RO-9" in page
        assert "The provider is being called." in page


def test_withdrawn_both_sides_read_why(world: World, as_: SignIn) -> None:
    request = world.sent()
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "The suspect confessed"})
    for reader in (world.officer, world.contact):
        page = shown(as_(reader), request)
        assert "The suspect confessed" in page
        assert buttons(page, request) == set()


def test_the_reason_of_a_return_stays_at_home(world: World, as_: SignIn) -> None:
    request = world.in_review()
    action_perform(actor=world.supervisor, request=request, action="return", answers={"reason": "Name of the informer"})
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        action_perform(actor=actor, request=request, action=action, answers={})
    page = shown(as_(world.contact), request)
    assert "informer" not in page
    assert "Returned" not in page


def test_an_outsiders_answer_is_recorded_by_the_officer(world: World, as_: SignIn) -> None:
    request = world.sent(to=world.outsider)
    page = shown(as_(world.officer), request)
    assert buttons(page, request) == {"acknowledge", "withdraw"}
    assert "Record the acknowledgement" in page
    assert f'<form method="post" action="/requests/{request.pk}/actions/acknowledge/">' not in page


def test_a_sealed_case_makes_no_party_of_a_colleague_who_belongs_to_both(world: World, as_: SignIn) -> None:
    from contacts.roles import Role
    from contacts.services.memberships import membership_grant

    request = world.sent(case=world.case(sealed=True, title="Operation Lilac"))
    membership_grant(actor=None, user=world.colleague, authority=world.asked, role=Role.CONTACT)
    page = shown(as_(world.colleague), request)
    assert "Operation Lilac" not in page
    assert "Drafted" not in page


def test_identifiers_are_shown_as_given_and_in_utc(world: World, as_: SignIn) -> None:
    page = shown(as_(world.contact), world.sent())
    assert "185.220.101.7" in page
    assert "2026-11-14 08:21:07 +04:00" in page
    assert "2026-11-14 04:21:07" in page
    assert "1 IP address" in page


def test_the_page_costs_a_fixed_number_of_queries(world: World, as_: SignIn) -> None:
    rows = [{"type": "domain", "value": f"bank{number}.example"} for number in range(60)]
    request = world.sent(identifiers=rows)
    assert cost(as_(world.officer), f"/requests/{request.pk}/") <= 42
