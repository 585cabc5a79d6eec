"""The link for an authority outside: made with the sending, opened once by a code, called back, made anew."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from contacts.models import Authority
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.logs import masked
from mla_portal.outbox.models import Message
from mla_portal.outbox.services import messages_deliver
from requests_app.models import OutsideLink
from requests_app.services.actions import action_perform
from requests_app.services.outside_links import (
    link_code_send,
    link_code_show,
    link_revoke,
    link_use,
    links_renew,
)
from tests.fixtures import Post
from tests.outside.links import address_of, code_of, entered, link_to, sent_outside
from tests.world import World, desk

pytestmark = pytest.mark.django_db


def refused(link: OutsideLink, code: str) -> str:
    with pytest.raises(Invalid) as refusal:
        link_use(link=link, code=code, name="Jane Roe", function="Duty officer")
    return refusal.value.errors["code"][0]


def verbs(request_pk: object) -> list[str]:
    return list(
        Event.objects.filter(chain=f"request:{request_pk}", verb__startswith="link.")
        .order_by("seq")
        .values_list("verb", flat=True)
    )


# --- made ---


def test_sending_by_email_mails_a_link_and_no_fact(world: World, smtp: Post) -> None:
    request = sent_outside(world)
    messages_deliver(now=timezone.now())
    [mail] = [one for one in smtp.messages if "desk@us.example" in one["To"]]
    text = mail.get_content()
    link = link_to(request)
    assert address_of(link) in text
    assert code_of(link) not in text
    assert "Phishing" not in text
    assert "185.220.101.7" not in text
    assert "sign in" not in text


def test_neither_key_nor_code_is_kept(world: World) -> None:
    link = link_to(sent_outside(world))
    key = address_of(link).split("/")[2]
    row = OutsideLink.objects.filter(pk=link.pk).values().get()
    queued = json.dumps(list(Message.objects.values("context", "key", "topic")))
    for secret in (key, code_of(link), code_of(link).replace(" ", "")):
        assert secret not in str(row)
        assert secret not in queued
    assert row["key_digest"] == hashlib.sha256(key.encode()).hexdigest()


def test_another_channel_makes_no_link(world: World) -> None:
    request = action_perform(
        actor=world.officer, request=world.approved(to=world.outsider), action="send", answers={"channel": "interpol"}
    )
    assert not OutsideLink.objects.filter(transmission__request=request).exists()


def test_without_an_address_it_is_a_record_alone(world: World) -> None:
    world.outsider.contact_points.update(email="")
    Authority.objects.filter(pk=world.outsider.pk).update(email="")
    assert link_to(sent_outside(world)) is None


# --- opened ---


def test_the_code_opens_it_once(world: World) -> None:
    link = link_to(sent_outside(world))
    assert entered(link)
    link.refresh_from_db()
    assert (link.person_name, link.person_function) == ("Jane Roe", "Duty officer")
    with pytest.raises(Conflict, match="opens once"):
        entered(link)


def test_spaces_in_the_code_do_not_matter(world: World) -> None:
    link = link_to(sent_outside(world))
    assert link_use(link=link, code=code_of(link).replace(" ", "-"), name="Jane Roe", function="Duty officer")


def test_a_wrong_code_counts_and_the_fifth_locks(world: World) -> None:
    request = sent_outside(world)
    link = link_to(request)
    wrong = "0000 0000" if code_of(link) != "0000 0000" else "1111 1111"
    assert refused(link, wrong) == "This is not the code of this link. Attempts left: 4."
    for _ in range(3):
        refused(link, wrong)
    assert "locked now" in refused(link, wrong)
    with pytest.raises(Conflict, match="too often"):
        entered(link)
    assert verbs(request.pk).count("link.code_wrong") == 5


def test_nobody_without_a_name_and_what_is_missing_does_not_count(world: World) -> None:
    link = link_to(sent_outside(world))
    with pytest.raises(Invalid) as refusal:
        link_use(link=link, code="", name=" ", function="")
    assert set(refusal.value.errors) == {"code", "name", "function"}
    link.refresh_from_db()
    assert link.attempts == 0


def test_its_time_ends(world: World) -> None:
    link = link_to(sent_outside(world))
    with time_machine.travel(link.expires_at, tick=False), pytest.raises(Conflict, match="time of this link is over"):
        entered(link)


def test_of_a_withdrawn_request_it_says_so_and_nothing_else(world: World) -> None:
    request = sent_outside(world)
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found at home."})
    with pytest.raises(Conflict, match="has withdrawn this request"):
        entered(link_to(request))


def test_used_by_nobody_is_impossible(world: World) -> None:
    link = link_to(sent_outside(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideLink.objects.filter(pk=link.pk).update(used_at=timezone.now())


# --- the code ---


def test_the_code_is_shown_to_who_sends_and_each_time_is_an_event(world: World) -> None:
    request = sent_outside(world)
    assert link_code_show(actor=world.officer, link=link_to(request)) == code_of(link_to(request))
    assert verbs(request.pk) == ["link.issued", "link.code_shown"]
    with pytest.raises(NotAllowed):
        link_code_show(actor=world.auditor, link=link_to(request))


def test_the_code_goes_to_the_second_contact_and_never_to_the_first(world: World, smtp: Post) -> None:
    request = sent_outside(world)
    link = link_to(request)
    with pytest.raises(Conflict, match="no second address"):
        link_code_send(actor=world.officer, link=link)
    desk(world.outsider, 2, "Back-up desk", "backup@us.example")
    link_code_send(actor=world.officer, link=link)
    link_code_send(actor=world.officer, link=link)
    messages_deliver(now=timezone.now())
    with_code = [one for one in smtp.messages if code_of(link) in one.get_content()]
    assert [one["To"] for one in with_code] == ["Back-up desk <backup@us.example>"]
    assert "/outside/" not in with_code[0].get_content()


def test_both_desks_are_sent_a_link_and_each_its_own(world: World) -> None:
    desk(world.outsider, 2, "Back-up desk", "backup@us.example")
    request = sent_outside(world)
    links = OutsideLink.objects.filter(transmission__request=request)
    assert {one.to_address for one in links} == {"desk@us.example", "backup@us.example"}
    assert len({code_of(one) for one in links}) == 2


# --- called back ---


def test_called_back_it_opens_nothing_and_again_changes_nothing(world: World) -> None:
    request = sent_outside(world)
    link = link_to(request)
    first = link_revoke(actor=world.officer, link=link).revoked_at
    assert link_revoke(actor=world.officer, link=link).revoked_at == first
    with pytest.raises(Conflict, match="called back"):
        entered(link)
    assert not Message.objects.filter(topic=f"outside:{link.pk}", status="queued").exists()


def test_a_new_one_closes_the_old(world: World) -> None:
    request = sent_outside(world)
    old = link_to(request)
    [new] = links_renew(actor=world.officer, transmission=request.transmissions.get())
    with pytest.raises(Conflict, match="called back"):
        entered(old)
    assert entered(new)
    with pytest.raises(NotAllowed):
        links_renew(actor=world.auditor, transmission=request.transmissions.get())


def test_the_log_hides_its_key(world: World) -> None:
    address = address_of(link_to(sent_outside(world)))
    assert masked(f'"GET {address} HTTP/1.1" 200') == '"GET /outside/… HTTP/1.1" 200'
    assert re.search(r"/outside/…$", masked(f"/outside/{address.split('/')[2]}"))


def test_a_week_is_long_enough(world: World) -> None:
    link = link_to(sent_outside(world))
    assert link.expires_at - link.made_at == timedelta(days=7)
