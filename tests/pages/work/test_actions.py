"""Making a move: the page before it, the doing, and every polite no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from contacts.models import Authority, ContactPoint
from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message
from requests_app.models import Acknowledgement, Request, Transmission
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_change
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(request: Request, action: str) -> str:
    return f"/requests/{request.pk}/actions/{action}/"


def texts(response: Any) -> str:
    return str(response.content.decode())


def status(request: Request) -> str:
    return Request.objects.values_list("status", flat=True).get(pk=request.pk)


def test_returned_with_a_reason(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    assert "The author reads this at the top of the draft" in texts(client.get(address(request, "return")))
    done = client.post(address(request, "return"), {"reason": "Shorten the period."}, follow=True)
    assert done.redirect_chain == [(f"/requests/{request.pk}/", 302)]
    assert f"{request.reference} is returned to Officer" in texts(done)
    assert Request.objects.get(pk=request.pk).reason == "Shorten the period."


@pytest.mark.parametrize("action", ["return", "withdraw"])
def test_without_a_reason_it_is_asked_for(world: World, as_: SignIn, action: str) -> None:
    request = world.in_review() if action == "return" else world.sent()
    before = status(request)
    client = as_(world.supervisor)
    response = client.post(address(request, action), {"reason": "   "})
    assert response.status_code == 400
    assert texts(response).count("Say w") >= 2  # in the summary and beside the field
    assert status(request) == before


def test_what_is_too_long_comes_back_to_be_shortened(world: World, as_: SignIn) -> None:
    request = world.in_review()
    response = as_(world.supervisor).post(address(request, "return"), {"reason": "word " * 500})
    assert response.status_code == 400
    assert "word word word" in texts(response)
    assert status(request) == "in_review"


def test_the_approver_reads_the_very_document(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    page = client.get(address(request, "approve"))
    assert f'src="/requests/{request.pk}/preview.pdf' in texts(page)
    client.post(address(request, "approve"), {"seen": page.context["seen"]})
    assert status(request) == "approved"


def test_what_changed_while_it_was_read_is_not_approved(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    seen = client.get(address(request, "approve")).context["seen"]
    case_change(actor=world.officer, case=request.own_case, answers={"facts": "Something else happened."})
    response = client.post(address(request, "approve"), {"seen": seen})
    assert response.status_code == 409
    assert "changed while you were reading" in texts(response)
    assert address(request, "approve") in texts(response)
    assert status(request) == "in_review"


def test_what_is_not_complete_any_more_is_not_approved(world: World, as_: SignIn) -> None:
    request = world.in_review()
    case_change(actor=world.officer, case=request.own_case, answers={"offences": []})
    client = as_(world.supervisor)
    page = client.get(address(request, "approve"))
    assert "Name the offence that is the subject of the investigation or proceedings." in texts(page)
    response = client.post(address(request, "approve"), {"seen": page.context["seen"]})
    assert response.status_code == 409
    assert "changed since it was submitted" in texts(response)
    assert status(request) == "in_review"


def test_the_author_does_not_approve(world: World, as_: SignIn) -> None:
    request = world.draft()
    Request.objects.filter(pk=request.pk).update(author=world.supervisor)
    request.refresh_from_db()
    action_perform(actor=world.officer, request=request, action="submit", answers={})
    client = as_(world.supervisor)
    assert client.get(address(request, "approve")).status_code == 403
    assert client.post(address(request, "approve")).status_code == 403
    assert status(request) == "in_review"


def test_sending_says_to_whom_and_what_follows(world: World, as_: SignIn) -> None:
    request = world.approved()
    client = as_(world.officer)
    page = texts(client.get(address(request, "send")))
    for part in (
        "Cybercrime Service",
        "Romania",
        "This portal",
        "desk@ro.example",
        "Acknowledgement due",
        "at 50 % of the time",
    ):
        assert part in page
    done = client.post(address(request, "send"), follow=True)
    assert "is sent to Cybercrime Service; its desks are being told by e-mail" in texts(done)
    assert "The acknowledgement is due by" in texts(done)
    assert status(request) == "sent"


def test_to_an_outsider_the_officer_sends_it_and_records_how(world: World, as_: SignIn) -> None:
    request = world.approved(to=world.outsider)
    client = as_(world.officer)
    page = texts(client.get(address(request, "send")))
    document = request.documents.get()
    assert f"/documents/{document.pk}/file.pdf" in page
    assert "<strong>By e-mail</strong> the portal delivers it: desk@us.example gets a link" in page
    assert "Send, or record as sent" in page
    assert "at 50 % of the time, to: the officer who sent the request" in page
    wrong = client.post(address(request, "send"), {"channel": "pigeon", "note": "No 12"})
    assert wrong.status_code == 400
    assert "No 12" in texts(wrong)
    client.post(address(request, "send"), {"channel": "interpol", "note": "No 12"})
    sent = Transmission.objects.get()
    assert (sent.channel, sent.note) == ("interpol", "No 12")
    assert not Message.objects.filter(template="request_arrived").exists()


def test_whom_no_mail_reaches_the_portal_cannot_deliver_to(world: World, as_: SignIn) -> None:
    request = world.approved(to=world.outsider)
    ContactPoint.objects.filter(authority=world.outsider).update(email="")
    Authority.objects.filter(pk=world.outsider.pk).update(email="")
    page = texts(as_(world.officer).get(address(request, "send")))
    assert "the portal cannot deliver it" in page
    assert ">Record as sent<" in page


def test_one_press_acknowledges(world: World, as_: SignIn) -> None:
    request = world.sent()
    done = as_(world.contact).post(address(request, "acknowledge"), follow=True)
    assert f"Receipt of {request.reference} is acknowledged. Prosecutor&#x27;s Office sees it at once." in texts(done)
    assert Acknowledgement.objects.get().by == world.contact


def test_acknowledged_in_the_inbox_it_leads_back_there(world: World, as_: SignIn) -> None:
    request = world.sent()
    done = as_(world.contact).post(
        address(request, "acknowledge"), {"their_reference": "RO-9", "back": "inbox"}, follow=True
    )
    assert done.redirect_chain == [("/inbox/", 302)]
    assert Acknowledgement.objects.get().their_reference == "RO-9"


def test_nobody_is_led_elsewhere(world: World, as_: SignIn) -> None:
    request = world.sent()
    done = as_(world.contact).post(address(request, "acknowledge"), {"back": "https://evil.example/"})
    assert done["Location"] == f"/requests/{request.pk}/"


def test_a_reference_that_is_too_long_comes_back_with_the_rest(world: World, as_: SignIn) -> None:
    request = world.sent()
    answers = {"their_reference": "R" * 81, "note": "Called the provider.", "back": "inbox"}
    response = as_(world.contact).post(address(request, "acknowledge"), answers)
    assert response.status_code == 400
    assert "R" * 81 in texts(response)
    assert "Called the provider." in texts(response)
    assert 'name="back" value="inbox"' in texts(response)
    assert status(request) == "sent"


def test_two_colleagues_press_and_the_second_reads_who_was_first(world: World, as_: SignIn) -> None:
    request = world.sent()
    as_(world.contact).post(address(request, "acknowledge"))
    response = as_(world.their_supervisor).post(
        address(request, "acknowledge"), {"their_reference": "RO-77", "note": "Taken by the night shift."}
    )
    assert response.status_code == 409
    page = texts(response)
    assert "Receipt acknowledged" in page
    assert "by Contact" in page
    assert "RO-77" in page
    assert "Taken by the night shift." in page
    assert Acknowledgement.objects.count() == 1


@pytest.mark.parametrize("action", ["acknowledge", "send"])
def test_a_second_press_of_ones_own_is_no_reproach(world: World, as_: SignIn, action: str) -> None:
    request = world.sent() if action == "acknowledge" else world.approved()
    client = as_(world.contact if action == "acknowledge" else world.officer)
    client.post(address(request, action))
    response = client.post(address(request, action))
    assert response.status_code == 409
    assert "You have done this already; it was done once, and once only." in texts(response)
    assert Transmission.objects.count() == 1


def test_too_late_the_page_says_what_can_be_done_now(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    client = as_(world.officer)
    for response in (client.get(address(request, "send")), client.post(address(request, "send"))):
        assert response.status_code == 409
        assert "the request is now “Acknowledged”" in texts(response)
        assert address(request, "withdraw") in texts(response)


def test_the_requested_side_learns_nothing_from_a_conflict(world: World, as_: SignIn) -> None:
    request = world.sent()
    page = texts(as_(world.contact).post(address(request, "approve")))
    assert "Supervisor" not in page
    assert "Approved" not in page


@pytest.mark.parametrize(
    ("person", "action", "answer"),
    [
        ("contact", "withdraw", 403),
        ("officer", "acknowledge", 403),
        ("auditor", "withdraw", 403),
        ("stranger", "acknowledge", 404),
        ("contact", "destroy", 404),
    ],
)
def test_whose_move_it_is_not(world: World, as_: SignIn, person: str, action: str, answer: int) -> None:
    request = world.sent()
    client = as_(getattr(world, person))
    assert client.get(address(request, action)).status_code == answer
    assert client.post(address(request, action), {"reason": "because"}).status_code == answer
    assert status(request) == "sent"


def test_a_draft_that_is_not_complete_leads_to_what_is_missing(world: World, as_: SignIn) -> None:
    request = world.draft(content={}, identifiers=[])
    response = as_(world.officer).post(address(request, "submit"))
    assert response["Location"] == f"/requests/{request.pk}/check/"
    assert status(request) == "draft"


def test_withdrawn_the_requested_authority_is_told(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    done = as_(world.officer).post(address(request, "withdraw"), {"reason": "The suspect confessed."}, follow=True)
    assert "is withdrawn. Cybercrime Service is told by e-mail and reads your reason." in texts(done)
    assert Message.objects.filter(template="request_withdrawn").exists()


def test_other_methods_are_refused(world: World, as_: SignIn) -> None:
    assert as_(world.contact).delete(address(world.draft(), "submit")).status_code == 405
