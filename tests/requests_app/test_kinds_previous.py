"""What a document says of the request that it continues, and to whom it says nothing of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from requests_app.models import Request
from requests_app.selectors.document_context import document_context
from requests_app.selectors.document_previous import previous_parts
from templates_app.context import RequestStatus
from tests.days import today
from tests.kinds import COMPLETE
from tests.world import World

pytestmark = pytest.mark.django_db


def parts(request: Request) -> dict[str, Any]:
    return previous_parts(Request.objects.get(pk=request.pk), now=timezone.now())


def mla(world: World, follows: Request | None, **typed: str) -> Request:
    given = {"previous_preservation": typed} if typed else {}
    return world.draft(kind="mla_subscriber", content={**COMPLETE["mla_subscriber"], **given}, follows=follows)


def test_mutual_assistance_quotes_the_preservation(world: World) -> None:
    sent = world.acknowledged()
    told = parts(mla(world, sent))
    quoted = told["previous_preservation"]
    assert (quoted.reference, quoted.their_reference, quoted.custodian) == (sent.reference, "RO-9", "Hosting SRL")
    assert quoted.dated
    assert quoted.acknowledged_on
    assert quoted.answered_by.startswith("Cybercrime Service, ")
    assert (told["request_status"], told["previous_mla"]) == (RequestStatus.FOLLOW_UP, None)


def test_what_is_typed_completes_it(world: World) -> None:
    sent = world.sent()
    quoted = parts(mla(world, sent, preserved_until="2027-02-19"))["previous_preservation"]
    assert (quoted.reference, quoted.preserved_until) == (sent.reference, date(2027, 2, 19))


def test_what_is_typed_of_another_one_stands_alone(world: World) -> None:
    quoted = parts(mla(world, world.sent(), reference="G7-12", channel="G7 network"))["previous_preservation"]
    assert (quoted.reference, quoted.channel, quoted.custodian, quoted.answered_by) == ("G7-12", "G7 network", "", "")


def test_a_new_one_quotes_nothing(world: World) -> None:
    told = parts(mla(world, None))
    assert (told["request_status"], told["previous_preservation"], told["follows"]) == (RequestStatus.NEW, None, None)


def test_an_extension_says_which_one_and_until_when_as_it_was_told(world: World) -> None:
    sent = world.acknowledged()
    until = today() + timedelta(days=60)
    content = {**COMPLETE["extension"], "preserved_until": until.isoformat()}
    extension = world.draft(kind="extension", content=content, follows=sent)
    told = parts(extension)
    assert (told["request_status"], told["previous_reference"]) == (RequestStatus.EXTENSION, sent.reference)
    assert told["previous_preservation"].preserved_until == until


def test_another_country_learns_nothing_of_the_request_before(world: World) -> None:
    """What leaves the house is the data of the document too, not only its pages."""
    sent = world.sent()
    to_another = world.draft(follows=sent, to=world.outsider)
    assert sent.reference not in document_context(to_another, now=timezone.now()).to_json()
