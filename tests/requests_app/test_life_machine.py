"""Random moves by random people of both sides: one status, an intact chain, no word to strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from contacts.roles import PERMISSIONS, Role
from mla_portal.audit.verification import trail_verify
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.access import requests_visible_to
from requests_app.models import DECISIONS, Deadline, Request
from requests_app.selectors.actions import allowed_actions
from requests_app.services.actions import action_perform
from requests_app.states import ENDED, UNSENT, Action, Side, Status, find_move
from tests.world import World, make_world, preserved

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
GOOD: dict[Action, dict[str, Any]] = {
    Action.RETURN: {"reason": "Shorten it."},
    Action.REFUSE: {"ground": "political_offence", "reason": "It is one."},
    Action.REDIRECT: {"note": "Ask the other office."},
    Action.POSTPONE: {"until": "2098-01-01", "reason": "Ours first."},
    Action.WITHDRAW: {"reason": "Found."},
}
BAD: dict[Action, dict[str, Any]] = {
    Action.RETURN: {"reason": ""},
    Action.SEND: {"channel": "pigeon"},
    Action.ACKNOWLEDGE: {"note": 5},
    Action.REFUSE: {"ground": "fiscal_offence", "reason": "It is one."},
    Action.REDIRECT: {"authority": "GE-CA"},
    Action.POSTPONE: {"until": "2001-01-01", "reason": "Ours first."},
    Action.COMPLETE: {"outcome": "executed"},
    Action.WITHDRAW: {"reason": " "},
}


class Life(RuleBasedStateMachine):
    """`status` is what the table of moves says it has to be; the database is asked after each step."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.world = world
        self.request = world.draft()
        self.status = Status.DRAFT
        self.decided = 0

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
            assert self._refused(name, stale, action, self._answers(action, good=True)) in (Conflict, Invalid)

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

    @invariant()
    def an_open_clock_has_its_reason(self) -> None:
        running = Deadline.objects.filter(request=self.request, closed_at__isnull=True, kind="acknowledgement")
        assert running.exists() is (self.status is Status.SENT)

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
        elif not good and action in BAD:
            assert refused is Invalid
        else:
            assert refused is None
            self.status = move.target
            self.decided += action in DECISIONS

    def _refused(self, name: str, row: Request, action: Action, answers: dict[str, Any]) -> type[Exception] | None:
        try:
            with transaction.atomic():
                action_perform(actor=getattr(self.world, name), request=row, action=action.value, answers=answers)
        except (Conflict, Invalid, NotAllowed) as refusal:
            return type(refusal)
        return None

    def _wrote(self, name: str) -> bool:
        row = self._row()
        return getattr(self.world, name).pk in {row.author_id, row.submitted_by_id}

    def _answers(self, action: Action, *, good: bool) -> dict[str, Any]:
        if good:
            return preserved(90) if action is Action.COMPLETE else GOOD.get(action, {})
        return BAD.get(action, GOOD.get(action, {}))

    def _row(self) -> Request:
        return Request.objects.get(pk=self.request.pk)


def test_whatever_people_try() -> None:
    world = make_world()
    world.case()
    run_state_machine_as_test(
        lambda: Life(world),  # type: ignore[arg-type]
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
