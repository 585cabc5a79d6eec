"""Approving a long document in the page: it says how far the document is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import ApprovalWish, Making, Request
from requests_app.services import approvals
from requests_app.services.approvals import approval_make_next
from requests_app.services.cases import case_change
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approvals, "MOST_IDENTIFIERS", 0)


def press(client: Client, request: Request) -> str:
    address = f"/requests/{request.pk}/actions/approve/"
    answer = client.post(address, {"seen": client.get(address).context["seen"]}, follow=True)
    assert answer.redirect_chain == [(f"/requests/{request.pk}/", 302)]
    return answer.content.decode()


def live(client: Client, request: Request, seen: str) -> str:
    return client.get(f"/requests/{request.pk}/live/", {"seen": seen}).content.decode()


def test_the_page_says_that_it_is_being_made_and_offers_no_second_press(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    page = press(client, request)
    assert "Your approval of" in page
    assert "the document is being made (identifiers: 1). It waits for its turn." in page
    assert "Load this page again" in page
    assert 'id="do-approve"' not in page
    assert 'id="do-return"' in page
    again = client.get(f"/requests/{request.pk}/actions/approve/")
    assert (again.status_code, again["Location"]) == (302, f"/requests/{request.pk}/")


def test_pressed_twice_it_is_one_press(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    address = f"/requests/{request.pk}/actions/approve/"
    seen = client.get(address).context["seen"]
    assert [client.post(address, {"seen": seen}).status_code for _press in range(2)] == [302, 302]
    assert ApprovalWish.objects.count() == 1


def test_the_open_page_follows_the_steps_and_shows_the_end(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    press(client, request)
    for making, said in ((Making.LAYING_OUT, "Step 1 of 3"), (Making.SIGNING, "Step 2 of 3")):
        seen = client.get(f"/requests/{request.pk}/").context["pulse"]
        assert live(client, request, seen) == ""
        ApprovalWish.objects.update(making=making)
        assert said in live(client, request, seen)
    seen = client.get(f"/requests/{request.pk}/").context["pulse"]
    ApprovalWish.objects.update(pages=7)
    assert "7 pages so far." in live(client, request, seen)
    approval_make_next()
    assert "Approved and frozen." in live(client, request, seen)


def test_why_it_was_not_made_stands_on_the_page_and_it_can_be_approved_again(world: World, as_: SignIn) -> None:
    request = world.in_review()
    client = as_(world.supervisor)
    press(client, request)
    case_change(actor=world.colleague, case=request.own_case, answers={"facts": "Something else happened."})
    approval_make_next()
    page = client.get(f"/requests/{request.pk}/").content.decode()
    assert "the document was not made: The request changed while you were reading" in page
    assert 'id="do-approve"' in page
    assert "The document was not made" in page
