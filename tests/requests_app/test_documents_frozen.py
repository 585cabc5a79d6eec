"""A document that was issued is kept as it was, whoever asks: the database refuses, not only the code."""

from __future__ import annotations

import hashlib

import pytest
from django.conf import settings
from django.db import DatabaseError, InternalError, connection, transaction

from requests_app.models import Document
from requests_app.services.actions import action_perform
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world: World) -> Document:
    return world.sent().documents.get()


def test_all_of_what_made_it_is_kept_with_it(document: Document) -> None:
    assert document.template_version.startswith("preservation/")
    assert document.software_version == settings.SOFTWARE_VERSION
    assert document.sha256 == hashlib.sha256(bytes(document.pdf)).hexdigest()
    assert document.context_sha256 == hashlib.sha256(document.context.encode()).hexdigest()
    assert document.context_sha256 in document.html


@pytest.mark.parametrize("column", [field.column for field in Document._meta.concrete_fields])
def test_no_column_can_be_changed_even_past_the_code(document: Document, column: str) -> None:
    table = Document._meta.db_table
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE id = %s', [document.pk])  # noqa: S608


@pytest.mark.parametrize("statement", ['DELETE FROM "{table}"', 'TRUNCATE "{table}"', 'TRUNCATE "{table}" CASCADE'])
def test_none_can_be_removed_even_past_the_code(document: Document, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match=r"(?i)cannot (update or delete|be emptied|truncate)")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the test is no reason to refuse
        cursor.execute(statement.format(table=Document._meta.db_table))
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_correction_is_another_revision(world: World) -> None:
    request = world.approved()
    first = request.documents.get()
    for actor, action, answers in (
        (world.officer, "return", {"reason": "A typing error."}),
        (world.officer, "submit", {}),
        (world.supervisor, "approve", {}),
    ):
        action_perform(actor=actor, request=request, action=action, answers=answers)
    second = request.documents.order_by("revision").last()

    assert second is not None
    assert (first.revision, second.revision) == (1, 2)
    assert Document.objects.get(pk=first.pk).sha256 == first.sha256
