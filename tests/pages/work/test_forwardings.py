"""Passing on, on the pages: the choice says who finds it, each side reads its part, and the record is a form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import Forwarding
from tests.access.lanes import lanes
from tests.browser import Open
from tests.pages.work.test_in_browser import SIZES, fits
from tests.requests_app.test_forwardings import colleague_there, passed_on
from tests.world import World

__all__ = ["colleague_there"]
SignIn = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_the_chain_on_the_page_of_each_side(world: World, as_: SignIn, colleague_there: User) -> None:
    first = world.acknowledged()
    choice = as_(world.contact).get(f"/requests/{first.pk}/actions/redirect/").content.decode()
    assert "Ministry (finds it in its inbox)" in choice
    made = passed_on(world, first)
    page = as_(world.officer).get(f"/requests/{first.pk}/").content.decode()
    assert f"/requests/{made.pk}/" in page
    there = as_(colleague_there).get(f"/requests/{made.pk}/").content.decode()
    assert "It reached Cybercrime Service first" in there
    assert first.reference in there
    assert f"/requests/{first.pk}/" not in there
    assert made.reference in as_(colleague_there).get("/inbox/").content.decode()


def test_the_record_of_another_channel(world: World, as_: SignIn) -> None:
    request = lanes(world)["elsewhere"]
    address = f"/requests/{request.pk}/forwarding/"
    client = as_(world.contact)
    assert address in client.get(f"/requests/{request.pk}/").content.decode()
    answers = {
        "to": "Cyber Centre",
        "channel": "interpol",
        "number": "I-77",
        "happened_at_0": "2026-11-20",
        "happened_at_1": "10:00",
        "happened_at_2": "+02:00",
    }
    assert client.post(address, {**answers, "number": ""}).status_code == 400
    assert client.post(address, answers).status_code == 302
    assert Forwarding.objects.get().number == "I-77"
    assert "It went on to Cyber Centre." in as_(world.officer).get(f"/requests/{request.pk}/").content.decode()


@SIZES
def test_its_pages_in_a_browser(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request = lanes(world)["elsewhere"]
    page = open_as(world.contact, size)
    fits(page, f"/requests/{request.pk}/forwarding/")
    fits(page, f"/requests/{request.pk}/")
