"""The officer's page: how it was sent, codes, proofs, and sending it once more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.outbox.models import Message
from requests_app.models import OutsideLink, Request
from tests.outside.links import code_of, entered, link_to, sent_outside
from tests.pages.work.rows import cost
from tests.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def as_(db: None) -> SignIn:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def outgoing(world: World) -> Request:
    return sent_outside(world)


def page_of(request: Request) -> str:
    return f"/requests/{request.pk}/transmissions/"


def test_the_code_is_in_the_answer_to_a_press_alone(world: World, as_: SignIn, outgoing: Request) -> None:
    officer, link = as_(world.officer), link_to(outgoing)
    assert code_of(link) not in officer.get(page_of(outgoing)).content.decode()
    answer = officer.post(page_of(outgoing), {"act": "code", "link": link.pk})
    assert code_of(link) in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_who_opened_it_is_shown_as_given(world: World, as_: SignIn, outgoing: Request) -> None:
    entered(link_to(outgoing))
    assert "By Jane Roe, Duty officer, as given there" in as_(world.officer).get(page_of(outgoing)).content.decode()


def test_a_link_is_called_back_and_made_anew(world: World, as_: SignIn, outgoing: Request) -> None:
    officer = as_(world.officer)
    assert officer.post(page_of(outgoing), {"act": "revoke", "link": link_to(outgoing).pk}).status_code == 302
    sent = outgoing.transmissions.get()
    assert officer.post(page_of(outgoing), {"act": "renew", "transmission": sent.pk}).status_code == 302
    assert OutsideLink.objects.filter(revoked_at=None).count() == 1


def test_a_mail_that_failed_is_said_at_once(world: World, as_: SignIn, outgoing: Request) -> None:
    Message.objects.filter(template="request_link").update(status="failed", failed_at=timezone.now())
    officer = as_(world.officer)
    assert "could not be delivered: call" in officer.get(page_of(outgoing)).content.decode()
    overview = officer.get(f"/requests/{outgoing.pk}/").content.decode()
    assert ">Not delivered<" in overview
    assert "could not be delivered: call them, or send it by another channel" in overview


def test_sent_once_more_and_proved(world: World, as_: SignIn, outgoing: Request) -> None:
    officer = as_(world.officer)
    body = {"act": "further", "purpose": "again", "channel": "interpol", "note": "No. 7"}
    assert officer.post(page_of(outgoing), body).status_code == 302
    assert officer.post(page_of(outgoing), body).status_code == 409
    sent = outgoing.transmissions.get(channel="interpol")
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 report")
    proof = {"act": "prove", "transmission": sent.pk, "stage": "received", "file": file}
    assert officer.post(page_of(outgoing), proof).status_code == 302
    assert "report.pdf" in officer.get(page_of(outgoing)).content.decode()
    answer = officer.get(f"{page_of(outgoing)}proofs/{sent.proofs.get().pk}/")
    assert answer.getvalue() == b"%PDF-1.7 report"
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("body", [{}, {"act": "nonsense"}, {"act": "further"}])
def test_what_is_no_act_is_refused(world: World, as_: SignIn, outgoing: Request, body: dict[str, str]) -> None:
    assert as_(world.officer).post(page_of(outgoing), body).status_code == 400


def test_a_link_of_another_request_is_not_here(world: World, as_: SignIn, outgoing: Request) -> None:
    other = sent_outside(world)
    for key in (link_to(other).pk, "x"):
        assert as_(world.officer).post(page_of(outgoing), {"act": "code", "link": key}).status_code == 404


def test_more_transmissions_cost_no_more(world: World, as_: SignIn, outgoing: Request) -> None:
    officer = as_(world.officer)
    one = cost(officer, page_of(outgoing))
    for channel in ("interpol", "post", "siena"):
        officer.post(page_of(outgoing), {"act": "further", "purpose": "again", "channel": channel})
    assert cost(officer, page_of(outgoing)) <= one
