"""Notices are frozen as documents of the request that they answer; who sees them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import documents_visible_to
from requests_app.models import Document, Request
from requests_app.selectors.document_context import issued_document, next_revision
from requests_app.services.documents import is_vouched_for
from requests_app.services.notice_documents import notice_issue
from templates_app.context import RequestedAuthority
from templates_app.notice import Notice, NoticeDocument
from tests.world import World

pytestmark = pytest.mark.django_db

PROVIDER = RequestedAuthority(name="Hosting SRL", country="Romania")


def issue(world: World, row: Request, kind: Notice = Notice.ACKNOWLEDGEMENT, **said: object) -> Document:
    return notice_issue(actor=world.contact, request=row, kind=kind, **said)


def test_a_notice_is_frozen_and_vouched_for(world: World) -> None:
    row = world.acknowledged()
    document = issue(world, row)
    read = NoticeDocument.from_json(document.context)

    assert (document.kind, document.revision, document.template_version) == (
        "acknowledgement",
        1,
        "acknowledgement/1/en",
    )
    assert (read.about and read.about.their_reference, read.sender.organisation) == ("RO-9", "Cybercrime Service")
    assert is_vouched_for(document)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(html="")


def test_another_one_of_its_kind_is_the_next_revision(world: World) -> None:
    row = world.acknowledged()

    assert [issue(world, row).revision for _ in range(2)] == [1, 2]


def test_both_sides_see_a_notice_and_strangers_do_not(world: World) -> None:
    notice = issue(world, world.acknowledged())

    for user in (world.officer, world.contact):
        assert documents_visible_to(user).filter(pk=notice.pk).exists()
    assert not documents_visible_to(world.stranger).filter(pk=notice.pk).exists()


def test_an_order_to_a_provider_is_seen_by_the_requested_side_alone(world: World) -> None:
    order = issue(world, world.acknowledged(), Notice.PRESERVATION_ORDER, recipient=PROVIDER)

    assert documents_visible_to(world.contact).filter(pk=order.pk).exists()
    assert not documents_visible_to(world.officer).filter(pk=order.pk).exists()
    assert "Prosecutor" not in order.html
    assert order.request.reference not in order.html


def test_a_notice_is_not_taken_for_the_document_of_the_request(world: World) -> None:
    row = world.acknowledged()
    issue(world, row)
    in_force = issued_document(row)

    assert in_force is not None
    assert (in_force.kind, next_revision(row)) == ("preservation", 2)


def test_who_asked_issues_none(world: World) -> None:
    with pytest.raises(NotAllowed):
        notice_issue(actor=world.officer, request=world.acknowledged(), kind=Notice.ACKNOWLEDGEMENT)


def test_before_sending_there_is_nothing_to_answer(world: World) -> None:
    with pytest.raises(Conflict):
        issue(world, world.draft())


def test_an_order_goes_to_somebody(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        issue(world, world.acknowledged(), Notice.PRESERVATION_ORDER)

    assert list(refusal.value.errors) == ["recipient"]
