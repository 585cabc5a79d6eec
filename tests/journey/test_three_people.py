"""The main job, whole, in a real browser: an officer drafts, a supervisor approves, a contact of another country
acknowledges on a phone, and the officer sees it without touching anything.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import Authority
from mla_portal.outbox.models import Message
from requests_app.models import Request
from tests.browser import PHONE
from tests.journey.steps import ASKED, acknowledge, approve, begin, enter, fill_sections, open_case, send, submit
from tests.world import World, make_world


@pytest.fixture
def world(site: str) -> World:
    return make_world()


def test_from_a_form_to_an_acknowledgement(world: World, window: Any) -> None:
    Authority.objects.filter(pk=world.asked.pk).update(name="24/7 desk of Romania")
    officer = enter(window(), "officer")
    open_case(officer)
    begin(officer)
    fill_sections(officer)
    submit(officer)
    reference = Request.objects.get().reference

    supervisor = enter(window(), "supervisor")
    approve(supervisor, reference)
    send(officer)

    contact = enter(window(PHONE), "contact")
    acknowledge(contact, reference)

    # Nobody touches the officer's window: it shows the acknowledgement by itself.
    expect(officer.get_by_text("RO-118/26").first).to_be_visible(timeout=20_000)
    request = Request.objects.get()
    assert request.status == "acknowledged"
    assert request.identifiers.count() == len(ASKED["identifiers"])
    assert Message.objects.filter(template="request_acknowledged", to_address="officer@portal.example").exists()
