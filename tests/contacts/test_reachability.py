"""A desk is sent a test; somebody there presses one button, or nobody does."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import ContactPoint, ReachabilityTest
from contacts.selectors.upkeep import last_tests
from contacts.services.reachability import reachability_test_send
from mla_portal.counters import count_forget
from mla_portal.errors import Conflict, NotAllowed
from mla_portal.logs import masked
from mla_portal.outbox.models import Message
from mla_portal.outbox.services import messages_deliver
from tests.contacts.keepers import administrator, manager
from tests.fixtures import Post
from tests.world import World

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    count_forget("reach:127.0.0.1")
    yield
    count_forget("reach:127.0.0.1")


@pytest.fixture
def desk(world: World) -> ContactPoint:
    return world.asked.contact_points.get(order=1)


@pytest.fixture
def link(desk: ContactPoint, smtp: Post, world: World) -> str:
    """The path in the mail of a test that was sent."""
    reachability_test_send(actor=world.supervisor, desk=desk)
    messages_deliver(now=timezone.now())
    [mail] = smtp.messages
    found = re.search(r"http://testserver(/reach/[\w-]+/)", mail.get_content())
    assert found is not None, mail.get_content()
    return found[1]


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


# --- sending ---


def test_the_mail_goes_to_the_desk_and_names_no_case(desk: ContactPoint, link: str, smtp: Post) -> None:
    [mail] = smtp.messages
    assert mail["To"] == "Duty desk <desk@ro.example>"
    assert mail["Subject"] == "Test: can Cybercrime Service be reached?"
    assert "No case stands behind it." in " ".join(mail.get_content().split())


def test_the_token_stands_nowhere_but_in_the_mail(link: str) -> None:
    token = link.split("/")[2]
    assert len(token) == 43
    message = Message.objects.get()
    kept = [str(value) for row in (message, ReachabilityTest.objects.get()) for value in vars(row).values()]
    assert not any(token in text for text in kept)


def test_each_test_has_a_token_of_its_own(world: World) -> None:
    desks = world.asked.contact_points.all()
    tests = [reachability_test_send(actor=world.supervisor, desk=one) for one in desks]
    assert len({test.token_digest for test in tests}) == 2


def test_who_may_test(world: World, desk: ContactPoint) -> None:
    for actor in (world.officer, world.contact, world.auditor, world.stranger):
        with pytest.raises(NotAllowed):
            reachability_test_send(actor=actor, desk=desk)
    for number, actor in enumerate((world.supervisor, manager(world.asking), administrator())):
        with at(NOW + timedelta(days=2 * number)):
            reachability_test_send(actor=actor, desk=desk)


def test_once_a_day(world: World, desk: ContactPoint) -> None:
    with at(NOW):
        reachability_test_send(actor=world.supervisor, desk=desk)
    with at(NOW + timedelta(hours=23, minutes=59)), pytest.raises(Conflict, match=r"again on 22 Nov 2026, 12:00"):
        reachability_test_send(actor=world.supervisor, desk=desk)
    with at(NOW + timedelta(hours=24)):
        reachability_test_send(actor=world.supervisor, desk=desk)
    assert ReachabilityTest.objects.count() == Message.objects.count() == 2


def test_a_desk_without_an_address_or_past_its_end(world: World, desk: ContactPoint) -> None:
    ContactPoint.objects.filter(pk=desk.pk).update(email="")
    with pytest.raises(Conflict, match="no e-mail address"):
        reachability_test_send(actor=world.supervisor, desk=desk)
    ContactPoint.objects.filter(pk=desk.pk).update(email="desk@ro.example", valid_until=timezone.localdate())
    with pytest.raises(Conflict, match="not valid"):
        reachability_test_send(actor=world.supervisor, desk=desk)


# --- answering, by whoever has the link ---


def test_opening_the_link_answers_nothing(client: Client, link: str) -> None:
    for method in (client.get, client.head, client.options):
        method(link)
    assert "You are answering the test of the portal sent at" in client.get(link).content.decode()
    assert ReachabilityTest.objects.get().answered_at is None


def test_one_press_answers(link: str) -> None:
    client = Client(enforce_csrf_checks=True)  # as browsers that are told to name no referrer
    assert "Thank you" in client.post(link, headers={"origin": "null"}).content.decode()
    assert ReachabilityTest.objects.get().answered_at is not None


def test_again_it_says_that_it_was_answered(client: Client, link: str) -> None:
    client.post(link)
    first = ReachabilityTest.objects.get().answered_at
    for answer in (client.post(link), client.get(link)):
        assert answer.status_code == 200
        assert "was answered at" in answer.content.decode()
    assert ReachabilityTest.objects.get().answered_at == first


def test_after_three_days_it_is_over(client: Client, link: str) -> None:
    with at(timezone.now() + timedelta(hours=71)):
        assert client.get(link).status_code == 200
    with at(timezone.now() + timedelta(hours=73)):
        assert client.get(link).status_code == client.post(link).status_code == 404
    assert ReachabilityTest.objects.get().answered_at is None


def test_unknown_and_expired_look_the_same(client: Client, link: str) -> None:
    with at(timezone.now() + timedelta(hours=73)):
        expired = client.get(link).content
        assert client.get("/reach/unknown/").content == expired
        assert client.get("/reach/" + "x" * 3000 + "/").content == expired
        assert client.get("/reach/%F0%9F%98%80%00/").status_code in (400, 404)


def test_the_page_tells_nobody_of_its_address(client: Client, link: str) -> None:
    for answer in (client.get(link), client.post(link), client.get("/reach/unknown/")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Cache-Control"] == "no-store"
        text = answer.content.decode()
        assert "Cybercrime" not in text
        assert "desk@ro.example" not in text


def test_too_many_attempts(client: Client, link: str) -> None:
    codes = [client.get("/reach/unknown/").status_code for _ in range(61)]
    assert codes[-1] == 429
    assert set(codes[:-1]) == {404}
    assert client.post(link).status_code == 429
    assert ReachabilityTest.objects.get().answered_at is None


def test_the_log_has_no_token(client: Client, link: str) -> None:
    [handler] = [one for one in logging.getLogger().handlers if one.name == "console"]
    assert isinstance(handler, logging.StreamHandler)
    written = StringIO()
    before = handler.setStream(written)
    try:
        for _ in range(61):
            client.get("/reach/a-token-of-nobody/?from=mail")
    finally:
        handler.setStream(before)
    assert "Not Found: /reach/…\n" in written.getvalue()
    assert "Too Many Requests: /reach/…\n" in written.getvalue()
    assert "a-token-of-nobody" not in written.getvalue()


@pytest.mark.parametrize("sent", ["/reach/KEY/", "/reach/KEY", "//reach//KEY/?a=1", "/reach%2FKEY/", "/Reach/KEY/more"])
def test_however_a_link_is_written_it_is_masked(sent: str) -> None:
    assert "KEY" not in masked(f'127.0.0.1 - - "GET {sent} HTTP/1.1" 404 "http://portal.example{sent}"')
    assert masked(f'"GET {sent} HTTP/1.1" 404').endswith('… HTTP/1.1" 404')


# --- what the directory shows of it ---


def test_the_page_of_the_authority_says_when(client: Client, world: World, desk: ContactPoint, link: str) -> None:
    def text() -> str:
        client.force_login(world.officer)
        return " ".join(client.get("/directory/RO-247/").content.decode().split())

    test = ReachabilityTest.objects.get()
    assert "An answer is awaited to the test of" in text()
    with at(test.sent_at + timedelta(hours=73)):
        assert "Not answered: the test of" in text()
    with at(test.sent_at + timedelta(minutes=12, seconds=30)):
        Client().post(link)
        assert "after 12 minutes" in text()
        assert "Not answered" not in text()


def test_an_older_answer_stays_beside_a_test_without_one(world: World, desk: ContactPoint) -> None:
    with at(NOW):
        first = reachability_test_send(actor=world.supervisor, desk=desk)
        ReachabilityTest.objects.filter(pk=first.pk).update(answered_at=NOW + timedelta(minutes=3))
    with at(NOW + timedelta(days=2)):
        second = reachability_test_send(actor=world.supervisor, desk=desk)
    found = last_tests([desk])[desk.pk]
    assert (found.last, found.answered, found.minutes) == (second, first, 3)


def test_tests_of_many_desks_in_two_queries(world: World) -> None:
    desks = list(ContactPoint.objects.all())
    for one in desks:
        reachability_test_send(actor=world.supervisor, desk=one)
    with CaptureQueriesContext(connection) as made:
        assert len(last_tests(desks)) == len(desks) == 3
    assert len(made) == 2


def test_the_button(client: Client, world: World, desk: ContactPoint) -> None:
    address = f"/directory/RO-247/desks/{desk.code}/test/"
    client.force_login(world.officer)
    assert "Send a test message" not in client.get("/directory/RO-247/").content.decode()
    assert client.post(address).status_code == 403
    client.force_login(world.supervisor)
    assert "Send a test message" in client.get("/directory/RO-247/").content.decode()
    assert "The test is on its way" in client.post(address, follow=True).content.decode()
    assert client.post(address).status_code == 409
    assert client.get(address)["Location"] == "/directory/RO-247/"
    assert client.post("/directory/RO-247/desks/nothing/test/").status_code == 404
