"""What is handed over stands in a document: the path of Article 30, the report, and what comes after it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.utils import timezone

from contacts.days import day_in
from mla_portal.errors import Invalid
from mla_portal.storage.services import file_store
from requests_app.access import documents_visible_to
from requests_app.models import Document, NoticeOwed, Request
from requests_app.services.actions import action_perform
from requests_app.services.attachments import attachment_add
from requests_app.services.disclosures import disclosure_act
from requests_app.services.owed_notices import notices_owed_make
from templates_app.notice import NoticeDocument
from tests.kinds import COMPLETE
from tests.results.making import CONDITIONS, LOGS, handed_over
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

PATH: dict[str, Any] = {"provider": "Transit SRL", "provider_country": "MD", "path": "From 203.0.113.9, a tunnel."}
SHA256 = hashlib.sha256(LOGS).hexdigest()


def made(request: Request, kind: str) -> list[Document]:
    notices_owed_make(now=timezone.now())
    return list(request.documents.filter(kind=kind).order_by("revision"))


def said(document: Document) -> NoticeDocument:
    return NoticeDocument.from_json(document.context)


def completed(world: World, request: Request, **answers: str) -> Request:
    given = {"outcome": "executed", **answers}
    return action_perform(actor=world.contact, request=request, action="complete", answers=given)


def of_assistance(world: World) -> Request:
    """A request for subscriber information that is being executed."""
    return world.in_execution(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])


def test_a_path_has_its_notice_for_both_sides(world: World) -> None:
    request = world.in_execution()
    handed_over(world.contact, request, **PATH)
    [document] = made(request, "path_disclosure")
    notice = said(document)
    assert [(one.name, one.country) for one in notice.providers] == [("Transit SRL", "Moldova")]
    assert (notice.path, notice.signatory and notice.signatory.name) == ("From 203.0.113.9, a tunnel.", "Contact")
    assert [(one.description, one.filename, one.sha256) for one in notice.deliveries] == [
        ("Connection logs.", "logs.txt", SHA256)
    ]
    for reader in (world.officer, world.contact):
        assert documents_visible_to(reader).filter(pk=document.pk).exists()


@pytest.mark.parametrize("decisions", [["accept"], ["decline", "give"]])
def test_under_conditions_it_is_issued_once_the_path_is_open(world: World, decisions: list[str]) -> None:
    request = world.in_execution()
    disclosure = handed_over(world.contact, request, **PATH, **CONDITIONS)
    assert made(request, "path_disclosure") == []
    who = {"accept": world.officer, "decline": world.officer, "give": world.contact}
    for action in decisions:
        disclosure_act(actor=who[action], request=request, disclosure=disclosure, action=action, reason="Why not.")
    [document] = made(request, "path_disclosure")
    notice = said(document)
    # in the name of who handed it over, and only with conditions that bind
    assert document.created_by == world.contact
    assert notice.kept_confidential is notice.no_other_use is (decisions == ["accept"])


def test_what_was_taken_back_is_told_nowhere(world: World) -> None:
    request = world.in_execution()
    disclosure = handed_over(world.contact, request, **PATH, **CONDITIONS)
    disclosure_act(actor=world.contact, request=request, disclosure=disclosure, action="take_back")
    assert made(request, "path_disclosure") == []


def test_a_path_that_cannot_be_printed_is_refused_before_its_conditions_are_asked(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        handed_over(world.contact, world.in_execution(), **{**PATH, "path": "\u1780"}, **CONDITIONS)
    assert set(refusal.value.errors) == {"path"}


def test_of_what_an_outsider_gave_no_notice_is_made(world: World) -> None:
    request = world.sent(to=world.outsider)
    for action in ("acknowledge", "start"):
        action_perform(actor=world.officer, request=request, action=action, answers={})
    today = day_in("Asia/Tbilisi", timezone.now()).isoformat()
    handed_over(world.officer, request, **PATH, given_by="Duty officer", given_on=today)
    assert not NoticeOwed.objects.filter(request=request).exists()


def test_the_report_names_what_was_handed_over_and_under_which_conditions(world: World) -> None:
    request = of_assistance(world)
    handed_over(world.contact, request, contains="The customer's record.", outside="A disk, no. 7.", **CONDITIONS)
    handed_over(world.contact, request, contains="Its bills.", condition="To be returned.", final=True)
    assert made(request, "execution_report") == []
    completed(world, request)
    [document] = made(request, "execution_report")
    notice = said(document)
    assert [one.description for one in notice.deliveries] == ["The customer's record.\nA disk, no. 7.", "Its bills."]
    assert (notice.final, notice.kept_confidential, notice.conditions) == (True, True, "To be returned.")


def test_a_report_without_deliveries_promises_none(world: World) -> None:
    request = of_assistance(world)
    action_perform(
        actor=world.contact, request=request, action="complete", answers={"outcome": "no_data", "note": "None."}
    )
    [document] = made(request, "execution_report")
    assert (said(document).deliveries, said(document).final) == ((), None)
    assert "☒ Further deliveries" not in document.html


def test_what_comes_after_the_report_has_a_report_of_its_own(world: World) -> None:
    request = completed(world, of_assistance(world))
    handed_over(world.contact, request, contains="One more page.")
    first, second = (said(one) for one in made(request, "execution_report"))
    assert (first.deliveries, second.revision) == ((), 2)
    assert [one.description for one in second.deliveries] == ["One more page."]
    assert second.result == "executed"


def test_partial_execution_names_it_too(world: World) -> None:
    request = world.in_execution()
    handed_over(world.contact, request, **PATH)
    completed(world, request, **{**preserved(90), "outcome": "partly"}, note="Half of it.")
    [document] = made(request, "partial_execution")
    assert [one.sha256 for one in said(document).deliveries] == [SHA256]


def test_a_name_that_no_font_draws_stops_nothing(world: World) -> None:
    request = of_assistance(world)
    file = file_store(actor=world.contact, source=[LOGS], name="fire\U0001f525.txt", now=timezone.now())
    laid = attachment_add(actor=world.contact, request=request, file=file, internal=True)
    handed_over(world.contact, request, attachments=[str(laid.pk)])
    completed(world, request)
    [document] = made(request, "execution_report")
    assert [one.filename for one in said(document).deliveries] == ["fire_.txt"]
