"""What was accepted binds: the register of use, the enquiry of 28(4), and consent to use in another case."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.models import Case, Disclosure, DisclosureQuestion, DisclosureUse, Request
from requests_app.selectors.contract import events_told
from requests_app.selectors.disclosure_uses import uses_of
from requests_app.services.disclosure_uses import consent_ask, question_answer, use_enquire, use_record
from requests_app.services.disclosures import disclosure_act
from tests.results.making import CONDITIONS, handed_over
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def bound(world: World) -> tuple[Request, Disclosure]:
    """A delivery of which the conditions are accepted."""
    request = world.in_execution()
    made = handed_over(world.contact, request, **CONDITIONS)
    return request, disclosure_act(actor=world.officer, request=request, disclosure=made, action="accept")


def other_case(world: World) -> Case:
    return world.case(reference="GE-99/2026", title="Another matter")


def test_the_register_is_the_requesting_sides_own(world: World) -> None:
    request, made = bound(world)
    use_record(actor=world.officer, request=request, disclosure=made, purpose="Warrant of 1 December.")
    assert [one.purpose for one in uses_of(world.colleague, request, made)] == ["Warrant of 1 December."]
    with pytest.raises(NotFound):
        uses_of(world.contact, request, made)
    assert not events_told(world.contact, request).filter(verb="disclosure.used").exists()


def test_who_may_enter_a_use_and_when(world: World) -> None:
    request = world.in_execution()
    shut = handed_over(world.contact, request, **CONDITIONS)
    with pytest.raises(Conflict):
        use_record(actor=world.officer, request=request, disclosure=shut, purpose="x")
    for actor in (world.contact, world.auditor):
        with pytest.raises(NotAllowed):
            use_record(actor=actor, request=request, disclosure=shut, purpose="x")
    with pytest.raises(NotFound):
        use_record(actor=world.stranger, request=request, disclosure=shut, purpose="x")
    with pytest.raises(Invalid):
        use_record(actor=world.officer, request=request, disclosure=shut, purpose=" ")


def test_the_enquiry_is_answered_from_the_register(world: World) -> None:
    request, made = bound(world)
    use_record(actor=world.officer, request=request, disclosure=made, purpose="Warrant of 1 December.")
    asked = use_enquire(actor=world.contact, request=request, disclosure=made, text="")
    with pytest.raises(Conflict, match="already"):
        use_enquire(actor=world.contact, request=request, disclosure=made, text="Again?")
    with pytest.raises(NotAllowed):
        question_answer(actor=world.contact, request=request, disclosure=made, question=asked)
    answered = question_answer(actor=world.officer, request=request, disclosure=made, question=asked)
    assert "Warrant of 1 December. (in the case of the request)" in answered.answer
    with pytest.raises(Conflict, match="already"):
        question_answer(actor=world.officer, request=request, disclosure=made, question=asked)


def test_without_a_condition_that_binds_there_is_no_enquiry(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    with pytest.raises(Conflict):
        use_enquire(actor=world.contact, request=request, disclosure=made, text="")


def test_another_case_is_blocked_until_the_other_side_consents(world: World) -> None:
    request, made = bound(world)
    case = other_case(world)
    with pytest.raises(Conflict, match="another case"):
        use_record(actor=world.officer, request=request, disclosure=made, purpose="x", case=case)
    asked = consent_ask(actor=world.officer, request=request, disclosure=made, case=case, text="A related fraud.")
    with pytest.raises(NotAllowed):
        question_answer(actor=world.officer, request=request, disclosure=made, question=asked, granted=True)
    with pytest.raises(Invalid):
        question_answer(actor=world.contact, request=request, disclosure=made, question=asked)
    question_answer(actor=world.contact, request=request, disclosure=made, question=asked, granted=False)
    with pytest.raises(Conflict):
        use_record(actor=world.officer, request=request, disclosure=made, purpose="x", case=case)
    asked = consent_ask(actor=world.officer, request=request, disclosure=made, case=case, text="It is urgent.")
    question_answer(actor=world.contact, request=request, disclosure=made, question=asked, granted=True)
    assert use_record(actor=world.officer, request=request, disclosure=made, purpose="x", case=case).case == case


def test_the_trail_tells_the_other_side_nothing_of_the_case(world: World) -> None:
    request, made = bound(world)
    case = other_case(world)
    consent_ask(actor=world.officer, request=request, disclosure=made, case=case, text="A related fraud.")
    [event] = Event.objects.filter(verb="disclosure.asked")
    assert str(case.pk) not in event.data


def test_without_that_condition_another_case_is_entered_at_once(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    case = other_case(world)
    assert use_record(actor=world.officer, request=request, disclosure=made, purpose="x", case=case).case == case
    with pytest.raises(Conflict):
        consent_ask(actor=world.officer, request=request, disclosure=made, case=case, text="x")


def test_register_and_answers_stand_still(world: World) -> None:
    request, made = bound(world)
    use_record(actor=world.officer, request=request, disclosure=made, purpose="x")
    asked = use_enquire(actor=world.contact, request=request, disclosure=made, text="")
    question_answer(actor=world.officer, request=request, disclosure=made, question=asked)
    with pytest.raises(DatabaseError), transaction.atomic():
        DisclosureUse.objects.update(purpose="y")
    with pytest.raises(DatabaseError), transaction.atomic():
        DisclosureQuestion.objects.update(answer="y")
