"""The pages of measures: one side keeps the record, both read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
SignIn = Callable[[User], Client]


def texts(response: Any) -> str:
    return str(response.content.decode())


def test_recorded_on_one_side_and_read_on_the_other(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    address, client = f"/requests/{request.pk}/measures/", as_(world.contact)
    assert "Nothing is recorded yet" in texts(client.get(address))
    assert 'value="Hosting SRL"' in texts(client.get(f"{address}new/"))
    days = {name: value for name, value in preserved(90).items() if name != "outcome"}
    answers = {"kind": "preservation_order", "custodian": "Hosting SRL", "note": "Ask for Ana.", **days}
    client.post(f"{address}new/", answers)
    page = texts(as_(world.officer).get(address))
    assert "Preservation order: Hosting SRL" in page
    assert "Ask for Ana." not in page
    assert "Change the record" not in page
    assert "Ask for Ana." in texts(client.get(address))
    assert "Hosting SRL" in texts(as_(world.officer).get(f"/requests/{request.pk}/"))


def test_the_report_takes_its_days_from_the_records(world: World, as_: SignIn) -> None:
    request, client = world.in_execution(), as_(world.contact)
    days = {name: value for name, value in preserved(90).items() if name != "outcome"}
    client.post(
        f"/requests/{request.pk}/measures/new/", {"kind": "preservation_order", "custodian": "Hosting SRL", **days}
    )
    page = texts(client.get(f"/requests/{request.pk}/actions/complete/"))
    assert f'value="{days["preserved_until"]}"' in page


def test_what_is_wrong_comes_back(world: World, as_: SignIn) -> None:
    request, client = world.in_execution(), as_(world.contact)
    answers = {"kind": "preservation_order", "custodian": "", "note": "Ask for Ana.", "ordered_on": "2001-01-01"}
    response = client.post(f"/requests/{request.pk}/measures/new/", answers)
    assert response.status_code == 400
    assert "Ask for Ana." in texts(response)
    assert not request.measures.exists()
    response = client.post(f"/requests/{request.pk}/measures/new/", {**answers, "custodian": "Hosting SRL"})
    assert "This is before the request was sent." in texts(response)
