"""What waits of the results: nobody opened it, nobody answered its conditions; and the clock of that answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from requests_app.models import Disclosure, DisclosureOpening, Reminder, Request
from requests_app.selectors.deadline_acts import acts_of
from requests_app.selectors.results_waiting import Waiting, results_waiting_of
from requests_app.services.actions import action_perform
from requests_app.services.disclosures import disclosure_act, disclosure_make, disclosure_open
from requests_app.services.reminders import reminders_sweep
from tests.api.calls import Caller
from tests.pages.work.rows import cost
from tests.requests_app.holding import open_kinds, running
from tests.results.making import CONDITIONS, handed_over
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(user: User, request: Request, made: Disclosure) -> None:
    part = made.parts.get()
    b"".join(disclosure_open(actor=user, request=request, disclosure=made, part=part))


def waiting(request: Request) -> Waiting | None:
    return results_waiting_of([request]).get(request.pk)


def lines(client: Client, address: str = "/requests/?results=on") -> list[Request]:
    return list(client.get(address).context["lines"].items)


def on_home(client: Client) -> list[Any]:
    return next((panel.rows for panel in client.get("/").context["panels"] if panel.name == "results"), [])


def test_a_delivery_waits_until_somebody_of_the_requesting_side_opened_it(world: World) -> None:
    request, client = world.in_execution(), signed_in(world.officer)
    assert lines(client) == on_home(client) == []
    made = handed_over(world.contact, request)
    assert lines(client) == on_home(client) == [request]
    assert on_home(signed_in(world.contact)) == on_home(signed_in(world.colleague)) == []
    opened(world.contact, request, made)
    opened(world.auditor, request, made)
    assert waiting(request) == Waiting(unanswered=0, unopened=1)
    opened(world.colleague, request, made)
    opened(world.officer, request, made)
    assert waiting(request) is None
    assert DisclosureOpening.objects.get().by == world.colleague
    assert lines(client) == on_home(client) == []


def test_under_conditions_it_waits_for_their_answer_and_then_to_be_opened(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    assert waiting(request) == Waiting(unanswered=1, unopened=0)
    made = disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    assert waiting(request) == Waiting(unanswered=0, unopened=1)
    opened(world.officer, request, made)
    assert waiting(request) is None


@pytest.mark.parametrize(("then", "expected"), [("give", Waiting(unanswered=0, unopened=1)), ("take_back", None)])
def test_declined_it_waits_for_the_other_side(world: World, then: str, expected: Waiting | None) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    made = disclosure_act(actor=world.officer, request=request, disclosure=made, action="decline", reason="Open trial.")
    assert waiting(request) is None
    disclosure_act(actor=world.contact, request=request, disclosure=made, action=then)
    assert waiting(request) == expected


def test_without_a_file_it_waits_until_its_page_was_read(world: World) -> None:
    request = world.in_execution()
    disclosure_make(actor=world.contact, request=request, answers={"contains": "There was nothing."})
    for reader in (world.contact, world.auditor):
        signed_in(reader).get(f"/requests/{request.pk}/results/")
    assert waiting(request) == Waiting(unanswered=0, unopened=1)
    signed_in(world.officer).get(f"/requests/{request.pk}/results/")
    assert waiting(request) is None
    page = signed_in(world.contact).get(f"/requests/{request.pk}/results/").content.decode()
    assert "A delivery without files was read" in page


def test_closed_nothing_waits(world: World) -> None:
    request = world.completed()
    handed_over(world.contact, request)
    assert waiting(request) is not None
    action_perform(actor=world.officer, request=request, action="close", answers={})
    assert waiting(request) is None
    assert lines(signed_in(world.officer)) == []


def test_the_list_says_how_much_waits_and_costs_the_same(world: World) -> None:
    client = signed_in(world.officer)
    few = cost(client, "/requests/")
    request = world.in_execution()
    handed_over(world.contact, request, **CONDITIONS)
    handed_over(world.contact, request)
    page = client.get("/requests/").content.decode()
    assert "Conditions to answer: 1" in page
    assert "1 delivery not opened" in page
    assert cost(client, "/requests/") <= few + 1


def test_the_contract_knows_them_too(world: World) -> None:
    request, officer = world.in_execution(), Caller(world.officer)
    world.sent()
    made = handed_over(world.contact, request)
    assert [one["id"] for one in officer.get("requests/?results=true")["results"]] == [str(request.pk)]
    assert officer.get(f"requests/{request.pk}/disclosures/")["results"][0]["opened_at"] is None
    opened(world.officer, request, made)
    assert officer.get(f"requests/{request.pk}/disclosures/")["results"][0]["opened_at"].endswith("Z")
    assert officer.get("requests/?results=true")["results"] == []


def test_the_answer_about_conditions_has_a_clock_and_ends_it(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    clock = running(request, "conditions_answer", made.pk)
    assert (clock.rule, clock.owed_by) == ("28(3)", "requesting")
    assert clock.due_at - clock.starts_at == timedelta(days=7)
    # nothing but the answer ends it
    assert "settle" not in acts_of(world.officer, clock, now=timezone.now())
    reminders_sweep(now=clock.due_at)
    assert "officer" in set(Reminder.objects.filter(deadline=clock).values_list("audience", flat=True))
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")
    clock.refresh_from_db()
    assert clock.closed_reason == "conditions_accept"
    assert "conditions_answer" not in open_kinds(request)


def test_declined_the_clock_is_that_of_the_other_side(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    disclosure_act(actor=world.officer, request=request, disclosure=made, action="decline", reason="Open trial.")
    assert running(request, "conditions_answer", made.pk).owed_by == "requested"
    disclosure_act(actor=world.contact, request=request, disclosure=made, action="give")
    assert "conditions_answer" not in open_kinds(request)


def test_the_report_of_the_result_does_not_end_it_and_the_closing_does(world: World) -> None:
    request = world.in_execution()
    handed_over(world.contact, request, **CONDITIONS)
    request = action_perform(actor=world.contact, request=request, action="complete", answers=preserved(90))
    assert "conditions_answer" in open_kinds(request)
    action_perform(actor=world.officer, request=request, action="close", answers={})
    assert "conditions_answer" not in open_kinds(request)


def test_without_conditions_nothing_is_owed(world: World) -> None:
    request = world.in_execution()
    handed_over(world.contact, request)
    assert "conditions_answer" not in open_kinds(request)


def test_that_it_was_opened_stays_on_record(world: World) -> None:
    request = world.in_execution()
    opened(world.officer, request, handed_over(world.contact, request))
    for change in (DisclosureOpening.objects.all().delete, lambda: DisclosureOpening.objects.update(by=world.contact)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
