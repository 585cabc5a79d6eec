"""The page of a doubt: for the side that was asked, with nothing of it anywhere on the other one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.services.suspicions import suspicion_raise
from tests.browser import Open
from tests.pages.work.test_in_browser import SIZES, fits
from tests.requests_app.test_suspicions import NUMBER
from tests.world import World

SignIn = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_raised_and_cleared_from_the_page(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    address = f"/requests/{request.pk}/suspicion/"
    contact, supervisor = as_(world.contact), as_(world.their_supervisor)
    assert contact.post(address, {"act": "raise", "reason": ""}).status_code == 400
    assert contact.post(address, {"act": "raise", "reason": "An odd hour."}).status_code == 302
    assert b"Record the call back" not in contact.get(f"/requests/{request.pk}/").content
    page = supervisor.get(f"/requests/{request.pk}/").content
    assert (b"An odd hour." in page, b"Record the call back" in page) == (True, True)
    assert NUMBER.encode() in supervisor.get(address).content
    call = {
        "act": "clear",
        "number": NUMBER,
        "spoken_to": "The registry",
        "called_at_0": "2099-01-01",
        "called_at_1": "10:00",
        "called_at_2": "+00:00",
        "answer": "They read me their number.",
    }
    assert supervisor.post(address, call).status_code == 400


def test_the_inbox_marks_it_and_the_other_side_sees_no_word_of_it(world: World, as_: SignIn) -> None:
    request = world.sent()
    suspicion_raise(actor=world.contact, request=request, reason="An odd hour.")
    for address in ("/inbox/", "/", f"/requests/{request.pk}/"):
        assert "Is it genuine?" in as_(world.contact).get(address).content.decode()
    for address in ("/requests/", "/", f"/requests/{request.pk}/", "/deadlines/"):
        page = as_(world.officer).get(address).content.decode()
        assert "genuine?" not in page
        assert "An odd hour." not in page


@SIZES
def test_its_pages_in_a_browser(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request = world.in_execution()
    page = open_as(world.contact, size)
    fits(page, f"/requests/{request.pk}/suspicion/")
    suspicion_raise(actor=world.contact, request=request, reason="An odd hour, and another style.")
    fits(page, f"/requests/{request.pk}/")
    fits(open_as(world.their_supervisor, size), f"/requests/{request.pk}/suspicion/")
