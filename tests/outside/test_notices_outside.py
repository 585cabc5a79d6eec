"""A notice goes to an authority outside by the way of its request: a link by itself, or what the officer records."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from contacts.models import ContactPoint
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message, Status
from mla_portal.outbox.services.delivery import messages_deliver
from requests_app.models import DeliveryFailure, Document, NoticeOwed, OutsideLink, Purpose, Request, Transmission
from requests_app.selectors.notice_ways import notices_unsent
from requests_app.services import owed_notices
from requests_app.services.actions import action_perform
from requests_app.services.delivery_failures import failures_record
from requests_app.services.further import proof_add
from requests_app.services.incoming import sender_verify
from requests_app.services.notice_sending import notice_send
from requests_app.services.outside_answers import outside_acknowledge, outside_ask
from requests_app.services.outside_links import links_renew
from requests_app.services.owed_notices import notices_owed_make
from requests_app.services.suspicions import suspicion_raise
from tests.api.calls import Caller
from tests.fixtures import Post
from tests.killing import kill_at_every_line
from tests.outside.links import address_of, code_of, entered, link_to, sent_outside
from tests.world import World, registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
WHO = {"name": "Jane Roe", "function": "Duty officer"}


def make() -> int:
    return notices_owed_make(now=timezone.now())


def withdrawn(world: World, **answers: Any) -> Request:
    """It went to the outsider, by e-mail unless another channel is given, and is withdrawn."""
    approved = world.approved(to=world.outsider)
    request = action_perform(actor=world.officer, request=approved, action="send", answers=answers)
    return action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Confessed."})


def received(world: World, **more: Any) -> Request:
    """It came from the outsider by e-mail, and somebody called back."""
    request = registered(world, **more)
    return sender_verify(actor=world.contact, request=request, how="call_back")


def acknowledged(world: World, request: Request) -> Request:
    return action_perform(actor=world.contact, request=request, action="acknowledge", answers={})


def sendings(request: Request) -> list[tuple[str, str, str]]:
    rows = request.transmissions.filter(purpose=Purpose.NOTICE).select_related("document", "recipient")
    return [(one.document.kind, one.recipient.code, one.channel) for one in rows.defer(None)]


def mails() -> list[Message]:
    return list(Message.objects.filter(template="notice_link"))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_withdrawal_goes_by_the_link_once(world: World) -> None:
    request = withdrawn(world)
    assert sendings(request) == []
    make()
    make()
    assert sendings(request) == [("withdrawal", "US-247", "email")]
    [mail] = mails()
    assert (mail.to_address, mail.status) == ("desk@us.example", Status.QUEUED)
    assert set(mail.context) == {"reference", "from_authority", "urgency", "until", "path", "key_for"}
    [event] = Event.objects.filter(chain=f"request:{request.pk}", verb="notice.sent")
    assert json.loads(event.data)["sha256"] == request.documents.get(kind="withdrawal").sha256
    assert notices_unsent(request, now=timezone.now()) == []


def test_the_mail_tells_no_fact_of_the_case(world: World, smtp: Post) -> None:
    withdrawn(world)
    make()
    messages_deliver(now=timezone.now() + timedelta(minutes=1))
    [mail] = [one for one in smtp.messages if "notice" in str(one["Subject"])]
    text = mail.get_content()
    assert "/outside/" in text
    for fact in ("Confessed", "185.220.101.7", "Phishing", "Hosting SRL", "withdr"):
        assert fact not in text


def test_the_link_opens_the_notice_of_what_is_withdrawn(world: World, client: Client) -> None:
    request = withdrawn(world)
    first = link_to(request)
    make()
    link = link_to(request)
    door = client.get(address_of(link)).content.decode()
    assert "A notice for your authority" in door
    assert request.reference not in door
    assert client.post(address_of(link), {"code": code_of(link), **WHO}).status_code == 302
    page = client.get(address_of(link)).content.decode()
    assert "Withdrawal" in page
    assert "Acknowledge receipt" not in page
    pdf = client.get(f"{address_of(link)}request.pdf")
    assert pdf.content == bytes(request.documents.get(kind="withdrawal").pdf)
    assert "withdrawal" in pdf["Content-Disposition"]
    # that of the request stays shut
    assert client.get(address_of(first)).status_code == 410


def test_on_the_link_of_a_notice_nothing_is_answered(world: World) -> None:
    request = received(world)
    acknowledged(world, request)
    make()
    browser = entered(link_to(request))
    link = link_to(request)
    with pytest.raises(Conflict, match="takes no answer"):
        outside_acknowledge(link=link, browser=browser)
    with pytest.raises(Conflict, match="takes no answer"):
        outside_ask(link=link, browser=browser, text="Hello?")
    assert not request.messages.exists()


def test_what_came_by_email_is_answered_by_the_link(world: World, client: Client) -> None:
    request = acknowledged(world, received(world))
    make()
    assert sendings(request) == [("acknowledgement", "US-247", "email")]
    [mail] = mails()
    assert (mail.context["reference"], mail.context["from_authority"]) == ("US-4711", "Cybercrime Service")
    link = link_to(request)
    client.post(address_of(link), {"code": code_of(link), **WHO})
    page = client.get(address_of(link)).content.decode()
    assert "Cybercrime Service" in page
    assert "US-4711" in page


def test_what_was_asked_by_telephone_is_answered_the_usual_way(world: World) -> None:
    request = acknowledged(world, received(world, channel="telephone", note="The duty officer called."))
    make()
    assert sendings(request) == [("acknowledgement", "US-247", "email")]


def test_the_next_step_does_not_call_the_mail_off(world: World) -> None:
    request = acknowledged(world, received(world))
    make()
    action_perform(actor=world.contact, request=request, action="start", answers={})
    assert [one.status for one in mails()] == [Status.QUEUED]


def test_while_nobody_has_made_sure_who_asked_it_waits_for_the_officer(world: World) -> None:
    request = acknowledged(world, registered(world))
    make()
    assert sendings(request) == []
    [one] = notices_unsent(request, now=timezone.now())
    assert "Nobody has made sure" in one.why
    notice_send(actor=world.contact, document=one.document, channel="email")
    assert sendings(request) == [("acknowledgement", "US-247", "email")]


def test_what_tells_of_the_result_does_not_go_while_it_is_doubted(world: World) -> None:
    request = action_perform(
        actor=world.contact, request=acknowledged(world, received(world)), action="start", answers={}
    )
    answers = {"outcome": "no_data", "note": "Never had them."}
    action_perform(actor=world.contact, request=request, action="complete", answers=answers)
    suspicion_raise(actor=world.contact, request=request, reason="The number is wrong.")
    make()
    report = request.documents.get(kind="preservation_report")
    with pytest.raises(Conflict):
        notice_send(actor=world.contact, document=report, channel="post")
    assert sendings(request) == []


@pytest.mark.parametrize("way", ["another channel", "no address", "ended"])
def test_else_the_page_says_what_to_do(world: World, way: str) -> None:
    if way == "another channel":
        request = withdrawn(world, channel="interpol", despite=["channel"])
        says = "Send this notice by this channel and record it: INTERPOL I-24/7."
    else:
        request = withdrawn(world)
    if way == "no address":
        ContactPoint.objects.filter(authority=world.outsider).delete()
        world.outsider.email = ""
        world.outsider.save(update_fields=["email"])
        says = "The directory knows no e-mail address of Duty Desk."
    if way == "ended":
        world.outsider.valid_until = timezone.localdate() - timedelta(days=2)
        world.outsider.save(update_fields=["valid_until"])
        says = "Duty Desk is no longer valid in the directory."
    make()
    assert sendings(request) == []
    officer = signed_in(world.officer)
    for page in ("", "transmissions/"):
        assert says in officer.get(f"/requests/{request.pk}/{page}").content.decode()


def test_the_officer_records_by_which_channel_it_went(world: World) -> None:
    request = withdrawn(world, channel="interpol", despite=["channel"])
    make()
    notice = request.documents.get(kind="withdrawal")
    proof = SimpleUploadedFile("sent.pdf", b"%PDF-1.7 sent")
    officer = signed_in(world.officer)
    given = {"act": "notice", "document": notice.pk, "channel": "interpol", "note": "IP Washington", "proof": proof}
    assert officer.post(f"/requests/{request.pk}/transmissions/", given).status_code == 302
    sent = request.transmissions.get(purpose="notice")
    assert (sent.channel, sent.note, sent.proofs.count(), sent.links.count()) == ("interpol", "IP Washington", 1, 0)
    page = officer.get(f"/requests/{request.pk}/").content.decode()
    assert "Notice sent" in page
    assert "does not have this notice yet" not in page
    again = officer.post(f"/requests/{request.pk}/transmissions/", {**given, "proof": ""})
    assert again.status_code == 400


def test_what_came_from_outside_has_the_page_too(world: World) -> None:
    request = acknowledged(world, received(world, channel="post"))
    make()
    contact = signed_in(world.contact)
    page = contact.get(f"/requests/{request.pk}/transmissions/").content.decode()
    assert "Acknowledgement of receipt" in page
    assert "Send it once more" not in page
    notice = request.documents.get()
    given = {"act": "notice", "document": notice.pk, "channel": "post", "note": "By courier"}
    assert contact.post(f"/requests/{request.pk}/transmissions/", given).status_code == 302
    proof_add(actor=world.contact, transmission=request.transmissions.get(), stage="received", note="They called.")
    assert "They called." in contact.get(f"/requests/{request.pk}/transmissions/").content.decode()
    assert "Notice sent" in contact.get(f"/requests/{request.pk}/").content.decode()


def test_who_may_send_it(world: World) -> None:
    request = acknowledged(world, received(world, channel="post"))
    make()
    notice = request.documents.get()
    with pytest.raises(NotAllowed):
        notice_send(actor=world.officer, document=notice, channel="post")
    assert signed_in(world.stranger).get(f"/requests/{request.pk}/transmissions/").status_code == 404
    mine = withdrawn(world, channel="interpol", despite=["channel"])
    make()
    with pytest.raises(NotAllowed):
        notice_send(actor=world.auditor, document=mine.documents.get(kind="withdrawal"), channel="post")


def test_refusals(world: World) -> None:
    request = withdrawn(world)
    make()
    notice = request.documents.get(kind="withdrawal")
    with pytest.raises(Conflict):
        notice_send(actor=world.officer, document=notice, channel="email")
    with pytest.raises(Invalid):
        notice_send(actor=world.officer, document=notice, channel="portal")
    with pytest.raises(Conflict):
        # the request itself is no notice
        notice_send(actor=world.officer, document=request.documents.get(kind="preservation"), channel="post")


def test_between_members_no_notice_goes_outside(world: World) -> None:
    request = world.acknowledged()
    make()
    assert not request.transmissions.filter(purpose="notice").exists()
    with pytest.raises(Conflict):
        notice_send(actor=world.officer, document=request.documents.get(kind="acknowledgement"), channel="post")


def test_what_an_outsider_says_on_its_link_is_not_sent_back_to_it(world: World) -> None:
    request = sent_outside(world)
    browser = entered(link_to(request))
    outside_acknowledge(link=link_to(request), browser=browser)
    make()
    assert request.documents.filter(kind="acknowledgement").exists()
    assert sendings(request) == []
    assert notices_unsent(request, now=timezone.now()) == []


def test_a_mail_that_comes_back_is_shown_and_told(world: World) -> None:
    request = withdrawn(world)
    make()
    [mail] = mails()
    now = timezone.now()
    Message.objects.filter(pk=mail.pk).update(status=Status.FAILED, failed_at=now, last_error="550 no such user")
    failures_record(now=now)
    assert DeliveryFailure.objects.filter(transmission__purpose="notice").count() == 1
    assert Message.objects.filter(template="notice_undelivered").count() == 1
    [one] = notices_unsent(request, now=now)
    assert "could not be delivered" in one.why
    notice_send(actor=world.officer, document=one.document, channel="post")
    assert notices_unsent(request, now=now) == []


def test_a_new_link_for_a_notice_of_what_is_over(world: World) -> None:
    request = withdrawn(world)
    make()
    links_renew(actor=world.officer, transmission=request.transmissions.get(purpose="notice"))
    links = OutsideLink.objects.filter(transmission__purpose="notice")
    assert [links.count(), links.filter(revoked_at=None).count()] == [2, 1]


def test_over_the_contract(world: World) -> None:
    request = withdrawn(world, channel="interpol", despite=["channel"])
    make()
    notice = str(request.documents.get(kind="withdrawal").pk)
    officer, path = Caller(world.officer), f"requests/{request.pk}/transmissions/"
    given = {"purpose": "notice", "channel": "post", "note": "By courier"}
    officer.post(path, {**given, "document": "no"}, status=400)
    made = officer.post(path, {**given, "document": notice}, status=201)
    assert (made["purpose"], made["document"]) == ("notice", notice)
    officer.post(path, {**given, "document": notice}, status=409)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_line_sends_it_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half made is not made: the document, its transmission, its link and its mail stand together, or none does."""
    request = withdrawn(world)
    owed = NoticeOwed.objects.get(kind="withdrawal")
    later = timezone.now()

    def due() -> None:
        NoticeOwed.objects.filter(document=None).update(next_attempt_at=later)

    def together(place: str) -> None:
        made = Document.objects.filter(kind="withdrawal").count()
        sent = Transmission.objects.filter(purpose=Purpose.NOTICE).count()
        links = OutsideLink.objects.filter(transmission__purpose=Purpose.NOTICE).count()
        assert {made, sent, links, len(mails())} == {int(NoticeOwed.objects.filter(document=None).count() == 0)}, place

    # the lines of the sending; those around it are in tests/requests_app/test_owed_notices.py
    names = ("requests_app.services.notice_sending",)
    kills = kill_at_every_line(lambda: notices_owed_make(now=later), modules=names, before=due, after=together)
    assert kills > 10
    assert notices_owed_make(now=later + owed_notices.LONGEST_PAUSE) == 0
    assert [one.document_id is not None for one in NoticeOwed.objects.filter(pk=owed.pk)] == [True]
    assert len(mails()) == 1
    assert sendings(request) == [("withdrawal", "US-247", "email")]
