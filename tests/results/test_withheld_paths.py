"""Article 30(2): a path is withheld on two grounds alone, with its paragraph and the reason, and nothing beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from contacts.days import day_in
from mla_portal.errors import Conflict, Invalid
from mla_portal.outbox.models import Message
from requests_app.kinds.refusals import OF_PATH
from requests_app.models import Disclosure, NoticeOwed, Request, WithheldPath
from requests_app.selectors.refusals import grounds_of_path
from requests_app.services.actions import action_perform
from requests_app.services.disclosures import disclosure_make
from requests_app.services.owed_notices import notices_owed_make
from requests_app.services.suspicions import suspicion_raise
from requests_app.states import Ground
from templates_app.notice import NoticeDocument
from tests.api.calls import Caller
from tests.kinds import COMPLETE
from tests.results.making import handed_over, laid
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
WITHHELD = {"withheld_ground": "essential_interests", "withheld_reason": "It would tell of our own network."}


def withheld(world: World, request: Request, **answers: Any) -> Disclosure:
    return disclosure_make(actor=world.contact, request=request, answers={**WITHHELD, **answers})


def test_the_closed_list_is_that_of_the_paragraph() -> None:
    assert [(one.ground, one.article("CETS185")) for one in OF_PATH] == [
        (Ground.POLITICAL_OFFENCE, "30(2)(a)"),
        (Ground.ESSENTIAL_INTERESTS, "30(2)(b)"),
    ]


@pytest.mark.parametrize(
    ("ground", "article"), [("political_offence", "30(2)(a)"), ("essential_interests", "30(2)(b)")]
)
def test_it_is_kept_with_its_paragraph_and_has_its_notice(world: World, ground: str, article: str) -> None:
    request = world.in_execution()
    made = withheld(world, request, withheld_ground=ground)
    kept = made.withheld_path
    assert (kept.ground, kept.article, kept.reason) == (ground, article, WITHHELD["withheld_reason"])
    notices_owed_make(now=timezone.now())
    notice = NoticeDocument.from_json(request.documents.get(kind="refusal").context)
    assert (notice.ground, notice.article, notice.reason) == (ground, article, WITHHELD["withheld_reason"])
    request.refresh_from_db()
    # the preservation goes on
    assert request.status == "in_execution"


@pytest.mark.parametrize("ground", ["dual_criminality", "treaty_or_domestic_ground", "because", "", None, 7])
def test_on_no_other_ground(world: World, ground: object) -> None:
    with pytest.raises(Invalid) as refused:
        withheld(world, world.in_execution(), withheld_ground=ground)
    assert "withheld_ground" in refused.value.errors
    assert not Disclosure.objects.exists()


def test_the_reason_is_demanded(world: World) -> None:
    for reason in ("", "  ", None):
        with pytest.raises(Invalid) as refused:
            withheld(world, world.in_execution(), withheld_reason=reason)
        assert set(refused.value.errors) == {"withheld_reason"}


def test_nothing_is_handed_over_beside_it(world: World) -> None:
    request = world.in_execution()
    beside: dict[str, Any] = {"provider": "Transit SRL", "final": True, "confidential": True}
    with pytest.raises(Invalid) as refused:
        withheld(world, request, attachments=[str(laid(world.contact, request).pk)], **beside)
    assert set(refused.value.errors) == {"attachments", *beside}


def test_only_of_a_request_that_preserves(world: World) -> None:
    request = world.in_execution(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    assert grounds_of_path(request) == []
    with pytest.raises(Invalid) as refused:
        withheld(world, request)
    assert "withheld_ground" in refused.value.errors


def test_what_cannot_be_printed_names_the_field(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        withheld(world, world.in_execution(), withheld_reason="\u1780")
    assert set(refused.value.errors) == {"withheld_reason"}


def test_while_it_is_doubted_who_asks_nothing_is_told(world: World) -> None:
    request = world.in_execution()
    suspicion_raise(actor=world.contact, request=request, reason="The number is wrong.")
    with pytest.raises(Conflict):
        withheld(world, request)


def test_of_what_an_outsider_said_no_notice_is_made(world: World) -> None:
    request = world.sent(to=world.outsider)
    for action in ("acknowledge", "start"):
        action_perform(actor=world.officer, request=request, action=action, answers={})
    given = {"given_by": "Duty officer", "given_on": day_in("Asia/Tbilisi", timezone.now()).isoformat()}
    disclosure_make(actor=world.officer, request=request, answers={**WITHHELD, **given})
    assert not NoticeOwed.objects.filter(request=request).exists()


def test_who_asked_is_told_and_reads_the_ground(world: World) -> None:
    request = world.in_execution()
    withheld(world, request)
    [mail] = Message.objects.filter(template="disclosure_changed")
    assert mail.context["what"] == "withheld"
    assert "network" not in str(mail.context)
    client = Client()
    client.force_login(world.officer)
    page = client.get(f"/requests/{request.pk}/results/").content.decode()
    assert "30(2)(b)" in page
    assert WITHHELD["withheld_reason"] in page
    assert "Disclosure of the path withheld (Art. 30(2))" in client.get(f"/requests/{request.pk}/").content.decode()


def test_the_form_offers_the_two_grounds(world: World) -> None:
    request = world.in_execution()
    client = Client()
    client.force_login(world.contact)
    address = f"/requests/{request.pk}/results/new/"
    page = client.get(address).content.decode()
    assert page.count("30(2)(") == 2
    assert client.post(address, WITHHELD).status_code == 302
    assert WithheldPath.objects.get().article == "30(2)(b)"
    assert client.post(address, {**WITHHELD, "withheld_reason": ""}).status_code == 400


def test_over_the_contract(world: World) -> None:
    request = world.in_execution()
    path = f"requests/{request.pk}/disclosures/"
    made = Caller(world.contact).post(path, WITHHELD, status=201)
    assert made["withheld_path"] == {
        "ground": "essential_interests",
        "article": "30(2)(b)",
        "reason": WITHHELD["withheld_reason"],
    }
    [seen] = Caller(world.officer).get(path)["results"]
    assert seen["withheld_path"] == made["withheld_path"]


def test_the_reports_name_it_among_no_deliveries(world: World) -> None:
    request = world.in_execution()
    handed_over(world.contact, request)
    withheld(world, request)
    answers = {**preserved(90), "outcome": "partly", "note": "Half of it."}
    action_perform(actor=world.contact, request=request, action="complete", answers=answers)
    notices_owed_make(now=timezone.now())
    notice = NoticeDocument.from_json(request.documents.get(kind="partial_execution").context)
    assert [one.filename for one in notice.deliveries] == ["logs.txt"]


def test_it_stays_as_it_is(world: World) -> None:
    withheld(world, world.in_execution())
    with pytest.raises(DatabaseError), transaction.atomic():
        WithheldPath.objects.update(reason="Another.")
    with pytest.raises(DatabaseError), transaction.atomic():
        WithheldPath.objects.all().delete()
