"""The database refuses every change to the trail, by whatever way it comes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from mla_portal.accounts.models import User
from mla_portal.audit.models import ChainHead, Event
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def event() -> Event:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # nothing left over that would refuse before the triggers do
    user = User.objects.create_user("officer.al", name="Ana Hoxha")
    return event_record(chain="request:1", verb=Verb.REQUEST_DRAFTED, actor=user)


@pytest.mark.parametrize(
    "sql",
    [
        "update audit_event set verb = 'request.sent'",
        "update audit_event set seq = seq",
        "delete from audit_event",
        "truncate audit_event",
        "truncate audit_event cascade",
        "insert into audit_chainhead values ('request:2', 1, '')",
        "update audit_chainhead set seq = 0",
        "delete from audit_chainhead",
        "truncate audit_chainhead",
    ],
)
def test_raw_sql_is_refused(sql: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_models_are_refused(event: Event) -> None:
    for change in (event.save, event.delete, Event.objects.all().delete, ChainHead.objects.all().delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_a_person_in_the_trail_cannot_be_deleted() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from accounts_user")
