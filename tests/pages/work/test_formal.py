"""The page of the formal confirmation, read by both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mla_portal.accounts.models import User
from requests_app.models import FormalText, Request
from tests.requests_app.test_formal_texts import context_of
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def address(request: Request) -> str:
    return f"/requests/{request.pk}/formal/"


def different(request: Request) -> SimpleUploadedFile:
    other = replace(context_of(request), facts="Something else happened.")
    return SimpleUploadedFile("letter.json", other.to_json().encode())


def test_what_differs_is_read_by_both_and_each_is_told_what_to_do(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    done = as_(world.contact).post(address(request), {"file": different(request)}, follow=True)
    assert "It says something else than what came first" in done.content.decode()
    for person, press in ((world.contact, "Ask for clarification"), (world.officer, "Write a message")):
        page = as_(person).get(address(request)).content.decode()
        assert "<ins>Something else" in page
        assert press in page
        assert "It says something else" in as_(person).get(f"/requests/{request.pk}/").content.decode()
    assert as_(world.stranger).get(address(request)).status_code == 404


def test_what_cannot_be_read_asks_the_person_and_keeps_what_was_typed(world: World, as_: SignIn) -> None:
    request = world.sent()
    scan = SimpleUploadedFile("scan.jpg", b"\xff\xd8\xff")
    answer = as_(world.contact).post(address(request), {"file": scan, "note": "By eye."})
    assert answer.status_code == 400
    assert "Compare it yourself" in answer.content.decode()
    assert "By eye." in answer.content.decode()
    assert not FormalText.objects.exists()


def test_it_has_no_place_on_a_page_where_nobody_wants_it(world: World, as_: SignIn) -> None:
    request = world.sent()
    for person in (world.officer, world.contact):
        assert 'id="formal"' not in as_(person).get(f"/requests/{request.pk}/").content.decode()
        assert address(request) in as_(person).get(f"/requests/{request.pk}/document/").content.decode()
