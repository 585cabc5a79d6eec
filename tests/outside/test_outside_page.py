"""The page behind the link: nothing before the code, then the request, its acknowledgement, questions and answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mla_portal.audit.models import Event
from mla_portal.counters import count_forget
from mla_portal.outbox.models import Message as Mail
from requests_app.models import Acknowledgement, DeadlineKind, Message, OutsideLink
from requests_app.services.actions import action_perform
from tests.outside.links import address_of, code_of, link_to, sent_outside
from tests.world import World

pytestmark = pytest.mark.django_db
WHO = {"name": "Jane Roe", "function": "Duty officer"}


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
    """A browser in which the code was given."""
    assert client.post(address_of(link), {"code": code_of(link), **WHO}).status_code == 302
    return client


def test_before_the_code_it_says_nothing_of_the_case(client: Client, link: OutsideLink) -> None:
    answer = client.get(address_of(link))
    text = answer.content.decode()
    request = link.transmission.request
    assert answer.status_code == 200
    assert "Prosecutor&#x27;s Office" in text
    for fact in (request.reference, "185.220.101.7", "Phishing", "Hosting SRL", "preserv"):
        assert fact not in text
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert client.get(f"{address_of(link)}request.pdf").status_code == 403


def test_every_opening_is_an_event(client: Client, link: OutsideLink) -> None:
    for _ in range(2):
        client.get(address_of(link))
    opened = Event.objects.filter(chain=f"request:{link.transmission.request_id}", verb="link.opened")
    assert opened.count() == 2
    assert not opened.exclude(actor=None).exists()


def test_a_key_that_nobody_was_sent_opens_nothing(client: Client) -> None:
    assert client.get("/outside/nonsense/").status_code == 404
    assert client.get("/outside/nonsense/request.pdf").status_code == 404


def test_a_wrong_code_keeps_what_was_typed(client: Client, link: OutsideLink) -> None:
    answer = client.post(address_of(link), {"code": "12", **WHO})
    assert answer.status_code == 400
    assert "This is not the code of this link" in answer.content.decode()
    assert "Jane Roe" in answer.content.decode()


def test_with_the_code_the_request_is_read(inside: Client, link: OutsideLink) -> None:
    text = inside.get(address_of(link)).content.decode()
    request = link.transmission.request
    assert request.reference in text
    pdf = inside.get(f"{address_of(link)}request.pdf")
    assert pdf.content == bytes(link.transmission.document.pdf)
    [event] = Event.objects.filter(chain=f"request:{request.pk}", verb="document.downloaded")
    assert (event.actor, str(link.pk) in event.data) == (None, True)


def test_another_browser_is_told_that_it_opens_once(inside: Client, link: OutsideLink) -> None:
    answer = Client().get(address_of(link))
    assert answer.status_code == 410
    assert "opens once" in answer.content.decode()
    assert Client().post(address_of(link), {"act": "acknowledge"}).status_code == 410


def test_the_acknowledgement_ends_the_waiting_by_the_name_given(inside: Client, link: OutsideLink) -> None:
    answer = inside.post(address_of(link), {"act": "acknowledge", "their_reference": "US-7", "note": "At work."})
    assert answer.status_code == 302
    request = link.transmission.request
    request.refresh_from_db()
    assert request.status == "acknowledged"
    made = Acknowledgement.objects.get(request=request)
    assert (made.by, made.by_name, made.by_function, made.their_reference) == (None, "Jane Roe", "Duty officer", "US-7")
    assert not request.deadlines.filter(kind=DeadlineKind.ACKNOWLEDGEMENT, closed_at__isnull=True).exists()
    assert Mail.objects.filter(template="request_acknowledged", context__by="Jane Roe").exists()


def test_acknowledged_twice_is_said_and_changes_nothing(inside: Client, link: OutsideLink, world: World) -> None:
    inside.post(address_of(link), {"act": "acknowledge"})
    again = inside.post(address_of(link), {"act": "acknowledge"})
    assert again.status_code == 409
    assert "Receipt was acknowledged already" in again.content.decode()
    assert Acknowledgement.objects.count() == 1


def test_acknowledged_by_the_officer_meanwhile(inside: Client, link: OutsideLink, world: World) -> None:
    action_perform(actor=world.officer, request=link.transmission.request, action="acknowledge", answers={})
    assert inside.post(address_of(link), {"act": "acknowledge"}).status_code == 409
    assert Acknowledgement.objects.get().by == world.officer


def test_a_question_stands_in_the_thread_once(inside: Client, link: OutsideLink) -> None:
    for _ in range(2):
        inside.post(address_of(link), {"act": "ask", "text": "Which port?", "client_token": "one"})
    said = Message.objects.get(request=link.transmission.request)
    assert (said.text, said.means, said.said_by, said.author) == ("Which port?", "link", "Jane Roe, Duty officer", None)
    assert "Which port?" in inside.get(address_of(link)).content.decode()
    assert Mail.objects.filter(template="message_arrived", to_address="officer@portal.example").count() == 1


def test_an_answer_is_kept_as_a_file_once(inside: Client, link: OutsideLink) -> None:
    for _ in range(2):
        file = SimpleUploadedFile("answer.pdf", b"%PDF-1.7 answer")
        inside.post(address_of(link), {"act": "answer", "file": file, "description": "The letter"})
    [laid] = link.transmission.request.attachments.all()
    assert (laid.added_by, laid.side, laid.internal) == (None, "requested", False)
    assert (laid.file.name, laid.description) == ("answer.pdf", "The letter")


@pytest.mark.parametrize("body", [{"act": "ask", "text": " "}, {"act": "answer"}])
def test_nothing_is_nothing(inside: Client, link: OutsideLink, body: dict[str, str]) -> None:
    assert inside.post(address_of(link), body).status_code == 400


def test_withdrawn_meanwhile_nothing_is_left(inside: Client, link: OutsideLink, world: World) -> None:
    request = link.transmission.request
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found at home."})
    for answer in (inside.get(address_of(link)), inside.post(address_of(link), {"act": "acknowledge"})):
        assert answer.status_code == 410
        assert "has withdrawn this request" in answer.content.decode()
    assert inside.get(f"{address_of(link)}request.pdf").status_code == 403


def test_too_many_calls_are_slowed_down(client: Client, link: OutsideLink) -> None:
    for _ in range(120):
        client.head("/outside/nonsense/")
    assert client.get(address_of(link)).status_code == 429
