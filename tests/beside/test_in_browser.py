"""Files and messages in a real browser: a drop, a progress, a line that breaks, a phone."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from mla_portal.storage.models import Upload
from mla_portal.storage.services import file_open
from requests_app.models import Attachment
from requests_app.services.messages import message_send
from tests.browser import PHONE, Open, assert_accessible
from tests.world import World, make_world


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def test_a_large_file_carries_on_after_the_line_broke(world: World, open_as: Open, tmp_path: Path) -> None:
    request = world.sent()
    data = bytes(range(251)) * 40_000  # three pieces
    (tmp_path / "disk.img").write_bytes(data)
    page: Page = open_as(world.officer)
    page.goto(f"/requests/{request.pk}/attachments/")
    pieces: list[str] = []

    def lose_some(route: Route) -> None:
        """The second piece is lost on its way; of the third the answer is."""
        if route.request.method == "POST":
            pieces.append(route.request.headers["upload-offset"])
        if len(pieces) == 2:
            route.abort()
        elif len(pieces) == 4:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/uploads/*/", lose_some)
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "disk.img")
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("link", name="disk.img")).to_be_visible(timeout=30_000)
    assert pieces == ["0", "4194304", "4194304", "8388608", "8388608"]
    [found] = Attachment.objects.select_related("file__content")
    assert found.file.sha256 == sha256(data).hexdigest()
    assert sum(map(len, file_open(actor=None, file=found.file))) == len(data)
    assert_accessible(page)


def test_a_refusal_is_said_before_the_file_is_sent(world: World, open_as: Open, tmp_path: Path) -> None:
    request = world.sent()
    (tmp_path / "a.txt").write_bytes(b"a")
    page = open_as(world.contact)
    page.goto(f"/requests/{request.pk}/attachments/")
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "a.txt")
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_text("Choose who may see the file.")).to_be_visible(timeout=20_000)
    assert Upload.objects.count() == 0


def test_a_thread_on_a_phone(world: World, open_as: Open) -> None:
    request = world.sent()
    message_send(actor=world.officer, request=request, text="Until when do you need it?")
    page = open_as(world.contact, PHONE)
    page.goto(f"/requests/{request.pk}/messages/")
    expect(page.get_by_text("Until when do you need it?")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Message", exact=True).fill("Until Friday.")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_text("Not read by the other authority yet")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("The message is sent.")).to_be_visible()
    expect(page.get_by_text("What you typed here was not saved")).to_have_count(0)
    assert_accessible(page)
