"""The day on which the data were deleted: a field of the report, read by both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from mla_portal.errors import Invalid
from requests_app.models import Decision, Request
from requests_app.services.actions import action_perform
from tests.api.calls import Caller
from tests.days import day, today
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def reported(world: World, **answers: Any) -> Request:
    return action_perform(actor=world.contact, request=world.in_execution(), action="complete", answers=answers)


@pytest.mark.parametrize("outcome", ["data_deleted", "no_data"])
def test_it_is_on_record_and_both_sides_read_it(world: World, outcome: str) -> None:
    gone = today() - timedelta(days=40)
    request = reported(world, outcome=outcome, deleted_on=gone.isoformat())
    assert request.decisions.get().deleted_on == gone
    for user in (world.officer, world.contact):
        client = Client()
        client.force_login(user)
        assert "Deleted on" in client.get(f"/requests/{request.pk}/").content.decode()


def test_not_still_to_come_and_not_where_nothing_is_gone(world: World) -> None:
    for answers in (
        {"outcome": "data_deleted", "deleted_on": day(1)},
        {**preserved(90), "deleted_on": day(0)},
        {"outcome": "wrong_custodian", "deleted_on": day(0)},
    ):
        with pytest.raises(Invalid) as refusal:
            reported(world, **answers)
        assert set(refusal.value.errors) == {"deleted_on"}


def test_a_part_may_be_gone(world: World) -> None:
    answers = {**preserved(90), "outcome": "partly", "deleted_on": day(0)}
    assert reported(world, **answers).decisions.get().deleted_on == today()


def test_through_the_contract(world: World) -> None:
    request, contact = world.in_execution(), Caller(world.contact)
    body = {"action": "complete", "outcome": "data_deleted", "deleted_on": day(0)}
    told = contact.post(f"requests/{request.pk}/actions/", body)
    assert told["decisions"][-1]["deleted_on"] == day(0)


def test_the_database_holds_it(world: World) -> None:
    request = reported(world, outcome="wrong_custodian")
    decision = request.decisions.get()
    decision.pk, decision.deleted_on = None, today()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.bulk_create([decision])
