"""A large answer through the link, in pieces: carried on after a lost connection, and for the right browser alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mla_portal.counters import count_forget
from mla_portal.storage.models import Upload
from requests_app.models import OutsideLink
from requests_app.services.actions import action_perform
from requests_app.services.outside_links import link_revoke
from tests.outside.links import address_of, code_of, link_to, sent_outside
from tests.world import World

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    count_forget("outside:127.0.0.1")
    yield
    count_forget("outside:127.0.0.1")


@pytest.fixture
def link(world: World) -> OutsideLink:
    return link_to(sent_outside(world))


@pytest.fixture
def inside(client: Client, link: OutsideLink) -> Client:
    body = {"code": code_of(link), "name": "Jane Roe", "function": "Duty officer"}
    assert client.post(address_of(link), body).status_code == 302
    return client


def begun(client: Client, link: OutsideLink, size: Any = 9, name: str = "disk.img") -> Any:
    return client.post(f"{address_of(link)}uploads/", {"name": name, "size": size}, headers=JSON)


def piece(client: Client, url: str, offset: Any, data: bytes) -> Any:
    headers = {**JSON, "Upload-Offset": str(offset)}
    return client.post(url, data, content_type="application/octet-stream", headers=headers)


def finished(client: Client, url: str) -> Any:
    return client.post(f"{url}finish/", {"description": "The disk"}, headers=JSON)


def test_in_pieces_and_once(inside: Client, link: OutsideLink) -> None:
    started = begun(inside, link)
    assert started.status_code == 201
    url = started.json()["url"]
    assert piece(inside, url, 0, b"abcd").json()["offset"] == 4
    assert inside.get(url, headers=JSON).json()["offset"] == 4
    assert piece(inside, url, 4, b"efghi").json()["offset"] == 9
    assert finished(inside, url).json() == finished(inside, url).json()
    [laid] = link.transmission.request.attachments.all()
    assert (laid.added_by, laid.side, laid.description, laid.file.size) == (None, "requested", "The disk", 9)
    assert "disk.img" in inside.get(address_of(link)).content.decode()


def test_a_piece_out_of_place_says_where_to_carry_on(inside: Client, link: OutsideLink) -> None:
    url = begun(inside, link).json()["url"]
    piece(inside, url, 0, b"abcd")
    for offset in (0, 6):
        answer = piece(inside, url, offset, b"x")
        assert (answer.status_code, answer.json()["offset"]) == (409, 4)
    early = finished(inside, url)
    assert (early.status_code, early.json()["offset"]) == (409, 4)


@pytest.mark.parametrize("size", ["", "x", "-1", str(2**60), "9" * 30])
def test_a_size_that_cannot_be_is_refused(inside: Client, link: OutsideLink, size: str) -> None:
    assert begun(inside, link, size=size).status_code == 400


@pytest.mark.parametrize("offset", ["", "x", "-1", "9" * 30])
def test_an_offset_that_is_none_is_refused(inside: Client, link: OutsideLink, offset: str) -> None:
    assert piece(inside, begun(inside, link).json()["url"], offset, b"x").status_code == 400


def test_the_limit_is_that_of_members(inside: Client, link: OutsideLink, settings: Settings) -> None:
    settings.FILE_SIZE_LIMIT = 10
    assert begun(inside, link, size=10).status_code == 201
    assert "larger than" in begun(inside, link, size=11).json()["errors"]["size"][0]


def test_many_at_once_are_refused(inside: Client, link: OutsideLink) -> None:
    for _ in range(20):
        assert begun(inside, link).status_code == 201
    assert begun(inside, link).status_code == 409
    assert Upload.objects.filter(created_by=None).count() == 20


def test_not_without_the_code_nor_from_another_browser(client: Client, link: OutsideLink) -> None:
    assert begun(client, link).json()["message"] == "Enter the code first."
    body = {"code": code_of(link), "name": "Jane Roe", "function": "Duty officer"}
    client.post(address_of(link), body)
    url = begun(client, link).json()["url"]
    for answer in (begun(Client(), link), piece(Client(), url, 0, b"x"), Client().get(url, headers=JSON)):
        assert answer.status_code == 409
        assert "opens once" in answer.json()["message"]


def test_an_upload_of_another_link_is_not_there(world: World, inside: Client, link: OutsideLink) -> None:
    other = link_to(sent_outside(world))
    theirs = Client()
    theirs.post(address_of(other), {"code": code_of(other), "name": "John Doe", "function": "Clerk"})
    key = begun(theirs, other).json()["url"].rsplit("/", 2)[1]
    for pk in (key, uuid4()):
        assert inside.get(f"{address_of(link)}uploads/{pk}/", headers=JSON).status_code == 404
    assert Client().get(f"/outside/nonsense/uploads/{key}/", headers=JSON).status_code == 404


def test_what_closes_the_link_stops_the_upload_and_says_why(world: World, inside: Client, link: OutsideLink) -> None:
    url = begun(inside, link).json()["url"]
    with time_machine.travel(link.expires_at, tick=False):
        assert "time of this link is over" in piece(inside, url, 0, b"x").json()["message"]
    link_revoke(actor=world.officer, link=link)
    assert "called back" in piece(inside, url, 0, b"x").json()["message"]


def test_to_a_withdrawn_request_nothing_more_is_handed_in(world: World, inside: Client, link: OutsideLink) -> None:
    url = begun(inside, link).json()["url"]
    request = link.transmission.request
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found."})
    answer = piece(inside, url, 0, b"x")
    assert (answer.status_code, "has withdrawn this request" in answer.json()["message"]) == (409, True)
    assert finished(inside, url).status_code == 409
    assert Upload.objects.get().expires_at > timezone.now()
