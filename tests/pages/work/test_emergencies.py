"""The pages of the emergency lane: the press on the draft, the call, the review, the list of supervisors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.services.oral_requests import oral_request_record
from tests.access.lanes import emergency, lanes
from tests.browser import Open
from tests.pages.work.rows import cost
from tests.pages.work.test_in_browser import SIZES, fits
from tests.requests_app.test_emergencies import a_call
from tests.world import World

SignIn = Callable[[User], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_draft_of_an_emergency_has_the_press_and_no_other_draft(world: World, as_: SignIn) -> None:
    request = emergency(world)
    move = f"/requests/{request.pk}/actions/send_at_once/"
    assert move in text(as_(world.officer), f"/requests/{request.pk}/")
    assert move not in text(as_(world.auditor), f"/requests/{request.pk}/")
    other = world.draft()
    assert "send_at_once" not in text(as_(world.officer), f"/requests/{other.pk}/")


def test_from_the_page_it_is_sent_and_stands_on_the_home_of_the_supervisor(world: World, as_: SignIn) -> None:
    request = emergency(world)
    move = f"/requests/{request.pk}/actions/send_at_once/"
    page = text(as_(world.officer), move)
    assert "A child is held" in page
    assert "+40 21 555 0100" in page
    assert as_(world.officer).post(move, {"emergency_facts": "A child is held."}).status_code == 302
    assert Request.objects.get(pk=request.pk).status == "sent"
    home = text(as_(world.supervisor), "/")
    assert f"/requests/{request.pk}/emergency/" in home
    assert "1 to review" in text(as_(world.supervisor), "/dashboard/")


def test_the_review_is_a_form_for_a_supervisor_alone(world: World, as_: SignIn) -> None:
    address = f"/requests/{lanes(world)['at_once'].pk}/emergency/"
    assert "Record the review" not in text(as_(world.officer), address)
    assert "Record the review" in text(as_(world.supervisor), address)
    wrong = as_(world.supervisor).post(address, {"finding": "justified", "reason": ""})
    assert (wrong.status_code, b"Say why" in wrong.content) == (400, True)
    assert as_(world.supervisor).post(address, {"finding": "not_justified", "reason": "A week old."}).status_code == 302
    assert "Not justified" in text(as_(world.supervisor), "/emergencies/")
    again = as_(world.supervisor).post(address, {"finding": "justified", "reason": "Rather."})
    assert (again.status_code, b"reviewed already" in again.content) == (409, True)


def test_the_other_side_reads_facts_and_calls_and_not_that_nobody_approved(world: World, as_: SignIn) -> None:
    request = emergency(world)
    oral_request_record(actor=world.officer, request=request, answers=a_call())
    as_(world.officer).post(f"/requests/{request.pk}/actions/send_at_once/", {"emergency_facts": "A child is held."})
    page = text(as_(world.contact), f"/requests/{request.pk}/")
    assert "Asked to keep the logs of the account." in page
    assert "without approval" not in page
    assert "review" not in page.lower().replace("preview", "")


def test_its_place_in_the_navigation_is_the_dashboard(world: World, as_: SignIn) -> None:
    assert 'href="/dashboard/" aria-current="true"' in text(as_(world.supervisor), "/emergencies/")


def test_the_list_costs_the_same_however_long_it_is(world: World, as_: SignIn) -> None:
    lanes(world)
    client = as_(world.supervisor)
    few = cost(client, "/emergencies/")
    for _number in range(3):
        lanes(world)
    assert cost(client, "/emergencies/") == few <= 12


@SIZES
def test_every_page_of_the_lane_in_a_browser(open_as: Open, world: World, size: tuple[int, int]) -> None:
    rows = lanes(world)
    oral_request_record(actor=world.officer, request=rows["emergency"], answers=a_call())
    page = open_as(world.officer, size)
    for place in ("", "actions/send_at_once/", "emergency/call/"):
        fits(page, f"/requests/{rows['emergency'].pk}/{place}")
    page = open_as(world.supervisor, size)
    for address in ("/", f"/requests/{rows['at_once'].pk}/emergency/", "/emergencies/"):
        fits(page, address)
