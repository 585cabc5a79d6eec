"""The translation of what was typed into a notice: a revision of its own, in the name of who answers for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.models import Document, NoticeOwed
from requests_app.services.actions import action_perform
from requests_app.services.notice_translations import notice_translate
from requests_app.services.owed_notices import notices_owed_make
from templates_app.notice import NoticeDocument
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
REASON = "Contravine ordinii publice."
SAID = "It is against public order."


def refused(world: World, *languages: str) -> Document:
    """A refusal, in Romanian, of a request in these languages."""
    request = world.acknowledged(languages=list(languages or ("en", "ro")))
    answers = {"ground": "essential_interests", "reason": REASON, "considered": "Nimic."}
    action_perform(actor=world.contact, request=request, action="refuse", answers=answers)
    notices_owed_make(now=timezone.now())
    return request.documents.get(kind="refusal")


def translated(world: World, document: Document, **texts: str) -> NoticeOwed:
    return notice_translate(actor=world.their_supervisor, document=document, language="en", texts=texts)


def said(document: Document) -> NoticeDocument:
    return NoticeDocument.from_json(document.context)


def test_the_next_revision_bears_both_texts(world: World) -> None:
    first = refused(world)
    translated(world, first, reason=SAID)
    assert notices_owed_make(now=timezone.now()) == 1
    second = first.request.documents.get(kind="refusal", revision=2)
    was, now = said(first), said(second)
    assert was.translations == ()
    assert [(one.field, one.language, one.text, one.machine) for one in now.translations] == [
        ("reason", "en", SAID, False)
    ]
    assert (now.reason, now.ground, now.considered) == (was.reason, was.ground, was.considered)
    assert now.signatory
    assert now.signatory.name == "Their Supervisor"
    assert SAID in second.html
    assert REASON in second.html
    assert second.created_by == world.their_supervisor


def test_what_a_machine_translated_says_so(world: World) -> None:
    document = refused(world)
    notice_translate(actor=world.contact, document=document, language="en", texts={"reason": SAID}, machine={"reason"})
    notices_owed_make(now=timezone.now())
    [one] = said(document.request.documents.get(kind="refusal", revision=2)).translations
    assert one.machine


def test_once_and_then_of_the_later_revision(world: World) -> None:
    first = refused(world)
    translated(world, first, reason=SAID)
    with pytest.raises(Conflict, match="later revision"):
        translated(world, first, reason=SAID)
    notices_owed_make(now=timezone.now())
    second = first.request.documents.get(kind="refusal", revision=2)
    translated(world, second, considered="Nothing.")
    notices_owed_make(now=timezone.now())
    third = said(first.request.documents.get(kind="refusal", revision=3))
    assert [(one.field, one.text) for one in third.translations] == [("reason", SAID), ("considered", "Nothing.")]


@pytest.mark.parametrize(
    ("language", "texts", "field"),
    [
        ("fr", {"reason": SAID}, "language"),
        ("en", {"reason": " "}, ""),
        ("en", {"ground": "another"}, ""),
        ("en", {"reason": "x" * 10_001}, "reason"),
        ("en", {"reason": "\U00012000"}, None),
    ],
)
def test_what_is_refused(world: World, language: str, texts: dict[str, Any], field: str | None) -> None:
    document = refused(world)
    with pytest.raises(Invalid) as refusal:
        notice_translate(actor=world.contact, document=document, language=language, texts=texts)
    assert field is None or list(refusal.value.errors) == [field]
    assert not NoticeOwed.objects.filter(cause=document.pk).exists()


def test_only_who_executes_there(world: World) -> None:
    document = refused(world)
    with pytest.raises(NotAllowed):
        notice_translate(actor=world.officer, document=document, language="en", texts={"reason": SAID})
    own = document.request.documents.get(kind="preservation")
    with pytest.raises(NotFound):
        notice_translate(actor=world.contact, document=own, language="en", texts={"reason": SAID})


def test_from_the_page_of_the_request_to_the_next_revision(world: World, client: Client) -> None:
    document = refused(world)
    page = f"/documents/{document.pk}/translation/"
    client.force_login(world.officer)
    assert page not in client.get(f"/requests/{document.request_id}/").content.decode()
    assert client.get(page).status_code == 403
    client.force_login(world.stranger)
    assert client.get(page).status_code == 404
    client.force_login(world.contact)
    assert page in client.get(f"/requests/{document.request_id}/").content.decode()
    assert REASON in client.get(page).content.decode()
    wrong = client.post(page, {"language": "en", "reason": ""})
    assert wrong.status_code == 400
    assert "Translate at least one of the texts." in wrong.content.decode()
    answer = client.post(page, {"language": "en", "reason": SAID}, follow=True)
    assert "The next revision is being made" in answer.content.decode()
    assert client.get(page).status_code == 409
