"""Every wrong move on a link, the one result that it has, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mla_portal.counters import count_forget
from requests_app.models import Acknowledgement, Attachment, Message, NoticeOwed, OutsideLink, Request
from requests_app.services.actions import action_perform
from requests_app.services.outside_links import link_revoke
from requests_app.services.owed_notices import notices_owed_make
from templates_app.notice import NoticeDocument
from tests.outside.links import address_of, code_of, link_to, sent_outside
from tests.world import World, desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    count_forget("outside:127.0.0.1")
    yield
    count_forget("outside:127.0.0.1")


@pytest.fixture
def link(world: World) -> OutsideLink:
    return link_to(sent_outside(world))


def entered(link: OutsideLink, name: str = "Jane Roe") -> Client:
    client = Client()
    body = {"code": code_of(link), "name": name, "function": "Duty officer"}
    assert client.post(address_of(link), body).status_code == 302
    return client


def said(client: Client, link: OutsideLink, act: str = "acknowledge", **more: object) -> tuple[int, str]:
    answer = client.post(address_of(link), {"act": act, **more})
    return answer.status_code, answer.content.decode()


def test_acknowledged_twice(link: OutsideLink) -> None:
    browser = entered(link)
    assert said(browser, link)[0] == 302
    status, text = said(browser, link)
    assert (status, "Receipt was acknowledged already. Nothing more is to be done for that." in text) == (409, True)


def test_acknowledged_from_two_browsers(world: World) -> None:
    """Each desk has a link of its own; who comes second reads that it was done."""
    desk(world.outsider, 2, "Back-up desk", "backup@us.example")
    request = sent_outside(world)
    first, second = OutsideLink.objects.filter(transmission__request=request).order_by("id")
    browsers = entered(first), entered(second, "John Doe")
    assert said(browsers[0], first)[0] == 302
    assert said(browsers[1], second)[0] == 409
    assert Acknowledgement.objects.get().by_name == "Jane Roe"
    assert "Receipt was acknowledged at" in browsers[1].get(address_of(second)).content.decode()


def test_of_one_link_the_second_browser_is_shut_out(link: OutsideLink) -> None:
    entered(link)
    body = {"code": code_of(link), "name": "John Doe", "function": "Clerk"}
    answer = Client().post(address_of(link), body)
    assert answer.status_code == 410
    assert "opens once. Go on in the browser in which that was done." in answer.content.decode()


def test_after_withdrawal(world: World, link: OutsideLink) -> None:
    browser = entered(link)
    answers = {"reason": "Found at home."}
    action_perform(actor=world.officer, request=link.transmission.request, action="withdraw", answers=answers)
    status, text = said(browser, link)
    assert (status, "has withdrawn this request. Nothing is to be done." in text) == (410, True)
    assert not Acknowledgement.objects.exists()


def test_with_an_expired_link(link: OutsideLink) -> None:
    browser = entered(link)
    with time_machine.travel(link.expires_at, tick=False):
        status, text = said(browser, link)
    assert (status, "The time of this link is over. Ask Prosecutor" in text) == (410, True)


def test_with_a_link_that_was_called_back(world: World, link: OutsideLink) -> None:
    browser = entered(link)
    link_revoke(actor=world.officer, link=link)
    status, text = said(browser, link)
    assert (status, "This link was called back. Ask Prosecutor" in text) == (410, True)


def test_as_the_wrong_authority(world: World, link: OutsideLink) -> None:
    """The cookie of one link opens no other; and members of the portal have no way in by theirs."""
    other = link_to(sent_outside(world))
    browser = entered(link)
    browser.cookies["outside-link"] = browser.cookies["outside-link"].value
    assert said(browser, other)[0] == 400
    for person in (world.contact, world.officer, world.stranger):
        member = Client()
        member.force_login(person)
        assert said(member, other)[0] == 400
    assert not Acknowledgement.objects.exists()


def answered(world: World, link: OutsideLink) -> Request:
    request = link.transmission.request
    for action, answers in (
        ("acknowledge", {}),
        ("start", {}),
        ("complete", {"outcome": "no_data", "note": "Nothing found."}),
    ):
        request = action_perform(actor=world.officer, request=request, action=action, answers=answers)
    return request


def test_an_answer_to_a_closed_request(world: World, link: OutsideLink) -> None:
    browser = entered(link)
    request = answered(world, link)
    assert said(browser, link, "ask", text="One more thing.")[0] == 302
    action_perform(actor=world.officer, request=request, action="close", answers={})
    for act, more in (("ask", {"text": "Too late."}), ("answer", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})):
        status, text = said(browser, link, act, **more)
        assert status == 409
        assert "has closed this request, so it takes no answer here. Call them if there is more to say." in text
    assert (Message.objects.count(), Attachment.objects.count()) == (1, 0)
    assert 'name="file"' not in browser.get(address_of(link)).content.decode()


# --- the notice of receipt ---


@pytest.mark.usefixtures("blank_paper")
def test_the_acknowledgement_is_a_notice_as_of_members(link: OutsideLink) -> None:
    said(entered(link), link, their_reference="US-7", note="We begin on Monday.")
    owed = NoticeOwed.objects.get()
    assert (owed.kind, owed.by) == ("acknowledgement", None)
    assert notices_owed_make(now=timezone.now()) == 1
    document = link.transmission.request.documents.get(kind="acknowledgement")
    notice = NoticeDocument.from_json(document.context)
    assert (document.created_by, document.signed_as) == (None, "")
    assert notice.signatory is not None
    assert (notice.signatory.name, notice.signatory.function) == ("Jane Roe", "Duty officer")
    assert "We begin on Monday." in notice.note
    assert "as they were given there" in notice.note


@pytest.mark.usefixtures("blank_paper")
def test_its_page_says_that_it_came_on_a_link(world: World, link: OutsideLink) -> None:
    said(entered(link), link)
    notices_owed_make(now=timezone.now())
    officer = Client()
    officer.force_login(world.officer)
    assert "given on a link" in officer.get(f"/requests/{link.transmission.request_id}/").content.decode()
