"""Files beside a request: who lays them there, who sees them, when they can be taken back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.storage.services import file_store
from requests_app.access import attachments_visible_to
from requests_app.models import Attachment, Request
from requests_app.selectors.contract import events_told
from requests_app.services.actions import action_perform
from requests_app.services.attachments import attachment_add, attachment_open, attachment_remove
from requests_app.services.messages import message_send
from tests.world import World

pytestmark = pytest.mark.django_db


def attach(actor: User, request: Request, data: bytes = b"%PDF-1.7 order", **more: bool) -> Attachment:
    file = file_store(actor=actor, source=[data], name="order.pdf", now=timezone.now())
    return attachment_add(actor=actor, request=request, file=file, **more)


def seen(user: User) -> set[Attachment]:
    return set(attachments_visible_to(user))


def test_before_sending_only_the_own_side_sees_it_and_then_both(world: World) -> None:
    request = world.draft()
    file = attach(world.officer, request)
    assert (seen(world.colleague), seen(world.contact)) == ({file}, set())
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        request = action_perform(actor=actor, request=request, action=action, answers={})
    assert (seen(world.colleague), seen(world.contact), seen(world.stranger)) == ({file}, {file}, set())


def test_what_is_internal_stays_with_the_side_that_laid_it_there(world: World) -> None:
    request = world.sent()
    ours = attach(world.officer, request, internal=True)
    theirs = attach(world.contact, request, internal=True)
    assert seen(world.officer) == seen(world.auditor) == {ours}
    assert seen(world.contact) == seen(world.their_supervisor) == {theirs}


def test_the_trail_of_the_request_is_silent_about_what_is_internal(world: World) -> None:
    request = world.sent()
    theirs = attach(world.contact, request, internal=True)
    attachment_open(actor=world.contact, attachment=theirs)
    assert not Event.objects.filter(chain=f"request:{request.pk}", verb__startswith="attachment.").exists()
    assert Event.objects.filter(chain=f"attachment:{theirs.pk}").count() == 2


def test_the_other_side_is_not_told_what_was_laid_there_before_sending(world: World) -> None:
    request = world.draft()
    attachment_remove(actor=world.officer, attachment=attach(world.officer, request))
    for actor, action in ((world.officer, "submit"), (world.supervisor, "approve"), (world.officer, "send")):
        request = action_perform(actor=actor, request=request, action=action, answers={})
    attach(world.officer, request)
    assert events_told(world.contact, request).filter(verb__startswith="attachment.").count() == 1
    assert events_told(world.officer, request).filter(verb__startswith="attachment.").count() == 3


def test_every_download_is_an_event(world: World) -> None:
    request = world.sent()
    file = attach(world.officer, request)
    assert b"".join(attachment_open(actor=world.contact, attachment=file)) == b"%PDF-1.7 order"
    attachment_open(actor=world.officer, attachment=file)
    events = Event.objects.filter(chain=f"request:{request.pk}", verb="attachment.downloaded").order_by("seq")
    assert [event.actor for event in events] == [world.contact, world.officer]


def test_a_stranger_finds_nothing_and_an_auditor_only_reads(world: World) -> None:
    request = world.sent()
    file = attach(world.officer, request)
    for refused in (
        lambda: attach(world.stranger, request),
        lambda: attachment_open(actor=world.stranger, attachment=file),
        lambda: attachment_remove(actor=world.stranger, attachment=file),
    ):
        with pytest.raises(NotFound):
            refused()
    with pytest.raises(NotAllowed):
        attach(world.auditor, request)


def test_what_is_with_the_approver_stands_still(world: World) -> None:
    request = world.draft()
    file = attach(world.officer, request)
    request = action_perform(actor=world.officer, request=request, action="submit", answers={})
    with pytest.raises(Conflict, match="with its approver"):
        attach(world.officer, request)
    with pytest.raises(Conflict, match="with its approver"):
        attachment_remove(actor=world.officer, attachment=file)
    assert attach(world.officer, request, internal=True).internal


def test_it_can_be_taken_back_while_nobody_else_can_have_seen_it(world: World) -> None:
    file = attach(world.officer, world.draft())
    attachment_remove(actor=world.colleague, attachment=file)
    removed = attachment_remove(actor=world.officer, attachment=file)
    assert (removed.removed_by, seen(world.officer)) == (world.colleague, set())
    with pytest.raises(NotFound):
        attachment_open(actor=world.officer, attachment=file)


def test_once_the_other_side_can_see_it_it_stays(world: World) -> None:
    request = world.sent()
    with pytest.raises(Conflict, match="can see this file already"):
        attachment_remove(actor=world.officer, attachment=attach(world.officer, request))
    attachment_remove(actor=world.contact, attachment=attach(world.contact, request, internal=True))


def test_nobody_takes_back_what_the_other_side_laid_there(world: World) -> None:
    file = attach(world.contact, world.sent())
    with pytest.raises(NotAllowed):
        attachment_remove(actor=world.officer, attachment=file)


def test_the_same_file_lies_there_once(world: World) -> None:
    request = world.draft()
    file = file_store(actor=world.officer, source=[b"x"], name="a.txt", now=timezone.now())
    assert attachment_add(actor=world.officer, request=request, file=file) == attachment_add(
        actor=world.officer, request=request, file=file
    )


def test_rows_are_kept(world: World) -> None:
    file = attach(world.officer, world.draft())
    for change in (
        lambda: Attachment.objects.filter(pk=file.pk).update(internal=True),
        lambda: Attachment.objects.filter(pk=file.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_message_carries_files_of_its_own_side_that_both_may_see(world: World) -> None:
    request = world.sent()
    mine, internal = attach(world.officer, request), attach(world.officer, request, internal=True)
    theirs = attach(world.contact, request)
    message = message_send(actor=world.officer, request=request, text="See this.", attachments=[mine.pk])
    assert list(message.attachments.all()) == [mine]
    for wrong in (internal, theirs):
        with pytest.raises(Invalid, match="your own side"):
            message_send(actor=world.officer, request=request, text="See this.", attachments=[wrong.pk])
