"""Files and messages through the contract."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create
from requests_app.models import Attachment, Request
from tests.world import World

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 2000


def caller(user: User) -> Client:
    _token, key = token_create(actor=user, label="tests")
    return Client(headers={"authorization": f"Token {key}"})


@pytest.fixture
def sent(world: World) -> Request:
    return world.sent()


def begin(client: Client, request: Request, **more: Any) -> Any:
    body = {"name": "disk.img", "size": len(DATA), "sha256": sha256(DATA).hexdigest(), **more}
    return client.post(f"/api/v1/requests/{request.pk}/uploads/", body, content_type="application/json")


def piece(client: Client, request: Request, upload: str, offset: int, data: bytes) -> Any:
    return client.patch(
        f"/api/v1/requests/{request.pk}/uploads/{upload}/",
        data,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def test_a_small_file_is_attached_listed_and_handed_out(world: World, sent: Request) -> None:
    officer, contact = caller(world.officer), caller(world.contact)
    file = SimpleUploadedFile("order.pdf", b"%PDF-1.7 order")
    made = officer.post(f"/api/v1/requests/{sent.pk}/attachments/", {"file": file, "description": "The order"})
    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["size"], told["media_type"], told["side"], told["internal"]) == (
        "order.pdf",
        14,
        "application/pdf",
        "requesting",
        False,
    )
    assert contact.get(f"/api/v1/requests/{sent.pk}/attachments/").json()["results"] == [told]
    answer = contact.get(told["url"].removeprefix("http://testserver"))
    assert answer.getvalue() == b"%PDF-1.7 order"
    assert answer["Content-Disposition"] == 'attachment; filename="order.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_large_file_comes_in_pieces_and_is_carried_on(world: World, sent: Request) -> None:
    client = caller(world.officer)
    upload = begin(client, sent).json()
    assert (upload["offset"], upload["piece_size"]) == (0, 4 * 1024 * 1024)
    assert piece(client, sent, upload["id"], 0, DATA[:300_000]).json()["offset"] == 300_000
    lost = piece(client, sent, upload["id"], 0, DATA[:300_000])
    assert (lost.status_code, lost.json()["offset"]) == (409, 300_000)
    early = client.post(
        f"/api/v1/requests/{sent.pk}/attachments/", {"upload": upload["id"]}, content_type="application/json"
    )
    assert (early.status_code, early.json()["offset"]) == (409, 300_000)
    again = client.get(f"/api/v1/requests/{sent.pk}/uploads/{upload['id']}/").json()
    piece(client, sent, upload["id"], again["offset"], DATA[again["offset"] :])
    for _ in range(2):
        done = client.post(
            f"/api/v1/requests/{sent.pk}/attachments/",
            {"upload": upload["id"], "internal": True},
            content_type="application/json",
        )
        assert (done.status_code, done.json()["sha256"]) == (201, sha256(DATA).hexdigest())
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("offset", "data", "status"),
    [("x", b"1", 400), ("-1", b"1", 400), ("٣", b"1", 400), ("9" * 30, b"1", 400), ("0", b"", 400), ("7", b"1", 409)],
)
def test_a_piece_out_of_place_is_refused(world: World, sent: Request, offset: str, data: bytes, status: int) -> None:
    client = caller(world.officer)
    upload = begin(client, sent).json()["id"]
    answer = client.patch(
        f"/api/v1/requests/{sent.pk}/uploads/{upload}/",
        data,
        content_type="application/octet-stream",
        headers={"Upload-Offset": offset.encode("utf-8").decode("latin-1")},
    )
    assert (answer.status_code, "message" in answer.json()) == (status, True)


@pytest.mark.parametrize(
    "body", [{}, {"upload": None}, {"upload": "x"}, {"upload": 7}, {"internal": "maybe"}, {"internal": 1}, [], 7]
)
def test_what_is_no_attachment_is_refused(world: World, sent: Request, body: Any) -> None:
    answer = caller(world.officer).post(
        f"/api/v1/requests/{sent.pk}/attachments/", body, content_type="application/json"
    )
    assert answer.status_code == 400


def test_what_is_too_large_at_once_is_told_the_other_way(world: World, sent: Request) -> None:
    file = SimpleUploadedFile("disk.img", bytes(5 * 1024 * 1024 + 70_000))
    answer = caller(world.officer).post(f"/api/v1/requests/{sent.pk}/attachments/", {"file": file})
    assert (answer.status_code, "in pieces" in answer.json()["message"]) == (413, True)


def test_a_file_is_not_reached_through_another_request(world: World, sent: Request) -> None:
    client = caller(world.officer)
    made = client.post(f"/api/v1/requests/{sent.pk}/attachments/", {"file": SimpleUploadedFile("a.txt", b"a")}).json()
    other = world.sent()
    assert client.get(f"/api/v1/requests/{other.pk}/attachments/{made['id']}/").status_code == 404
    assert client.delete(f"/api/v1/requests/{other.pk}/attachments/{made['id']}/").status_code == 404


def test_messages_are_said_read_and_listed(world: World, sent: Request) -> None:
    officer, contact = caller(world.officer), caller(world.contact)
    address = f"/api/v1/requests/{sent.pk}/messages/"
    said = officer.post(address, {"text": "Until when?"}, content_type="application/json")
    assert (said.status_code, said.json()["side"], said.json()["read_by"]) == (201, "requesting", [])
    assert contact.post(f"{address}read/").json() == {"read": 1}
    [told] = officer.get(address).json()["results"]
    assert [reading["by"] for reading in told["read_by"]] == [world.contact.name]


def test_a_call_is_recorded(world: World) -> None:
    request = world.sent(to=world.outsider)
    body = {"text": "They have it.", "means": "phone", "said_by": "Desk", "said_at": "2026-11-01T10:00:00Z"}
    answer = caller(world.officer).post(
        f"/api/v1/requests/{request.pk}/messages/", body, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["side"], answer.json()["said_by"]) == (201, "requested", "Desk")
    refused = caller(world.officer).post(
        f"/api/v1/requests/{request.pk}/messages/", {"text": "Hello"}, content_type="application/json"
    )
    assert (refused.status_code, "Record what was said" in refused.json()["message"]) == (409, True)


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "x", "topic": "gossip"}, {"text": "x", "attachments": ["y"]}, [], None],
)
def test_what_is_no_message_is_refused(world: World, sent: Request, body: Any) -> None:
    answer = caller(world.officer).post(f"/api/v1/requests/{sent.pk}/messages/", body, content_type="application/json")
    assert (answer.status_code, "message" in answer.json()) == (400, True)


def test_the_same_post_again_says_it_once(world: World, sent: Request) -> None:
    client, address = caller(world.officer), f"/api/v1/requests/{sent.pk}/messages/"
    answers = [
        client.post(
            address, {"text": "Once"}, content_type="application/json", headers={"Idempotency-Key": "k1"}
        ).json()["id"]
        for _ in range(2)
    ]
    assert (len(set(answers)), len(client.get(address).json()["results"])) == (1, 1)
