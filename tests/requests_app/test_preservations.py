"""What is preserved: recorded for each custodian, extended, held, lapsed, released; and the clock that follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from contacts.days import day_in
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed
from mla_portal.outbox.models import Message
from requests_app.models import Deadline, Measure, Preservation, Request
from requests_app.selectors.preservations import kept_until
from requests_app.services.actions import action_perform
from requests_app.services.measures import measure_change, measure_record
from requests_app.services.preservations import preservations_lapse
from tests.days import day, today
from tests.kinds import COMPLETE
from tests.world import World, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def act(world: World, request: Request, action: str, who: str = "contact", **answers: Any) -> Request:
    return action_perform(actor=getattr(world, who), request=request, action=action, answers=answers)


def order(world: World, request: Request, custodian: str, until: int | None = None, **more: Any) -> Measure:
    kept = {"preserved_from": day(0), "preserved_until": day(until)} if until else {}
    answers = {"kind": "preservation_order", "custodian": custodian, **kept, **more}
    return measure_record(actor=world.contact, request=request, answers=answers)


def follow(world: World, preservation: Request, kind: str, **content: Any) -> Request:
    return world.acknowledged(kind=kind, content={**COMPLETE[kind], **content}, follows=preservation)


def expiry(request: Request) -> Deadline:
    return request.deadlines.get(kind="preservation_expiry", closed_at__isnull=True)


def end_of(request: Request) -> date:
    """The last day: the clock ends with it."""
    return day_in("Europe/Bucharest", expiry(request).due_at - timedelta(seconds=1))


def test_a_report_makes_the_record(world: World) -> None:
    request = world.completed()
    kept = request.preservations.get()
    assert (kept.custodian, kept.state, kept.until.isoformat()) == ("Hosting SRL", "active", day(90))
    assert end_of(request) == kept.until


def test_the_earliest_custodian_counts(world: World) -> None:
    request = world.in_execution()
    order(world, request, "Hosting SRL", 120)
    order(world, request, "Backup SRL", 70)
    assert kept_until(request) == end_of(request) == date.fromisoformat(day(70))
    act(world, request, "complete", outcome="executed")
    assert request.decisions.get().preserved_until == date.fromisoformat(day(70))
    assert request.preservations.count() == 2


def test_a_report_that_says_otherwise_than_the_records_is_not_taken(world: World) -> None:
    request = world.in_execution()
    order(world, request, "Hosting SRL", 70)
    with pytest.raises(Invalid) as refused:
        act(world, request, "complete", **preserved(90))
    assert set(refused.value.errors) == {"preserved_until"}


def test_who_asked_is_told_at_once(world: World) -> None:
    order(world, world.in_execution(), "Hosting SRL", 70)
    [mail] = Message.objects.filter(template="preservation_changed")
    assert (mail.to_address, mail.context["what"]) == ("officer@portal.example", "effected")
    assert "Hosting" not in str(mail.context)


@pytest.mark.parametrize(("granted", "outcome"), [(90, "executed"), (30, "partly")])
def test_an_extension_granted_or_half_granted(world: World, granted: int, outcome: str) -> None:
    request = world.completed()
    extension = act(world, follow(world, request, "extension"), "start")
    act(world, extension, "complete", outcome=outcome, preserved_until=day(90 + granted))
    kept = request.preservations.get()
    assert kept.until.isoformat() == day(90 + granted)
    assert end_of(request) == kept.until
    change = kept.changes.get()
    assert (change.what, change.because_of) == ("extended", extension)


def test_an_extension_refused_leaves_the_day_and_says_so(world: World) -> None:
    request = world.completed()
    extension = follow(world, request, "extension")
    act(world, extension, "refuse", ground="treaty_or_domestic_ground", reason="Ninety days is the limit.")
    kept = request.preservations.get()
    assert (kept.until.isoformat(), kept.changes.get().what) == (day(90), "not_extended")
    assert end_of(request) == kept.until


def test_received_in_time_it_is_held_until_the_decision(world: World) -> None:
    request = world.completed()
    mla = follow(world, request, "mla_subscriber")
    kept = request.preservations.get()
    assert (kept.state, kept.held_for) == ("held", mla)
    assert kept_until(request) is None
    assert not request.deadlines.filter(kind="preservation_expiry", closed_at__isnull=True).exists()
    assert request.deadlines.filter(kind="held_watch", closed_at__isnull=True).exists()
    act(world, mla, "start")
    act(world, mla, "complete", outcome="executed")
    assert not request.deadlines.filter(kind="held_watch", closed_at__isnull=True).exists()


def test_sent_in_time_but_received_after_the_end_it_has_lapsed(world: World) -> None:
    request = world.completed()
    mla = world.sent(kind="mla_subscriber", content=COMPLETE["mla_subscriber"], follows=request)
    Preservation.objects.update(effected_on=today() - timedelta(days=70), until=today() - timedelta(days=1))
    act(world, mla, "acknowledge")
    assert preservations_lapse(now=timezone.now()) == 1
    assert request.preservations.get().state == "lapsed"


def test_a_lapse_is_recorded_once_and_both_sides_are_told(world: World) -> None:
    request = world.completed()
    Preservation.objects.update(effected_on=today() - timedelta(days=70), until=today() - timedelta(days=1))
    assert preservations_lapse(now=timezone.now()) == 1
    assert preservations_lapse(now=timezone.now()) == 0
    told = Message.objects.filter(template="preservation_changed", context__what="lapsed")
    assert {mail.to_address for mail in told} == {"officer@portal.example", "desk@ro.example", "backup@ro.example"}
    assert Event.objects.filter(chain=f"request:{request.pk}", verb="preservation.lapsed").count() == 1


def test_on_its_last_day_it_has_not_lapsed(world: World) -> None:
    world.completed()
    Preservation.objects.update(effected_on=today() - timedelta(days=70), until=today())
    assert preservations_lapse(now=timezone.now()) == 0


def test_extended_after_the_end_it_lives_again(world: World) -> None:
    request = world.completed()
    Preservation.objects.update(effected_on=today() - timedelta(days=70), until=today() - timedelta(days=1))
    preservations_lapse(now=timezone.now())
    extension = act(world, follow(world, request, "extension"), "start")
    act(world, extension, "complete", outcome="executed", preserved_until=day(60))
    assert request.preservations.get().state == "active"


def test_released_nothing_runs_any_more(world: World) -> None:
    request = world.completed()
    measure = request.measures.get()
    measure_change(actor=world.contact, measure=measure, answers={"released_on": day(0)})
    assert request.preservations.get().state == "released"
    assert not request.deadlines.filter(kind="preservation_expiry", closed_at__isnull=True).exists()
    with pytest.raises(Invalid):
        measure_change(actor=world.contact, measure=measure, answers={"released_on": day(0)})


def test_a_later_day_extends_and_an_earlier_one_corrects(world: World) -> None:
    request = world.completed()
    measure = request.measures.get()
    for until, what in ((120, "extended"), (80, "corrected")):
        measure_change(actor=world.contact, measure=measure, answers={"preserved_until": day(until)})
        assert request.preservations.get().changes.latest("id").what == what
        assert end_of(request).isoformat() == day(until)
    measure_change(actor=world.contact, measure=measure, answers={"preserved_until": day(80)})
    assert request.preservations.get().changes.count() == 2


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"custodian": " "}, {"custodian"}),
        ({"kind": "request"}, {"kind"}),
        ({"ordered_on": "2099-01-01"}, {"ordered_on"}),
        ({"ordered_on": "2001-01-01"}, {"ordered_on"}),
        ({"preserved_from": "2001-01-01", "preserved_until": "2099-01-01"}, {"preserved_from"}),
        ({"preserved_until": "2099-01-01"}, {"preserved_from"}),
        ({"released_on": "2001-01-01"}, {"released_on"}),
        ({"secret": 1}, {"secret"}),
        ({"items": [1]}, {"items"}),
    ],
)
def test_what_makes_no_sense_is_named(world: World, answers: dict[str, Any], fields: set[str]) -> None:
    request = world.in_execution()
    with pytest.raises(Invalid) as refused:
        order(world, request, answers.pop("custodian", "Hosting SRL"), **answers)
    assert set(refused.value.errors) == fields
    assert not request.measures.exists()


def test_only_who_executes_records_and_only_while_there_is_work(world: World) -> None:
    request = world.in_execution()
    answers = {"kind": "preservation_order", "custodian": "Hosting SRL"}
    for who in (world.officer, world.auditor):
        with pytest.raises(NotAllowed):
            measure_record(actor=who, request=request, answers=answers)
    act(world, request, "withdraw", "officer", reason="Found.")
    with pytest.raises(Conflict):
        measure_record(actor=world.contact, request=request, answers=answers)


def test_what_follows_quotes_the_records(world: World) -> None:
    request = world.completed()
    draft = world.draft(kind="mla_subscriber", content=COMPLETE["mla_subscriber"], follows=request)
    assert kept_until(draft) == date.fromisoformat(day(90))
    order(world, request, "Backup SRL", 61)
    assert kept_until(request) == date.fromisoformat(day(61))
