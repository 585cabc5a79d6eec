"""The pages on which the requested authority answers, and what the other side reads then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from contacts.roles import Role
from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.services.actions import action_perform
from tests.days import day
from tests.kinds import COMPLETE
from tests.world import IP, OUTSIDE, World, person, preserved, reserve

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
SignIn = Callable[[User], Client]


def address(request: Request, action: str = "") -> str:
    return f"/requests/{request.pk}/actions/{action}/" if action else f"/requests/{request.pk}/"


def texts(response: Any) -> str:
    return str(response.content.decode())


def now_(request: Request) -> tuple[str, str]:
    row = Request.objects.get(pk=request.pk)
    return row.status, row.outcome


def test_one_press_starts(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    client = as_(world.contact)
    page = texts(client.get(address(request)))
    assert f'<form method="post" action="{address(request, "start")}">' in page
    done = texts(client.post(address(request, "start"), follow=True))
    assert f"Execution of {request.reference} has begun." in done
    assert now_(request) == ("in_execution", "")


def test_the_page_says_what_is_not_open_and_why(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    page = texts(as_(world.contact).get(address(request)))
    assert "What cannot be done now, and why" in page
    assert "Start the execution first." in page
    assert "Receipt has been acknowledged." in page
    auditor = texts(as_(person("their_auditor", world.asked, Role.AUDITOR)).get(address(request)))
    assert "does not let you do this: Execute requests received." in auditor
    own = texts(as_(world.officer).get(address(request)))
    assert "It can be closed once it has been answered." in own
    assert "Start the execution first." not in own


def test_the_result_is_reported_with_its_days(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    client = as_(world.contact)
    assert "not less than 60 days" in texts(client.get(address(request, "complete")))
    client.post(address(request, "complete"), {**preserved(90), "note": "Hosting SRL, ticket 4711."})
    assert now_(request) == ("completed", "executed")
    page = texts(as_(world.officer).get(address(request)))
    assert "Preserved from" in page
    assert "Hosting SRL, ticket 4711." in page
    assert address(request, "close") in page


def test_what_makes_no_sense_comes_back_with_its_sentence(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    answers = {**preserved(90), "preserved_from": day(-40), "note": "Kept since long."}
    response = as_(world.contact).post(address(request, "complete"), answers)
    assert response.status_code == 400
    assert "nothing was preserved for it before" in texts(response)
    assert "Kept since long." in texts(response)
    assert now_(request) == ("in_execution", "")


def test_each_identifier_may_have_its_own_answer(world: World, as_: SignIn) -> None:
    request = world.in_execution(identifiers=[IP, {**IP, "value": "185.220.101.8"}])
    first, second = request.identifiers.all()
    as_(world.contact).post(
        address(request, "complete"),
        {**preserved(90), "outcome": "partly", f"item_{first.pk}": "executed", f"item_{second.pk}": "no_data"},
    )
    assert [item["outcome"] for item in request.decisions.get().items] == ["executed", "no_data"]
    assert "Item by item: Executed: 1, No data: 1" in texts(as_(world.officer).get(address(request)))


def test_grounds_that_are_closed_are_shown_with_the_reason(world: World, as_: SignIn) -> None:
    request = world.acknowledged()
    page = texts(as_(world.contact).get(address(request, "refuse")))
    assert "(29(5)(a))" in page
    assert 'value="dual_criminality"' not in page
    assert "has no reservation under Article 29(4) in force" in page
    assert "solely because it concerns an offence that is considered a fiscal one" in page


def test_dual_criminality_is_offered_under_a_reservation(world: World, as_: SignIn) -> None:
    reserve("RO")
    request = world.acknowledged(case=world.case(offences=OUTSIDE))
    page = texts(as_(world.contact).get(address(request, "refuse")))
    assert 'value="dual_criminality"' in page
    assert "fiscal" not in page


def test_before_refusing_mutual_assistance_a_part_is_considered(world: World, as_: SignIn) -> None:
    request = world.acknowledged(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    client, answers = as_(world.contact), {"ground": "essential_interests", "reason": "An operation."}
    refused = client.post(address(request, "refuse"), answers)
    assert refused.status_code == 400
    assert "Say which part, or which conditions, you considered before refusing." in texts(refused)
    client.post(address(request, "refuse"), {**answers, "considered": "The name alone would tell it."})
    assert now_(request) == ("completed", "refused")
    page = texts(as_(world.officer).get(address(request)))
    assert "(27(4)(b))" in page
    assert "Considered before (Art. 27(6)): The name alone would tell it." in page


def test_postponed_and_resumed(world: World, as_: SignIn) -> None:
    request, client = world.in_execution(), as_(world.contact)
    assert "what is deleted meanwhile is lost" in texts(client.get(address(request, "postpone")))
    client.post(address(request, "postpone"), {"until": day(30), "reason": "An operation of our own."})
    assert now_(request) == ("postponed", "")
    page = texts(as_(world.officer).get(address(request)))
    assert "An operation of our own." in page
    assert "Review on" in page
    client.post(address(request, "resume"))
    assert now_(request) == ("in_execution", "")


def test_passed_on_within_the_country_or_with_a_note(world: World, as_: SignIn) -> None:
    request, client = world.acknowledged(), as_(world.contact)
    assert client.post(address(request, "redirect"), {}).status_code == 400
    client.post(address(request, "redirect"), {"note": "It belongs to the court of Cluj."})
    assert now_(request) == ("completed", "misdirected")
    assert "It belongs to the court of Cluj." in texts(as_(world.officer).get(address(request)))


def test_of_an_outsider_the_officer_records_it(world: World, as_: SignIn) -> None:
    request = world.sent(to=world.outsider)
    action_perform(actor=world.officer, request=request, action="acknowledge", answers={})
    client = as_(world.officer)
    assert "Record: Start the execution" in texts(client.get(address(request)))
    client.post(address(request, "start"))
    assert "is outside the portal. Record only what it has told you itself" in texts(
        client.get(address(request, "complete"))
    )
    done = client.post(
        address(request, "complete"), {**preserved(90, "US"), "note": "Their letter of today."}, follow=True
    )
    assert "as Duty Desk told it" in texts(done)


def test_too_late_it_says_what_is_true_now(world: World, as_: SignIn) -> None:
    request = world.in_execution()
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "It was found."})
    response = as_(world.contact).post(address(request, "complete"), {**preserved(90), "note": "Kept by them."})
    assert response.status_code == 409
    for part in ("Withdrawn", "It was found.", "Kept by them."):
        assert part in texts(response)
