"""Correcting what was registered, on its page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from requests_app.forms.correction import lines_of
from requests_app.identifiers.loaded import Loaded
from requests_app.models import Correction, Request
from requests_app.selectors.document_context import document_context
from requests_app.services.identifiers import identifiers_checked
from requests_app.services.incoming_files import incoming_keep
from tests.pages.browserless import fields_of
from tests.world import IP, World, registered

pytestmark = pytest.mark.django_db

LINES = [
    IP,
    {"type": "account", "value": "nino, the elder", "note": "Says “me”; see p. 2"},
    {"type": "other", "value": "box 7", "at": "2026-11-14T08:21:07+05:45", "until": "2026-11-15T08:21:07+04:00"},
]


def page_of(row: Request) -> str:
    return f"/requests/{row.pk}/correction/"


@pytest.fixture
def desk(world: World, client: Client) -> Client:
    client.force_login(world.contact)
    return client


def typed(client: Client, row: Request, **more: str) -> Any:
    fields = fields_of(client.get(page_of(row)), "correction")
    return client.post(page_of(row), {**fields, "reason": "Mistyped.", **more})


def test_the_page_begins_with_what_is_registered_and_saves_what_differs(world: World, desk: Client) -> None:
    row = registered(world, identifiers=LINES)
    done = typed(desk, row, sender_reference="US-4712")
    assert done.url == f"/requests/{row.pk}/"
    assert Correction.objects.get().changed == ["sender_reference"]
    page = desk.get(done.url).content.decode()
    for text in (
        "Correction 1: what it said before",
        "US-4711",
        "US-4712",
        "Mistyped.",
        "What was registered was corr",
    ):
        assert text in page


def test_identifiers_are_shown_as_they_are_read(world: World) -> None:
    row = registered(world, identifiers=LINES)
    given, errors = identifiers_checked([dict(one) for one in Loaded(text=lines_of(row)).rows])
    wanted, _errors = identifiers_checked(LINES)
    assert (errors, repr(given)) == ({}, repr(wanted))
    assert lines_of(registered(world, identifiers=[], sender_reference="")) == ""


def test_every_error_stands_beside_its_field_and_nothing_is_lost(world: World, desk: Client) -> None:
    row = registered(world)
    wrong = {"lines": "nonsense", "duration_days": "3", "reason": "", "necessity": "Kept words 🙂 مثال"}
    answer = typed(desk, row, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 400
    for text in ("Line 1:", "Ask for 60 days", "Kept words 🙂 مثال", "nonsense"):
        assert text in page
    assert not Correction.objects.exists()


def test_another_kind_asks_its_questions_before_anything_is_saved(world: World, desk: Client) -> None:
    row = registered(world)
    asked = typed(desk, row, kind="mla_subscriber", necessity="Typed just now.")
    page = asked.content.decode()
    assert asked.status_code == 200
    assert not Correction.objects.exists()
    for text in ("Object of the request and reason for it", "Typed just now.", "Mistyped."):
        assert text in page
    fields = fields_of(asked, "correction")
    assert desk.post(page_of(row), {**fields, "purpose": "To find the person."}).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.content["necessity"]) == ("mla_subscriber", "Typed just now.")


def test_a_colleague_was_first_and_nothing_typed_is_lost(world: World, desk: Client) -> None:
    row = registered(world)
    fields = fields_of(desk.get(page_of(row)), "correction")
    assert typed(desk, row, sender_reference="US-1").status_code == 302
    late = desk.post(page_of(row), {**fields, "reason": "Mistyped.", "note": "By courier."})
    assert late.status_code == 409
    page = late.content.decode()
    for text in ("A colleague corrected it", "By courier.", "before: US-4711"):
        assert text in page
    again = fields_of(late, "correction")
    assert desk.post(page_of(row), again).status_code == 302
    assert Correction.objects.count() == 2


def test_the_number_of_another_request_is_pointed_out_first(world: World, desk: Client) -> None:
    registered(world, sender_reference="US-1")
    row = registered(world)
    told = typed(desk, row, sender_reference="US-1")
    assert told.status_code == 409
    fields = fields_of(told, "correction")
    assert desk.post(page_of(row), {**fields, "repeated": "on"}).status_code == 302


def test_a_row_of_offences_is_added_without_saving(world: World, desk: Client) -> None:
    row = registered(world)
    asked = typed(desk, row, add="1", facts="Typed just now.")
    page = asked.content.decode()
    assert "Offence 2" in page
    assert "Typed just now." in page
    assert not Correction.objects.exists()


def test_of_a_document_of_a_portal_only_how_it_came(world: World, desk: Client) -> None:
    document = document_context(world.draft(), now=timezone.now(), signatory=world.supervisor)
    file = incoming_keep(actor=world.contact, source=[document.to_json().encode()], name="request.json")
    row = registered(world, original=file)
    page = desk.get(page_of(row)).content.decode()
    assert "What it says was read from its document" in page
    assert 'name="lines"' not in page
    assert typed(desk, row, sender_reference="US-9", kind="extension", lines="1.2.3.4").status_code == 302
    assert Correction.objects.get().changed == ["sender_reference"]


def test_what_is_ended_is_not_offered(world: World, desk: Client) -> None:
    row = registered(world)
    assert "Correct what was registered" in desk.get(f"/requests/{row.pk}/").content.decode()
    desk.post(f"/requests/{row.pk}/actions/withdraw/", {"reason": "They wrote so."})
    assert "Correct what was registered" not in desk.get(f"/requests/{row.pk}/").content.decode()
    assert desk.get(page_of(row)).status_code == 409


@pytest.mark.parametrize(
    "typed_in",
    [{"after": "x"}, {"after": "-1"}, {"kind": "\x00"}, {"shown": "wiretap"}, {"lines": "\x00"}, {"reason": "\x00"}],
    ids=["after", "negative", "kind", "shown", "lines", "reason"],
)
def test_whatever_is_typed_is_taken_or_refused(world: World, desk: Client, typed_in: dict[str, str]) -> None:
    answer = typed(desk, registered(world), **typed_in)
    assert answer.status_code in (200, 400, 409)
    assert not Correction.objects.exists()
