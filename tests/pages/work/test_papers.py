"""The list of all documents of a request, and the order to a custodian: what each side has of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed
from requests_app.languages import digest
from requests_app.models import Measure, NoticeOwed, Request
from requests_app.services.measures import measure_change, measure_record
from requests_app.services.orders import order_make
from requests_app.services.owed_notices import notices_owed_make
from templates_app.notice import NoticeDocument
from tests.days import day, today
from tests.kinds import COMPLETE
from tests.world import CONTENT, World, in_force, preserved

pytestmark = pytest.mark.django_db
blank_paper = pytest.mark.usefixtures("blank_paper")
SignIn = Callable[[User], Client]


def texts(response: Any) -> str:
    return " ".join(response.content.decode().split())


def ordered(world: World, **more: Any) -> tuple[Request, Measure]:
    request = world.in_execution()
    days = {name: value for name, value in preserved(90).items() if name != "outcome"}
    answers = {"kind": "preservation_order", "custodian": "Hosting SRL", **days, **more}
    return request, measure_record(actor=world.contact, request=request, answers=answers)


def test_a_notice_is_listed_for_both_sides_in_every_form(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    notices_owed_make(now=timezone.now())
    notice = request.documents.get(kind="acknowledgement")
    for user in (world.officer, world.contact):
        client = as_(user)
        for page in ("", "document/"):
            shown = texts(client.get(f"/requests/{request.pk}/{page}"))
            assert "Acknowledgement of receipt" in shown
            assert f"/documents/{notice.pk}/file.txt" in shown
        assert "RO-9" in texts(client.get(f"/documents/{notice.pk}/file.txt"))
        assert client.get(f"/documents/{notice.pk}/file.json").json()["kind"] == "acknowledgement"
        assert client.get(f"/documents/{notice.pk}/file.docx").content.startswith(b"PK")


@blank_paper
def test_what_is_being_made_is_said_to_the_side_that_answers(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    address = f"/requests/{request.pk}/"
    assert "Being made" in texts(as_(world.contact).get(address))
    assert "Being made" not in texts(as_(world.officer).get(address))
    NoticeOwed.objects.update(last_error="The certificate has expired.")
    assert "Not made yet: The certificate has expired." in texts(as_(world.contact).get(address))


def test_the_order_is_made_from_the_measure_and_seen_by_one_side(world: World, as_: SignIn) -> None:
    request, measure = ordered(world)
    client, address = as_(world.contact), f"/requests/{request.pk}/measures/"
    assert "Make the order" in texts(client.get(address))
    assert "Make the order" not in texts(as_(world.officer).get(address))
    client.post(f"{address}{measure.pk}/order/")
    assert "Make the order" not in texts(client.get(address))
    notices_owed_make(now=timezone.now())

    order = request.documents.get(kind="preservation_order")
    read = NoticeDocument.from_json(order.context)
    assert (read.recipient.name, [one.value for one in read.identifiers]) == ("Hosting SRL", ["185.220.101.7"])
    assert (request.reference in order.context, "+04:00" in order.context) == (False, False)
    assert "Order to the custodian" in texts(client.get(f"/requests/{request.pk}/document/"))
    assert "Order to the custodian" not in texts(as_(world.officer).get(f"/requests/{request.pk}/document/"))
    assert request.reference not in client.get(f"/documents/{order.pk}/file.txt")["Content-Disposition"]
    assert as_(world.officer).get(f"/documents/{order.pk}/file.txt").status_code == 404


@blank_paper
def test_an_order_is_made_once_until_the_record_changes(world: World) -> None:
    _request, measure = ordered(world)
    order_make(actor=world.contact, measure=measure)
    with pytest.raises(Conflict):
        order_make(actor=world.contact, measure=measure)
    notices_owed_make(now=timezone.now())
    measure_change(actor=world.contact, measure=measure, answers={"custodian": "Hosting SA"})
    order_make(actor=world.contact, measure=measure)
    notices_owed_make(now=timezone.now())
    assert measure.request.documents.filter(kind="preservation_order").count() == 2


@blank_paper
def test_before_the_custodian_answers_it_runs_as_long_as_was_asked(world: World) -> None:
    request = world.in_execution()
    given = {"kind": "preservation_order", "custodian": "Hosting SRL", "ordered_on": day(0)}
    measure = measure_record(actor=world.contact, request=request, answers=given)
    owed = order_make(actor=world.contact, measure=measure)
    until = NoticeDocument.from_json(owed.context).preserved_until
    assert until is not None
    assert (until - today()).days == 90


@blank_paper
def test_only_of_a_preservation_order_and_only_by_who_executes(world: World) -> None:
    _request, measure = ordered(world, kind="search")
    with pytest.raises(Conflict):
        order_make(actor=world.contact, measure=measure)
    with pytest.raises(NotAllowed):
        order_make(actor=world.officer, measure=measure)


@blank_paper
def test_the_order_speaks_the_language_of_its_own_country(world: World) -> None:
    """Romania orders in Romanian, whatever languages the request was made in; what was typed has its translation."""
    text = "Connection logs."
    row = {"field": "data_details", "language": "ro", "text": "Jurnale de conexiuni.", "machine": False}
    request = world.in_execution(
        content={**CONTENT, "data_description": text},
        languages=["en", "fr"],
        translations=[{**row, "of": digest(text)}],
    )
    owed = order_make(actor=world.contact, measure=measure_of(world, request))
    notices_owed_make(now=timezone.now())
    order = request.documents.get(kind="preservation_order")
    assert (NoticeDocument.from_json(owed.context).languages, order.language) == (("ro",), "ro")
    assert "Ordin de conservare a datelor informatice stocate" in order.html
    assert "Jurnale de conexiuni." in order.html


@blank_paper
def test_the_order_names_its_legal_basis(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    measure = measure_of(world, request)
    order_make(actor=world.contact, measure=measure)
    notices_owed_make(now=timezone.now())
    [first] = request.documents.filter(kind="preservation_order")
    assert "Dreptul intern prin care se aplică articolele 16, 17 și 29" in first.html

    law = "Codul de procedură penală, articolul 154 (exemplu)"
    measure_change(actor=world.contact, measure=measure, answers={"legal_basis": law})
    order_make(actor=world.contact, measure=measure)
    notices_owed_make(now=timezone.now())
    second = request.documents.get(kind="preservation_order", revision=2)
    assert law in second.html
    assert "Dreptul intern" not in second.html
    # the next record begins with it, and the other side is shown neither
    assert law in texts(as_(world.contact).get(f"/requests/{request.pk}/measures/new/"))
    assert law in texts(as_(world.contact).get(f"/requests/{request.pk}/measures/"))
    assert law not in texts(as_(world.officer).get(f"/requests/{request.pk}/measures/"))


@blank_paper
def test_under_the_convention_of_the_united_nations_the_basis_is_asked_for(world: World) -> None:
    in_force("UNCC", "GE", "RO")
    request = world.in_execution(kind="un_preservation", content=COMPLETE["un_preservation"])
    measure = measure_of(world, request)
    with pytest.raises(Conflict, match="legal basis"):
        order_make(actor=world.contact, measure=measure)
    measure_change(actor=world.contact, measure=measure, answers={"legal_basis": "Law 1, Article 2 (example)"})
    order_make(actor=world.contact, measure=measure)


def measure_of(world: World, request: Request) -> Measure:
    given = {"kind": "preservation_order", "custodian": "Hosting SRL"}
    return measure_record(actor=world.contact, request=request, answers=given)
