"""A picture for a letterhead: what is taken, what is made of it, and what is refused."""

from __future__ import annotations

import json
import struct
import zlib
from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Invalid
from mla_portal.storage.objects import path_of
from templates_app.models import Letterhead
from templates_app.press.pictures import LARGEST_MADE, LARGEST_SIZE
from templates_app.studio.letterheads import letterhead_set
from templates_app.studio.pictures import LARGEST_PICTURE, picture_made
from templates_app.studio.selectors import head_of
from templates_app.studio.services import draft_start
from tests.templates_app.pictures import drawn
from tests.world import PASSWORD, World

ADDRESS = "/studio/letterheads/GE-CA/"
ARMS = "Coat of arms of Georgia (example)"


def given(keeper: User, picture: bytes | None, text: str = ARMS, **more: Any) -> None:
    letterhead_set(actor=keeper, authority="GE-CA", lines=[], picture=picture, picture_text=text, **more)


@pytest.fixture
def client(keeper: User) -> Client:
    client = Client()
    client.login(username="keeper", password=PASSWORD)
    return client


def send(client: Client, picture: bytes, **more: str) -> Any:
    data = {"lines": "", "picture_text": ARMS, "picture": SimpleUploadedFile("arms.png", picture), **more}
    return client.post(ADDRESS, data)


def test_it_is_made_anew_and_frozen_with_the_document(world: World, keeper: User) -> None:
    given(keeper, drawn())
    document = world.approved().documents.get()
    emblem = json.loads(document.context)["requesting_authority"]["emblem"]
    with Image.open(BytesIO(b64decode(emblem["data"]))) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (566, 283))
    assert emblem["text"] == ARMS
    assert emblem["data"] in document.html
    given(keeper, None, "", without_picture=True)
    document.refresh_from_db()
    assert emblem["data"] in document.html
    assert head_of("GE-CA")["emblem"] is None


def test_it_lies_sealed_in_the_storage(world: World, keeper: User) -> None:
    given(keeper, drawn())
    kept = Letterhead.objects.get().picture
    assert kept
    assert b"PNG" not in path_of(kept.content.object_id).read_bytes()
    event = Event.objects.filter(verb="letterhead.changed").latest("pk")
    assert json.loads(event.data)["picture"] == kept.sha256


def test_other_lines_leave_it_there(world: World, keeper: User) -> None:
    given(keeper, drawn())
    letterhead_set(actor=keeper, authority="GE-CA", lines=["Tbilisi"])
    head = head_of("GE-CA")
    assert (head["letterhead"], head["emblem"].text) == (("Tbilisi",), ARMS)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_every_kind_of_colour_becomes_one(kind: str, mode: str) -> None:
    made = picture_made(drawn(kind, mode=mode))
    with Image.open(BytesIO(made.content)) as picture:
        assert picture.mode == "RGB"


def test_one_that_is_full_of_noise_is_made_small(world: World) -> None:
    noise = Image.effect_noise((1200, 900), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=60)
    made = picture_made(out.getvalue())
    assert (made.media_type, len(made.content) <= LARGEST_MADE) == ("image/jpeg", True)
    with Image.open(BytesIO(made.content)) as picture:
        assert picture.size <= LARGEST_SIZE


def test_nothing_of_the_file_but_its_points_is_kept() -> None:
    told = PngInfo()
    told.add_text("Comment", "<script>alert(1)</script>", zip=False)
    made = picture_made(drawn(pnginfo=told))
    exif = Image.Exif()
    exif[0x010E] = "<?php system($_GET[0]); ?>"
    other = picture_made(drawn("JPEG", mode="RGB", exif=exif))
    for content in (made.content, other.content):
        assert b"script" not in content
        assert b"php" not in content


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A small file of very many points."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" * (width // 8 + 1)
    points = zlib.compressobj(9)
    packed = b"".join(points.compress(row * 1000) for _ in range(height // 1000)) + points.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def texts_bomb() -> bytes:
    """A comment that unpacks to 300 MB."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b"x" * 1_000_000) for _ in range(300)) + packed.flush()
    start, rest = drawn()[:33], drawn()[33:]
    return start + chunk(b"zTXt", b"Comment\0\0" + data) + rest


def test_a_comment_that_unpacks_costs_nothing() -> None:
    assert len(picture_made(texts_bomb()).content) < LARGEST_MADE


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE: dict[str, Any] = {
    "SVG": lambda: SVG,
    "SVG called XML": lambda: b'<?xml version="1.0"?>' + SVG,
    "GIF": lambda: drawn("GIF", mode="P"),
    "WebP": lambda: drawn("WEBP"),
    "TIFF": lambda: drawn("TIFF", mode="RGB"),
    "a page": lambda: b"<!DOCTYPE html><html></html>",
    "a PDF": lambda: b"%PDF-1.7\n",
    "a picture and a page": lambda: drawn() + b"<html><script>alert(1)</script></html>",
    "a picture and an archive": lambda: drawn("JPEG", mode="RGB") + b"PK\x03\x04" + bytes(40),
    "an archive before a picture": lambda: b"PK\x03\x04" + drawn(),
    "half a picture": lambda: drawn()[:200],
    "nothing inside": lambda: drawn()[:8] + drawn()[-12:],
    "very many points": lambda: bomb(60_000, 60_000),
    "many points": lambda: bomb(8_000, 8_000),
    "too heavy": lambda: drawn() + bytes(LARGEST_PICTURE),
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_harmless_picture_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        picture_made(HOSTILE[name]())
    assert list(refusal.value.errors) == ["picture"]


def test_the_page_takes_one_and_says_what_stands_there(client: Client, world: World) -> None:
    assert send(client, drawn()).status_code == 302
    shown = client.get(ADDRESS).content.decode()
    assert f"A picture stands there now: {ARMS}" in shown
    assert "img-src" not in client.get("/studio/").headers["Content-Security-Policy"].replace("img-src 'self'", "")
    client.post(ADDRESS, {"lines": "", "without_picture": "on"})
    assert "A picture stands there now" not in client.get(ADDRESS).content.decode()


def test_the_page_says_why_not(client: Client, world: World) -> None:
    for picture, text, words in (
        (SVG, ARMS, "This is no PNG and no JPEG"),
        (drawn(), "", "Say in words what the picture shows"),
        (drawn(), "\U00012000", "cannot be printed"),
        (drawn() + bytes(LARGEST_PICTURE), ARMS, "larger than 2 MB"),
        (b"", ARMS, "empty"),
    ):
        answer = send(client, picture, picture_text=text)
        assert answer.status_code in (400, 413)
        assert words in answer.content.decode()
    assert not Letterhead.objects.filter(picture__isnull=False).exists()


def test_two_hundred_megabytes_are_refused_unread(client: Client, world: World) -> None:
    answer = client.generic("POST", ADDRESS, b"x", CONTENT_LENGTH=str(200 * 1024**2))
    assert answer.status_code == 413


def test_the_preview_of_its_templates_shows_it(client: Client, world: World, keeper: User) -> None:
    given(keeper, drawn())
    own = draft_start(actor=keeper, code="acknowledgement", authority="GE-CA")
    general = draft_start(actor=keeper, code="acknowledgement")
    shown = {row.pk: client.get(f"/studio/{row.pk}/preview.html") for row in (own, general)}
    assert f'alt="{ARMS}"' in shown[own.pk].content.decode()
    assert "img-src data:" in shown[own.pk].headers["Content-Security-Policy"]
    assert "img-src" not in shown[general.pk].headers["Content-Security-Policy"]
    assert client.get(f"/studio/{own.pk}/preview.pdf").content.startswith(b"%PDF")
