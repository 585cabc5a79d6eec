"""Refusing: closed lists of grounds, each with its paragraph, some of them open on some days only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from contacts.models import Reservation
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.kinds import KINDS
from requests_app.models import Request
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.refusals import fiscal_of, grounds_of
from requests_app.services.actions import action_perform
from tests.kinds import COMPLETE, URGENCY, treaties
from tests.world import OUTSIDE, World, reserve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

REASON = "It would harm an operation of the security service."


def refuse(world: World, request: Request, ground: object, **more: object) -> Request:
    answers = {"ground": ground, "reason": REASON, **more}
    return action_perform(actor=world.contact, request=request, action="refuse", answers=answers)


def grounds(request: Request) -> dict[str, bool]:
    """{ground: whether it is open}."""
    return {one.ground.value: not closed for one, closed in grounds_of(request, now=timezone.now())}


@pytest.mark.parametrize(
    ("ground", "article"), [("political_offence", "29(5)(a)"), ("essential_interests", "29(5)(b)")]
)
def test_a_preservation_is_refused_under_article_29_5(world: World, ground: str, article: str) -> None:
    request = refuse(world, world.acknowledged(), ground)
    decision = request.decisions.get()
    assert (request.status, request.outcome) == ("completed", "refused")
    assert (decision.ground, decision.article, decision.text, decision.by) == (ground, article, REASON, world.contact)


def test_no_other_ground_for_a_preservation(world: World) -> None:
    request = world.acknowledged()
    for ground in ("treaty_or_domestic_ground", "fiscal_offence", "", None, ["political_offence"]):
        with pytest.raises(Invalid) as refused:
            refuse(world, request, ground)
        assert "political_offence, essential_interests" in refused.value.errors["ground"][0]
    assert Request.objects.get(pk=request.pk).status == "acknowledged"


def test_dual_criminality_only_where_it_was_reserved(world: World) -> None:
    request = world.acknowledged(case=world.case(offences=OUTSIDE))
    with pytest.raises(Invalid, match="no reservation under Article 29"):
        refuse(world, request, "dual_criminality")
    reserve("RO")
    assert refuse(world, request, "dual_criminality").decisions.get().article == "29(4)"


def test_dual_criminality_never_for_articles_2_to_11(world: World) -> None:
    reserve("RO")
    with pytest.raises(Invalid, match="does not reach the offences of Articles 2 to 11"):
        refuse(world, world.acknowledged(), "dual_criminality")


def test_a_reservation_holds_until_it_is_withdrawn(world: World) -> None:
    request = world.acknowledged(case=world.case(offences=OUTSIDE))
    reserve("RO")
    assert grounds(request)["dual_criminality"]
    Reservation.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert not grounds(request)["dual_criminality"]
    Reservation.objects.update(valid_from=date(2099, 1, 1), valid_until=None)
    assert not grounds(request)["dual_criminality"]


@pytest.mark.parametrize(
    ("ground", "article"),
    [
        ("political_offence", "27(4)(a)"),
        ("essential_interests", "27(4)(b)"),
        ("treaty_or_domestic_ground", "25(4)"),
    ],
)
def test_mutual_assistance_is_refused_under_articles_25_and_27(world: World, ground: str, article: str) -> None:
    request = world.acknowledged(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    decision = refuse(world, request, ground, considered="Half of it: it would tell as much.").decisions.get()
    assert (decision.article, decision.considered) == (article, "Half of it: it would tell as much.")


def test_dual_criminality_is_no_ground_of_its_own_in_mutual_assistance(world: World) -> None:
    reserve("RO")
    request = world.acknowledged(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    with pytest.raises(Invalid):
        refuse(world, request, "dual_criminality")


def test_of_articles_2_to_11_it_is_said_that_fiscal_is_no_reason(world: World) -> None:
    assert "Art. 25(4)" in fiscal_of(world.sent(), now=timezone.now())
    other = world.sent(case=world.case(reference="GE-9/2026", offences=OUTSIDE))
    assert fiscal_of(other, now=timezone.now()) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_each_ground_of_each_kind_has_its_paragraph(world: World, kind: str) -> None:
    treaties(world)
    follows = world.sent() if KINDS[kind].must_follow else None
    request = world.acknowledged(
        kind=kind, content=COMPLETE[kind], urgency=URGENCY.get(kind, "normal"), follows=follows
    )
    instrument = request.instrument.code if request.instrument else KINDS[kind].instruments[0]
    for one, _closed in grounds_of(request, now=timezone.now()):
        assert one.article(instrument)
    assert ("refuse" in allowed_actions(world.contact, request)) is bool(KINDS[kind].refusals)


def test_without_reasons_nothing_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        refuse(world, world.acknowledged(), "political_offence", reason=" ")
    assert "27(7)" in refused.value.errors["reason"][0]


def test_who_asked_is_told_without_a_word_of_the_reasons(world: World) -> None:
    refuse(world, world.acknowledged(), "political_offence")
    [mail] = Message.objects.filter(template="request_refused")
    assert mail.to_address == "officer@portal.example"
    assert REASON not in str(mail.context)


def test_twice_or_from_the_wrong_side_it_is_not_refused(world: World) -> None:
    request = world.acknowledged()
    with pytest.raises(NotAllowed):
        action_perform(
            actor=world.officer,
            request=request,
            action="refuse",
            answers={"ground": "political_offence", "reason": "No."},
        )
    stale = Request.objects.get(pk=request.pk)
    refuse(world, request, "political_offence")
    with pytest.raises(Conflict):
        refuse(world, stale, "essential_interests")
    assert request.decisions.count() == 1
