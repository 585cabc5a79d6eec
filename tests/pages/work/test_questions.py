from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mla_portal.accounts.models import User
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
SignIn = Callable[[User], Client]


def texts(response: Any) -> str:
    return str(response.content.decode())


def test_asked_on_one_side_and_decided_on_the_other(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    page, contact, officer = f"/requests/{request.pk}/", as_(world.contact), as_(world.officer)
    assert "Warn of a risk (Art. 29(6))" in texts(contact.get(page))
    assert "Warn of a risk" not in texts(officer.get(page))
    assert contact.post(f"{page}questions/consultation/ask/", {"text": " "}).status_code == 400
    contact.post(f"{page}questions/consultation/ask/", {"text": "The provider tells its users."})
    question = request.questions.get()
    address = f"{page}questions/{question.pk}/"
    assert address in texts(officer.get(page))
    assert "Cybercrime Service asks, and waits" in texts(officer.get(page))
    assert address not in texts(contact.get(page))
    assert "The provider tells its users." in texts(officer.get(address))
    assert officer.post(address, {}).status_code == 400
    officer.post(address, {"decision": "proceed"})
    assert "Execute it nevertheless" in texts(contact.get(page))
    assert officer.get(address).status_code == 409
