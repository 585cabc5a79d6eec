"""Random moves by random people of both sides: one status, an intact chain, no word to strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from contacts.models import Authority
from contacts.roles import PERMISSIONS, Permission, Role
from mla_portal.audit.verification import trail_verify
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.access import requests_visible_to
from requests_app.models import DECISIONS, Deadline, EmergencySending, Request
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.contract import events_told
from requests_app.selectors.preservations import RUNNING
from requests_app.services.actions import action_perform
from requests_app.services.emergencies import emergency_review
from requests_app.services.oral_requests import oral_request_record
from requests_app.services.questions import question_answer, question_ask
from requests_app.services.suspicions import suspicion_clear, suspicion_raise
from requests_app.states import AT_WORK, ENDED, UNSENT, Action, Side, Status, find_move
from tests.world import CONTENT, World, make_world, preserved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

PEOPLE: dict[str, tuple[Side | None, Role]] = {
    "officer": (Side.REQUESTING, Role.OFFICER),
    "colleague": (Side.REQUESTING, Role.OFFICER),
    "supervisor": (Side.REQUESTING, Role.SUPERVISOR),
    "auditor": (Side.REQUESTING, Role.AUDITOR),
    "contact": (Side.REQUESTED, Role.CONTACT),
    "their_supervisor": (Side.REQUESTED, Role.SUPERVISOR),
    "stranger": (None, Role.CONTACT),
}
FACTS = "A child is held, and the demand came from this account an hour ago."
GOOD: dict[Action, dict[str, Any]] = {
    Action.SEND_AT_ONCE: {"emergency_facts": FACTS},
    Action.RETURN: {"reason": "Shorten it."},
    Action.REFUSE: {"ground": "political_offence", "reason": "It is one."},
    Action.REDIRECT: {"authority": "RO-CA", "note": "Ask the other office."},
    Action.POSTPONE: {"until": "2098-01-01", "reason": "Ours first."},
    Action.WITHDRAW: {"reason": "Found."},
}
BAD: dict[Action, dict[str, Any]] = {
    Action.RETURN: {"reason": ""},
    Action.SEND: {"channel": "pigeon"},
    Action.SEND_AT_ONCE: {"channel": "pigeon"},
    Action.ACKNOWLEDGE: {"note": 5},
    Action.REFUSE: {"ground": "fiscal_offence", "reason": "It is one."},
    Action.REDIRECT: {"authority": "GE-CA"},
    Action.POSTPONE: {"until": "2001-01-01", "reason": "Ours first."},
    Action.COMPLETE: {"outcome": "executed"},
    Action.WITHDRAW: {"reason": " "},
}


class Life(RuleBasedStateMachine):
    """`status` is what the table of moves says it has to be; the database is asked after each step."""

    def __init__(self, world: World, urgency: str) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.world = world
        self.urgency = urgency
        said = {"urgency_grounds": ["threat_to_life"], "urgency_details": FACTS}
        self.request = world.draft(urgency=urgency, content={**CONTENT, **said})
        self.status = Status.DRAFT
        self.decided = 0
        self.review_open = self.called = False
        self.doubted_by: str | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # Most of the time by whoever may, so that the walk gets somewhere.
    @rule(chosen=st.integers(min_value=0), good=st.booleans())
    def somebody_who_may(self, chosen: int, good: bool) -> None:
        open_now = [
            (name, action)
            for name in PEOPLE
            for action in allowed_actions(getattr(self.world, name), self._row())
            if action not in (Action.RETURN, Action.WITHDRAW) or chosen % 7 == 0
        ]
        if open_now:
            name, action = open_now[chosen % len(open_now)]
            self._try(name, action, good=good or chosen % 3 > 0)

    @rule(name=st.sampled_from(sorted(PEOPLE)), action=st.sampled_from(Action), good=st.booleans())
    def anybody(self, name: str, action: Action, good: bool) -> None:
        self._try(name, action, good=good)

    @rule(name=st.sampled_from(sorted(PEOPLE)), action=st.sampled_from(Action))
    def twice_from_two_browsers(self, name: str, action: Action) -> None:
        stale = self._row()
        before = self.status
        self._try(name, action, good=True)
        if self.status != before:
            assert self._refused(name, stale, action, self._answers(action, good=True)) is Conflict

    @invariant()
    def one_status(self) -> None:
        row = self._row()
        assert row.status == self.status
        assert bool(row.outcome) is (self.status in ENDED)
        assert (row.sent_at is None) is (self.status in UNSENT)
        assert row.decisions.count() == self.decided

    @invariant()
    def the_chain_holds(self) -> None:
        assert not trail_verify(chain=f"request:{self.request.pk}").breaks

    @rule(topic=st.sampled_from(["clarification", "consultation"]), who=st.sampled_from(["contact", "officer"]))
    def somebody_asks(self, topic: str, who: str) -> None:
        row, may = self._row(), who == "contact"
        asked = row.questions.filter(topic=topic, closed_at__isnull=True).exists()
        try:
            with transaction.atomic():
                question_ask(actor=getattr(self.world, who), request=row, topic=topic, text="Which of them?")
        except (Conflict, NotAllowed):
            assert not may or asked or self.status not in AT_WORK
        else:
            assert may
            assert not asked
            assert self.status in AT_WORK

    @rule(proceed=st.booleans())
    def the_question_is_answered(self, proceed: bool) -> None:
        question = self._row().questions.filter(closed_at__isnull=True).first()
        if question is None:
            return
        consultation = question.topic == "consultation"
        decision = ("proceed" if proceed else "withdraw") if consultation else None
        question_answer(actor=self.world.officer, question=question, text="So it is.", decision=decision)
        if decision == "withdraw":
            self.status = Status.WITHDRAWN

    @rule(name=st.sampled_from(sorted(PEOPLE)))
    def somebody_telephones(self, name: str) -> None:
        call = {"spoken_to": "Desk", "number": "1", "said_at": timezone.now(), "said": "Keep it.", "called_back": True}
        try:
            with transaction.atomic():
                oral_request_record(actor=getattr(self.world, name), request=self._row(), answers=call)
        except (Conflict, NotAllowed):
            assert not self._may(name, Permission.SEND) or self.status not in UNSENT or self.urgency != "emergency"
        else:
            assert self._may(name, Permission.SEND)
            assert self.status in UNSENT
            assert self.urgency == "emergency"
            self.called = True

    @rule(name=st.sampled_from(sorted(PEOPLE)))
    def somebody_reviews(self, name: str) -> None:
        row = self._row()
        actor = getattr(self.world, name)
        sending = EmergencySending.objects.filter(request=row).first()
        try:
            with transaction.atomic():
                emergency_review(actor=actor, request=row, finding="justified", reason="It was.")
        except (Conflict, NotAllowed):
            involved = sending is not None and actor.pk in {sending.sent_by_id, row.author_id}
            assert not (self.review_open and self._may(name, Permission.SUPERVISE)) or involved
        else:
            assert self.review_open
            assert self._may(name, Permission.SUPERVISE)
            assert sending is not None
            assert actor.pk not in {sending.sent_by_id, row.author_id}
            self.review_open = False

    @rule(name=st.sampled_from(sorted(PEOPLE)), clears=st.booleans())
    def somebody_doubts_or_calls_back(self, name: str, clears: bool) -> None:
        actor, row = getattr(self.world, name), self._row()
        side, role = PEOPLE[name]
        works = side is Side.REQUESTED and {Permission.ACKNOWLEDGE, Permission.EXECUTE} & PERMISSIONS[role]
        call = {"spoken_to": "Desk", "called_at": timezone.now(), "answer": "It is ours."}
        try:
            with transaction.atomic():
                if clears:
                    suspicion_clear(actor=actor, request=row, answers={**call, "number": self.world.asking.telephone})
                else:
                    suspicion_raise(actor=actor, request=row, reason="The style is another.")
        except (Conflict, NotAllowed, NotFound):
            fits = self.doubted_by is not None if clears else self.doubted_by is None
            alone = clears and self.doubted_by == name and role is not Role.SUPERVISOR
            assert not (works and fits and self.status not in UNSENT) or alone
        else:
            assert works
            assert self.status not in UNSENT
            self.doubted_by = None if clears else name

    @invariant()
    def what_was_misdirected_stands_in_one_other_inbox(self) -> None:
        row, passed_on = self._row(), Request.objects.filter(forwarded_from=self.request)
        assert passed_on.count() == (row.outcome == "misdirected")
        for one in passed_on:
            assert (one.status, one.content, one.case_id) == (Status.SENT, row.content, row.case_id)
            assert requests_visible_to(self.world.officer).filter(pk=one.pk).exists()
            assert not requests_visible_to(self.world.contact).filter(pk=one.pk).exists()

    @invariant()
    def who_is_doubted_hears_nothing_of_it(self) -> None:
        told = events_told(self.world.officer, self._row()).values_list("verb", flat=True)
        assert not any(verb.startswith("suspicion.") for verb in told)

    @invariant()
    def nothing_leaves_without_approval_or_its_facts(self) -> None:
        row = self._row()
        at_once = EmergencySending.objects.filter(request=row).exists()
        assert (row.sent_at is None) or at_once is (row.approved_by_id is None)
        assert not at_once or self.urgency == "emergency"

    @invariant()
    def an_open_clock_has_its_reason(self) -> None:
        row = self._row()
        running = {one.kind: one for one in Deadline.objects.filter(request=row, closed_at__isnull=True)}
        assert ("emergency_review" in running) is self.review_open
        assert ("written_confirmation" in running) is (self.called and self.status in UNSENT)
        assert ("acknowledgement" in running) is (self.status is Status.SENT)
        assert ("preservation_report" in running) is (self.status in AT_WORK)
        assert ("postponed_review" in running) is (self.status is Status.POSTPONED)
        kept = row.preservations.filter(RUNNING).exists() and self.status is not Status.WITHDRAWN
        assert ("preservation_expiry" in running) is kept
        asked = row.questions.filter(closed_at__isnull=True).exists()
        assert ("clarification_reply" in running) is asked
        if "preservation_report" in running:
            stands = running["preservation_report"].paused_at is not None
            assert stands is (asked or self.status is Status.POSTPONED)

    @invariant()
    def nobody_sees_what_is_not_theirs(self) -> None:
        for name, (side, _role) in PEOPLE.items():
            sees = requests_visible_to(getattr(self.world, name)).filter(pk=self.request.pk).exists()
            assert sees is (side is Side.REQUESTING or (side is Side.REQUESTED and self.status not in UNSENT))

    def _try(self, name: str, action: Action, *, good: bool) -> None:
        move = find_move(self.status, action)
        side, role = PEOPLE[name]
        answers = self._answers(action, good=good)
        refused = self._refused(name, self._row(), action, answers)
        if move is None:
            assert refused is Conflict
        elif (
            side is not move.side
            or move.permission not in PERMISSIONS[role]
            or (action is Action.APPROVE and self._wrote(name))
        ):
            assert refused is NotAllowed
        elif (action is Action.COMPLETE and self._undecided()) or (
            action is Action.SEND_AT_ONCE and self.urgency != "emergency"
        ):
            assert refused is Conflict
        elif not good and action in BAD:
            assert refused is Invalid
        else:
            assert refused is None
            self.status = move.target
            self.review_open = self.review_open or action is Action.SEND_AT_ONCE
            self.decided += action in DECISIONS

    def _refused(self, name: str, row: Request, action: Action, answers: dict[str, Any]) -> type[Exception] | None:
        try:
            with transaction.atomic():
                action_perform(actor=getattr(self.world, name), request=row, action=action.value, answers=answers)
        except (Conflict, Invalid, NotAllowed) as refusal:
            return type(refusal)
        return None

    def _does_not_fit(self, action: Action) -> bool:
        """Where the table of moves would let it through."""
        if action is Action.SEND_AT_ONCE:
            return self.urgency != "emergency"
        if action is Action.CLOSE and self.status is Status.SENT:
            # Nobody waits long enough here for the last reminder.
            return True
        doubted = self.doubted_by is not None and action in (Action.COMPLETE, Action.REDIRECT)
        return doubted or (action is Action.COMPLETE and self._undecided())

    def _undecided(self) -> bool:
        return self._row().questions.filter(topic="consultation", closed_at__isnull=True).exists()

    def _may(self, name: str, permission: Permission) -> bool:
        side, role = PEOPLE[name]
        return side is Side.REQUESTING and permission in PERMISSIONS[role]

    def _wrote(self, name: str) -> bool:
        row = self._row()
        return getattr(self.world, name).pk in {row.author_id, row.submitted_by_id}

    def _answers(self, action: Action, *, good: bool) -> dict[str, Any]:
        if good:
            return preserved(90) if action is Action.COMPLETE else GOOD.get(action, {})
        return BAD.get(action, GOOD.get(action, {}))

    def _row(self) -> Request:
        return Request.objects.get(pk=self.request.pk)


@pytest.mark.parametrize("urgency", ["normal", "emergency"])
def test_whatever_people_try(urgency: str) -> None:
    world = make_world()
    world.case()
    ministry = Authority.objects.get(pk=world.asked.pk)
    ministry.pk, ministry.code, ministry.name = None, "RO-CA", "Ministry"
    ministry.save()
    run_state_machine_as_test(
        lambda: Life(world, urgency),  # type: ignore[arg-type]
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
