"""The pages of files and messages, without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.storage.models import Content, Scan
from requests_app.models import Attachment, Message, Request
from requests_app.services.messages import message_record, message_send
from tests.world import World

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def attach(client: Client, request: Request, **more: object) -> object:
    form = {"file": SimpleUploadedFile("order.pdf", b"%PDF-1.7 order"), "seen_by": "both", **more}
    return client.post(f"/requests/{request.pk}/attachments/", form)


def files_page(client: Client, request: Request) -> str:
    return client.get(f"/requests/{request.pk}/attachments/").content.decode()


def thread(client: Client, request: Request) -> str:
    return client.get(f"/requests/{request.pk}/messages/").content.decode()


def test_a_file_is_attached_and_downloaded_by_the_other_side(world: World) -> None:
    request = world.sent()
    attach(as_(world.officer), request)
    page = files_page(as_(world.contact), request)
    [address] = re.findall(r'href="(/requests/[^"]+/file/)"', page)
    answer = as_(world.contact).get(address)
    assert answer.getvalue() == b"%PDF-1.7 order"
    assert answer["Content-Disposition"] == 'attachment; filename="order.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_requested_side_says_each_time_who_may_see_it(world: World) -> None:
    request = world.sent()
    client = as_(world.contact)
    answer = attach(client, request, seen_by="")
    assert "Choose who may see the file." in answer.content.decode()  # type: ignore[attr-defined]
    attach(client, request, seen_by="own")
    assert "Own authority alone" in files_page(client, request)
    assert "order.pdf" not in files_page(as_(world.officer), request)


def test_no_file_and_too_much_are_said_beside_the_field(world: World) -> None:
    request, client = world.sent(), as_(world.officer)
    assert "Choose a file." in attach(client, request, file="").content.decode()  # type: ignore[attr-defined]
    large = SimpleUploadedFile("disk.img", bytes(5 * 1024 * 1024 + 1))
    assert "5 MB is the most" in attach(client, request, file=large).content.decode()  # type: ignore[attr-defined]
    assert Attachment.objects.count() == 0


def test_a_name_that_lies_and_malware_are_shown(world: World) -> None:
    request, client = world.sent(), as_(world.officer)
    attach(client, request, file=SimpleUploadedFile("photo.jpg", b"MZ\x90\0" + bytes(99)))
    assert "Its name promises another type." in files_page(client, request)
    Content.objects.update(scan=Scan.INFECTED)
    page = files_page(client, request)
    assert "Malware was found" in page
    assert "/file/" not in page
    [found] = Attachment.objects.all()
    assert client.get(f"/requests/{request.pk}/attachments/{found.pk}/file/").status_code == 409


def test_a_file_of_a_draft_is_taken_back(world: World) -> None:
    request, client = world.draft(), as_(world.officer)
    attach(client, request)
    [address] = re.findall(r'action="(/requests/[^"]+/remove/)"', files_page(client, request))
    client.post(address)
    assert "No file yet" in files_page(client, request)


def test_a_name_cannot_break_the_page(world: World) -> None:
    request, client = world.sent(), as_(world.officer)
    attach(client, request, file=SimpleUploadedFile("a'><script>alert(1)<.txt", b"x"), description="<b>bold</b>")
    page = files_page(client, request)
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_a_message_is_sent_read_and_marked(world: World) -> None:
    request = world.sent()
    as_(world.officer).post(f"/requests/{request.pk}/messages/", {"text": "Until when?", "client_token": "t"})
    assert "1 new message" in as_(world.contact).get("/inbox/").content.decode()
    assert "Messages to read" in as_(world.contact).get("/").content.decode()
    assert "1 new" in as_(world.contact).get(f"/requests/{request.pk}/").content.decode()
    assert "Not read by the other authority yet" in thread(as_(world.officer), request)
    assert "New" in thread(as_(world.contact), request)
    assert "Messages to read" not in as_(world.contact).get("/").content.decode()
    assert f"Read by {world.contact.name}" in thread(as_(world.officer), request)


def test_a_refused_message_keeps_what_was_typed(world: World) -> None:
    request = world.sent()
    answer = as_(world.officer).post(f"/requests/{request.pk}/messages/", {"text": " "})
    assert (answer.status_code, Message.objects.count()) == (400, 0)


def test_a_file_goes_with_a_message(world: World) -> None:
    request, client = world.sent(), as_(world.officer)
    attach(client, request)
    [found] = Attachment.objects.all()
    client.post(f"/requests/{request.pk}/messages/", {"text": "See this.", "attachments": str(found.pk)})
    page = thread(as_(world.contact), request)
    assert f"/requests/{request.pk}/attachments/{found.pk}/file/" in page


def test_to_an_authority_outside_a_call_is_recorded(world: World) -> None:
    request, client = world.sent(to=world.outsider), as_(world.officer)
    assert "is not in this portal" in thread(client, request)
    now = timezone.now() - timedelta(hours=1)
    form = {
        "side": "requested",
        "said_by": "Duty desk",
        "means": "phone",
        "said_at_0": now.strftime("%Y-%m-%d"),
        "said_at_1": now.strftime("%H:%M:%S"),
        "said_at_2": "+00:00",
        "text": "They keep it.",
    }
    answer = client.post(f"/requests/{request.pk}/messages/record/", form)
    assert answer.status_code == 302, answer.content.decode()
    page = thread(client, request)
    assert f"Said by telephone; recorded by {world.officer.name}" in page


def test_the_thread_is_printed_whole_in_its_order(world: World) -> None:
    request = world.sent()
    for number in range(40):
        message_send(actor=world.officer, request=request, text=f"Number {number:02}.")
    page = as_(world.contact).get(f"/requests/{request.pk}/messages/print/").content.decode()
    assert re.findall(r"Number (\d\d)\.", page) == [f"{number:02}" for number in range(40)]


def test_a_draft_says_when_messages_begin(world: World) -> None:
    assert "Messages begin when the request is sent" in thread(as_(world.officer), world.draft())


def test_a_long_thread_costs_no_more_queries(world: World, django_assert_max_num_queries: object) -> None:
    request, client = world.sent(), as_(world.officer)
    for number in range(20):
        message_record(
            actor=world.officer,
            request=request,
            text=f"Number {number}",
            said_by="Desk",
            said_at=timezone.now(),
            means="phone",
        )
    thread(client, request)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        thread(client, request)
